import ByteText

/// An invite's public handle: the team and eight random bytes, written as 24 hex digits.
package struct InviteID: Hashable, Sendable, CustomStringConvertible {
    package let teamID: TeamID
    package let random: UInt64

    package init(teamID: TeamID, random: UInt64) {
        self.teamID = teamID
        self.random = random
    }

    /// Reads 24 lower-case hex digits.
    package init?(_ text: String) {
        self.init(utf8: text.utf8.span)
    }

    /// The same, from the bytes of the text.
    package init?(utf8 text: Span<UInt8>) {
        guard text.count == 24, let team = Hex.number(text.extracting(first: 8)), let teamID = TeamID(Int(team)),
            let random = Hex.number(text.extracting(last: 16))
        else { return nil }
        self.init(teamID: teamID, random: random)
    }

    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(12)
        for shift in stride(from: 24, through: 0, by: -8) {
            bytes.append(UInt8(truncatingIfNeeded: teamID.rawValue >> UInt32(shift)))
        }
        for shift in stride(from: 56, through: 0, by: -8) {
            bytes.append(UInt8(truncatingIfNeeded: random >> UInt64(shift)))
        }
        return bytes
    }

    package var description: String { Hex.text(bytes) }
}
