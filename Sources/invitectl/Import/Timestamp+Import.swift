import InviteDomain

extension Timestamp {
    /// Reads a time as PostgreSQL prints it (a blank for the `T`, the zone as `+00` or not at all, which means UTC, as
    /// Cal.com keeps its times), as spreadsheets leave it (without seconds, hours in one digit), and any that RFC 3339
    /// allows.
    init?(imported text: String) {
        let (colon, zero) = (UInt8(ascii: ":"), UInt8(ascii: "0"))
        var bytes = Array(text.utf8)
        guard bytes.count >= 15 else { return nil }
        if bytes[10] == UInt8(ascii: " ") { bytes[10] = UInt8(ascii: "T") }
        if bytes[12] == colon { bytes.insert(zero, at: 11) }
        guard bytes.count >= 16 else { return nil }
        if bytes.count == 16 || bytes[16] != colon { bytes.insert(contentsOf: [colon, zero, zero], at: 16) }
        guard bytes.count >= 19 else { return nil }
        let zone = bytes[19...].drop { $0 == UInt8(ascii: ".") || (zero...UInt8(ascii: "9")).contains($0) }
        if zone.isEmpty { bytes.append(UInt8(ascii: "Z")) }
        if zone.count == 3 { bytes += Array(":00".utf8) }
        self.init(String(decoding: bytes, as: UTF8.self))
    }
}
