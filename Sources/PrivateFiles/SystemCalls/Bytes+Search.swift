import Glibc

extension [UInt8] {
    /// Where `byte` comes first from `start` on, nil if it does not.
    ///
    /// The call is `memchr`: ledgers are searched line by line.
    package func firstIndex(of byte: UInt8, from start: Int) -> Int? {
        unsafe withUnsafeBytes { bytes in
            guard start < bytes.count, let base = bytes.baseAddress,
                let found = unsafe memchr(base + start, CInt(byte), bytes.count - start)
            else { return nil }
            return unsafe UnsafeRawPointer(found) - base
        }
    }
}
