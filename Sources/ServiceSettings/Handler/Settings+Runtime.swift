import Glibc
package import SystemPackage

extension Settings {
    /// Where what need not last is kept: in the folder that is set, in the one that systemd made, or in one of our own
    /// among the temporary files.
    package func runtimeFolder() throws -> FilePath {
        guard let text = self[.runtimeFolder] ?? environment("RUNTIME_DIRECTORY") else {
            return FilePath("/tmp/invite-fcgi-\(geteuid())")
        }
        let path = FilePath(text)
        guard path.isAbsolute else { throw problem(.runtimeFolder, "an absolute path") }
        return path
    }

    /// False for a folder that anybody could have made before us.
    package var namesRuntimeFolder: Bool { (self[.runtimeFolder] ?? environment("RUNTIME_DIRECTORY")) != nil }
}
