extension Sequence<UInt8> {
    /// What a digest or an authentication code consists of, at most `count` bytes of it.
    ///
    /// `Array(self)` is the same by way of the library's generic code, at five times the price.
    func firstBytes(_ count: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count)
        for byte in self where bytes.count < count { bytes.append(byte) }
        return bytes
    }
}
