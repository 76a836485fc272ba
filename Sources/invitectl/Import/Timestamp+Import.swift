import ByteText
import InviteDomain

extension Timestamp {
    /// Reads a time as PostgreSQL prints it (a blank for the `T`, the zone as `+00` or not at all, which means UTC, as
    /// Cal.com keeps its times), as spreadsheets leave it (without seconds, hours in one digit), and any that RFC 3339
    /// allows.
    init?(imported text: String) {
        var bytes = Array(text.utf8)
        guard bytes.count >= 15 else { return nil }
        if bytes[10] == .space { bytes[10] = UInt8(ascii: "T") }
        if bytes[12] == .colon { bytes.insert(.zeroDigit, at: 11) }
        guard bytes.count >= 16 else { return nil }
        if bytes.count == 16 || bytes[16] != .colon { bytes.insert(contentsOf: ":00".utf8, at: 16) }
        guard bytes.count >= 19 else { return nil }
        let zone = bytes[19...].drop { $0 == .dot || $0.isDigit }
        if zone.isEmpty { bytes.append(UInt8(ascii: "Z")) }
        if zone.count == 3 { bytes += ":00".utf8 }
        self.init(String(decoding: bytes, as: UTF8.self))
    }
}
