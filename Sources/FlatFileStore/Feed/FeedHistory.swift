import EventJSON
import InviteDomain
import PrivateFiles
import Storage
import SystemPackage

/// Reads the events of entries of the feed, from the ledger of their team or from its archive.
struct FeedHistory {
    private let layout: StateLayout
    private let archive: ArchiveList

    init(_ layout: StateLayout) {
        self.layout = layout
        archive = ArchiveList(in: layout)
    }

    private struct Done: Error {}

    /// Hands over the events of an entry after one of them, until `body` wants no more.
    ///
    /// - Returns: the number of the first event that is not to be found any more; nil when all were handed over.
    /// - Throws: `UnreadableEvents`, and what `body` throws.
    func read(_ entry: FeedEntry, after sequence: Int, _ body: (Event) throws -> Bool) throws -> Int? {
        var next = sequence + 1
        do {
            try readFiles(entry, &next, body)
            if next <= entry.last {
                // A compaction may have come between the look at the ledger and that at the archive.
                archive.forget()
                try readFiles(entry, &next, body)
            }
        } catch is Done {
            return nil
        } catch let error as StoreError {
            throw UnreadableEvents(team: entry.team, cause: error)
        }
        return next <= entry.last ? next : nil
    }

    /// The ledger first: what a compaction takes out of it is in the archive before.
    private func readFiles(_ entry: FeedEntry, _ next: inout Int, _ body: (Event) throws -> Bool) throws {
        let path = layout.ledger(of: entry.team)
        if let ledger = try Ledger.open(path, forWriting: false),
            FeedEntry.number(ledger.identity.inode) == entry.inode
        {
            try read(ledger, from: entry.start, entry, &next, body)
        }
        if next > entry.last { return }
        for (last, file) in try archive.files(of: entry.team) where last >= next && next <= entry.last {
            guard let ledger = try Ledger.open(file, forWriting: false) else { continue }
            let isIt = FeedEntry.number(ledger.identity.inode) == entry.inode
            try read(ledger, from: isIt ? entry.start : 0, entry, &next, body)
        }
        if next <= entry.last, let ledger = try Ledger.open(path, forWriting: false) {
            try read(ledger, from: 0, entry, &next, body)
        }
    }

    /// Hands over what a file has of an entry, as far as it goes on from `next` without a gap.
    private func read(
        _ ledger: borrowing Ledger, from start: Int64, _ entry: FeedEntry, _ next: inout Int,
        _ body: (Event) throws -> Bool
    ) throws {
        var offset = start
        var wanted = next
        defer { next = wanted }
        do {
            _ = try ledger.lines(from: start) { chunk, line in
                let isFirst = offset == 0
                offset += Int64(line.count + 1)
                let number = try LedgerLine.sequence(chunk, in: line)
                if wanted > entry.last || number > wanted { throw Stop() }
                // What a file begins with is a snapshot, unless it is the first event of all.
                if number < wanted || (isFirst && number > 1) { return }
                let event = try LedgerLine.decode(chunk, in: line)
                wanted += 1
                if try !body(event) { throw Done() }
            }
        } catch is Stop {
        } catch let error where !(error is Done || error is StoreError) {
            throw StoreError(.corrupt, "event \(wanted) of team \(entry.team) cannot be read: \(error)")
        }
    }

    private struct Stop: Error {}
}
