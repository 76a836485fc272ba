import Glibc
package import SystemPackage

/// A folder of our own alone, removed with all that is in it when the test is over.
package func withTemporaryDirectory<Result>(_ body: (FilePath) throws -> Result) throws -> Result {
    let path = try make()
    defer { remove(path) }
    return try body(path)
}

/// The same for what waits.
package func withTemporaryDirectory<Result>(_ body: (FilePath) async throws -> Result) async throws -> Result {
    let path = try make()
    defer { remove(path) }
    return try await body(path)
}

private func make() throws -> FilePath {
    let path = FilePath("/var/tmp/invite-test-\(getpid())-\(UInt64.random(in: 0 ... .max))")
    guard unsafe path.withPlatformString({ unsafe mkdir($0, 0o700) }) == 0 else { throw Errno(rawValue: errno) }
    return path
}

private func remove(_ path: FilePath) {
    unsafe path.withPlatformString { name in
        if unsafe unlink(name) == 0 { return }
        if let stream = unsafe opendir(name) {
            while let entry = unsafe readdir(stream) {
                let child = unsafe withUnsafePointer(to: &entry.pointee.d_name) {
                    unsafe String(cString: UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self))
                }
                if child != ".", child != ".." { remove(path.appending(child)) }
            }
            unsafe closedir(stream)
        }
        unsafe rmdir(name)
    }
}
