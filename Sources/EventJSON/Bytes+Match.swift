import Glibc

extension [UInt8] {
    /// True if `text` stands at `position`.
    ///
    /// The call is `memcmp`.
    func holds(_ text: [UInt8], at position: Int) -> Bool {
        guard position >= 0, count - position >= text.count else { return false }
        return unsafe withUnsafeBytes { bytes in
            unsafe text.withUnsafeBytes { text in
                guard let base = bytes.baseAddress, let wanted = text.baseAddress else { return unsafe text.isEmpty }
                return unsafe memcmp(base + position, wanted, text.count) == 0
            }
        }
    }
}
