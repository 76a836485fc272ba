import ByteText
import InviteDomain

/// A line of the feed's index: some events of a team that follow each other, and where they were found.
///
/// `42 18 20 1311 4567 5321 9f3c2b7a` are events 18 to 20 of team 42, in the file with the inode 1311 from byte 4567 to
/// 5321. Where the last number is smaller than the first, there are none: a ledger was compacted since.
struct FeedEntry: Equatable {
    let team: TeamID
    let first: Int
    let last: Int
    /// That of a ledger, or of what is an archived one by now (`number`); 0: they were in no file any more.
    let inode: Int64
    /// Where the first event's line begins.
    let start: Int64
    /// Where the last event's line ends.
    let end: Int64
    /// The same for all that was added at a time, and else for none: it tells this index from others.
    let mark: UInt32

    var count: Int { last - first + 1 }

    init(
        _ team: TeamID, _ events: (first: Int, last: Int), in inode: Int64, at place: (start: Int64, end: Int64),
        mark: UInt32
    ) {
        self.team = team
        (first, last) = events
        self.inode = inode
        (start, end) = place
        self.mark = mark
    }

    /// The line, with its newline.
    var line: [UInt8] { Array("\(team) \(first) \(last) \(inode) \(start) \(end) \(Self.text(mark))\n".utf8) }

    /// The entry on a line without its newline; nil if it is none.
    init?(_ bytes: [UInt8], in range: Range<Int>) {
        var numbers = NumberReader(bytes: bytes, position: range.lowerBound, end: range.upperBound)
        guard let number = numbers.next(), let team = TeamID(Int(number)), let first = numbers.next(),
            let last = numbers.next(), let inode = numbers.next(), let start = numbers.next(), let end = numbers.next(),
            let mark = numbers.rest().flatMap(Self.mark), first > 0, last >= first - 1, end >= start
        else { return nil }
        self.init(team, (Int(first), Int(last)), in: inode, at: (start, end), mark: mark)
    }

    /// An inode as the index writes it: of those few that have more than 17 digits, the rest.
    ///
    /// It only has to change when the file does.
    static func number(_ inode: UInt64) -> Int64 { Int64(inode % 100_000_000_000_000_000) }

    static func text(_ mark: UInt32) -> String {
        Hex.text((0..<4).map { UInt8(truncatingIfNeeded: mark >> (24 - 8 * $0)) })
    }

    static func mark(_ text: some Collection<UInt8>) -> UInt32? {
        guard text.count == 8 else { return nil }
        return Hex.number(Array(text).span).map { UInt32(truncatingIfNeeded: $0) }
    }
}

/// Reads numbers with a blank behind each.
private struct NumberReader {
    let bytes: [UInt8]
    var position: Int
    let end: Int

    mutating func next() -> Int64? {
        let start = position
        var value: Int64 = 0
        while position < end, bytes[position] != .space {
            let digit = bytes[position].digitValue
            guard digit < 10, position - start < 18 else { return nil }
            value = value &* 10 &+ Int64(digit)
            position += 1
        }
        guard position > start, position < end else { return nil }
        position += 1
        return value
    }

    func rest() -> ArraySlice<UInt8>? { position < end ? bytes[position..<end] : nil }
}
