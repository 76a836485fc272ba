package import SystemPackage

extension FileDescriptor {
    /// Up to `count` bytes from `offset` on, fewer at the end of the file.
    ///
    /// The call is `pread`.
    package func bytes(at offset: Int64, count: Int) throws -> [UInt8] {
        try unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count {
                let rest = unsafe UnsafeMutableRawBufferPointer(
                    rebasing: UnsafeMutableRawBufferPointer(buffer)[filled...])
                let read = unsafe try read(fromAbsoluteOffset: offset + Int64(filled), into: rest)
                if read == 0 { break }
                filled += read
            }
        }
    }

    /// Writes all of these bytes, however often that takes asking.
    ///
    /// The call is `write`. That of swift-system for bytes of any kind costs a process its first time as much as some
    /// hundred system calls.
    package func writeAll(_ bytes: [UInt8]) throws {
        var written = 0
        while written < bytes.count {
            written += try unsafe bytes.withUnsafeBytes {
                try unsafe write(UnsafeRawBufferPointer(rebasing: $0[written...]))
            }
        }
    }

    /// The next bytes, at most `count`; none at the end.
    ///
    /// The call is `read`.
    package func nextBytes(count: Int) throws -> [UInt8] {
        try unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            filled = unsafe try read(into: UnsafeMutableRawBufferPointer(buffer))
        }
    }
}
