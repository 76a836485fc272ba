import EventJSON
import InviteDomain
import PrivateFiles
import Storage
import StrictJSON
import SystemPackage

/// Reads a ledger event by event, and goes on where it stopped whenever there is more.
///
/// It takes no lock, and a part of a line at the end is no event yet. Another file in the ledger's place, such as a
/// compacted one, is read from its beginning: what was handed out before is passed over by its number, and what was
/// compacted away before it could be handed out comes from the archive.
struct LedgerTail {
    private let team: TeamID
    private let path: FilePath
    private let archive: LedgerArchive
    private let notice: (String) -> Void
    private var identity: FileIdentity?
    private var size: Int64 = 0
    /// Where the last line that was read ends.
    private var offset: Int64 = 0
    /// How many lines come before that.
    private var lines = 0
    /// The number of the last event that was handed out, or is not wanted; nil to begin with whatever the ledger has.
    private var last: Int?
    /// The number that the next line must have; nil at the beginning of a file, where a compacted one has any.
    private var expected: Int?

    /// A reader at the beginning of a team's ledger.
    ///
    /// - Parameters:
    ///   - team: whose ledger.
    ///   - layout: where it lies.
    ///   - fromArchive: true to begin with the first event there ever was, and not with that of the ledger.
    ///   - notice: is told what an operator should know although nothing failed.
    init(
        _ team: TeamID, in layout: StateLayout, fromArchive: Bool = false,
        notice: @escaping (String) -> Void = { _ in }
    ) {
        self.team = team
        self.notice = notice
        path = layout.ledger(of: team)
        archive = LedgerArchive(team, in: layout)
        last = fromArchive ? 0 : nil
    }

    /// Passes over all events that there are, but for the last `count`.
    mutating func skip(toLast count: Int) throws {
        guard let ledger = try Ledger.open(path, forWriting: false) else { return }
        start(ledger)
        var ends: [Int64] = []
        var end: Int64 = 0
        _ = try ledger.lines(from: 0) { _, line in
            end += Int64(line.count + 1)
            ends.append(end)
            lines += 1
            if ends.count > 2 * count { ends.removeFirst(count) }
        }
        lines -= min(ends.count, count)
        offset = ends.dropLast(count).last ?? 0
    }

    /// Hands out the events that have come since the last time; none when there is no such ledger.
    mutating func next(_ body: (RecordedEvent) throws -> Void) throws {
        guard try hasChanged(), let ledger = try Ledger.open(path, forWriting: false) else { return }
        if ledger.identity != identity || ledger.size < offset { start(ledger) }
        size = ledger.size
        offset = try ledger.lines(from: offset) { chunk, line in
            let event: Event
            do {
                event = try LedgerLine.decode(chunk, in: line)
                if let expected, event.sequence != expected {
                    throw EventMismatch("event \(event.sequence) follows event \(expected - 1)")
                }
            } catch {
                throw ledger.damage(at: lines + 1, "\(error)")
            }
            lines += 1
            expected = event.sequence + 1
            if let last, event.next > last + 1 { try handOutArchived(before: event.next, body) }
            try handOut(event, chunk[line], body)
        }
        if lines == 0 { throw ledger.damage(at: 1, "no event in it; restore it from a backup") }
    }

    private mutating func start(_ ledger: borrowing Ledger) {
        identity = ledger.identity
        offset = 0
        lines = 0
        expected = nil
    }

    private mutating func handOut(
        _ event: Event, _ line: ArraySlice<UInt8>, _ body: (RecordedEvent) throws -> Void
    ) throws {
        guard event.sequence > last ?? 0 else { return }
        last = event.sequence
        try body(RecordedEvent(team: team, event: event, line: String(decoding: line, as: UTF8.self)))
    }

    /// Hands out what came after the last look into a ledger that was then compacted.
    ///
    /// What somebody has taken out of the archive is told of and passed over.
    private mutating func handOutArchived(before sequence: Int, _ body: (RecordedEvent) throws -> Void) throws {
        for (end, file) in try archive.files() where end > last ?? 0 {
            guard let ledger = try Ledger.open(file, forWriting: false) else { continue }
            var line = 0
            _ = try ledger.lines(from: 0) { chunk, range in
                line += 1
                do {
                    let event = try LedgerLine.decode(chunk, in: range)
                    noteGap(before: event.next)
                    try handOut(event, chunk[range], body)
                } catch let error where error is JSONSyntaxError || error is JSONShapeError {
                    throw ledger.damage(at: line, "\(error)")
                }
            }
        }
        noteGap(before: sequence)
    }

    private func noteGap(before sequence: Int) {
        guard let last, sequence > last + 1 else { return }
        notice("events \(last + 1) to \(sequence - 1) of team \(team) were compacted away and are not in the archive")
    }

    /// True if the file is not what it was at the last look.
    private func hasChanged() throws -> Bool {
        do {
            let facts = try Stat(path, followTargetSymlink: false)
            return UInt64(facts.inode.rawValue) != identity?.inode || facts.size != size
        } catch Errno.noSuchFileOrDirectory {
            return false
        } catch {
            throw StoreError(.unavailable, "stat", path, error)
        }
    }
}

extension Event {
    /// The number of the first event that is told from here on: a snapshot tells none of those it stands for.
    fileprivate var next: Int {
        guard case .teamSnapshot = change else { return sequence }
        return sequence + 1
    }
}
