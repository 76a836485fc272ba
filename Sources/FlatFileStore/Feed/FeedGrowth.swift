import EventJSON
import InviteDomain
import PrivateFiles
import Storage
import SystemPackage

/// Finds the events that have no place in the feed yet, ledger by ledger, and makes entries of them.
struct FeedGrowth {
    private let index: FeedIndex
    private let archive: ArchiveList
    private let notice: (TeamID, String) -> Void
    private let mark = UInt32.random(in: 0 ... .max)
    private(set) var entries: [FeedEntry] = []
    /// How many events may still be found: so nobody waits for the first look at a large state.
    private var room: Int
    /// The number of the last event that has a place, in the team that is being looked at; nil: none has one.
    private var told: Int?

    /// Events in one entry at most: to get at the last of them, the others are read.
    private static let longest = 1000

    init(_ index: FeedIndex, room: Int, notice: @escaping (TeamID, String) -> Void) {
        self.index = index
        self.room = room
        self.notice = notice
        archive = ArchiveList(in: index.layout)
    }

    var isFull: Bool { room <= 0 }

    private struct Full: Error {}

    /// Finds what is new in the ledger of a team, and makes it durable if `syncing`.
    ///
    /// A line that makes no sense is told as a notice, and what stands before it is taken; after it nothing is.
    mutating func look(at id: TeamID, syncing: Bool) throws {
        guard let ledger = try Ledger.open(index.layout.ledger(of: id), forWriting: false) else { return }
        let inode = FeedEntry.number(ledger.identity.inode)
        let known = index.known[id]
        let isSame = known?.inode == inode && known?.end ?? 0 <= ledger.size
        if isSame, known?.end == ledger.size { return }
        told = known?.sequence
        let before = entries.count
        var walk = Walk(position: isSame ? known?.end ?? 0 : 0, expected: isSame ? told.map { $0 + 1 } : nil)
        do {
            _ = try ledger.lines(from: walk.position) { chunk, line in
                if isFull { throw Full() }
                try take(chunk, line, of: id, inode, &walk)
            }
        } catch is Full {
        } catch {
            notice(id, "a part of team \(id) is not in the feed: \(error)")
        }
        let isNoted = entries.count > before ? entries.last?.inode == inode : isSame && walk.position == known?.end
        if !isNoted, let next = walk.expected {
            // Another file, with nothing new in it: noted, or every reader would look into it again.
            let place = (walk.position, walk.position)
            entries.append(FeedEntry(id, (next, next - 1), in: inode, at: place, mark: mark))
        }
        if syncing, entries.count > before { try ledger.sync() }
    }

    /// How far a ledger was read.
    private struct Walk {
        /// Where the next line begins.
        var position: Int64
        /// The number that it must have; nil at the beginning of a file.
        var expected: Int?
    }

    private mutating func take(
        _ chunk: [UInt8], _ line: Range<Int>, of id: TeamID, _ inode: Int64, _ walk: inout Walk
    ) throws {
        let end = walk.position + Int64(line.count + 1)
        if walk.position == 0, case let number = try LedgerLine.sequence(chunk, in: line), number > 1 {
            // A snapshot, which tells nothing.
            try takeArchived(through: number, of: id)
            walk.expected = number + 1
        } else {
            let number = try LedgerLine.decode(chunk, in: line).sequence
            guard number == walk.expected ?? 1 else {
                throw EventMismatch("event \(number) follows event \((walk.expected ?? 1) - 1)")
            }
            walk.expected = number + 1
            if number > told ?? 0 { add(number, of: id, in: inode, from: walk.position, to: end) }
        }
        walk.position = end
    }

    /// Gives the events that were compacted away before anybody told them their places, where they are in the archive.
    private mutating func takeArchived(through last: Int, of id: TeamID) throws {
        for (end, path) in try archive.files(of: id) where end > told ?? 0 && told ?? 0 < last {
            guard let ledger = try Ledger.open(path, forWriting: false) else { continue }
            let inode = FeedEntry.number(ledger.identity.inode)
            var position: Int64 = 0
            _ = try ledger.lines(from: 0) { chunk, line in
                let start = position
                position += Int64(line.count + 1)
                let number = try LedgerLine.sequence(chunk, in: line)
                let isSnapshot = start == 0 && number > 1
                if isSnapshot || number <= told ?? 0 || number > last { return }
                noteGap(before: number, of: id)
                add(number, of: id, in: inode, from: start, to: position)
            }
        }
        noteGap(before: last + 1, of: id)
        told = max(told ?? 0, last)
    }

    /// Gives events their places that are nowhere any more, so that who reads on from before them is told; a new reader
    /// of a team that nobody has read begins with the first event that there is.
    private mutating func noteGap(before number: Int, of id: TeamID) {
        guard let told, told + 1 < number else { return }
        entries.append(FeedEntry(id, (told + 1, number - 1), in: 0, at: (0, 0), mark: mark))
    }

    private mutating func add(_ number: Int, of id: TeamID, in inode: Int64, from start: Int64, to end: Int64) {
        told = number
        room -= 1
        if let last = entries.last, last.team == id, last.inode == inode, last.end == start, last.last == number - 1,
            last.count < Self.longest
        {
            entries[entries.count - 1] = FeedEntry(
                id, (last.first, number), in: inode, at: (last.start, end), mark: mark)
        } else {
            entries.append(FeedEntry(id, (number, number), in: inode, at: (start, end), mark: mark))
        }
    }
}
