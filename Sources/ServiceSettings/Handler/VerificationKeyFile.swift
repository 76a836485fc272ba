import InviteDomain
import PrivateFiles
package import SystemPackage

/// A file with keys that an authorization server's tokens are verified with.
package enum VerificationKeyFile {
    /// What is in it at this moment; nil where there is no such file.
    ///
    /// Throws `StoreError`.
    package static func contentsIfThere(_ path: FilePath) throws -> [UInt8]? { try GuardedFile.contents(of: path) }

    /// What is in it at this moment, and its name.
    ///
    /// Throws `StoreError`, also where there is no such file.
    package static func contents(of path: FilePath) throws -> (name: String, contents: [UInt8]) {
        guard let contents = try contentsIfThere(path) else {
            let advice = "put the authorization server's keys there, or do not name their algorithms in"
            throw StoreError(.unavailable, "'\(path)' is missing; \(advice) \(Settings.Name.jwtAlgorithms.rawValue)")
        }
        return (path.string, contents)
    }
}
