import InviteDomain
import PrivateFiles
import SystemPackage

/// The index of the feed: the file that gives each event its place, and what it says of each team last.
///
/// It is made and extended by whoever reads the feed; who writes ledgers knows nothing of it. A header line, and then one
/// line for some events of a team (`FeedEntry`), 45 bytes or so: it only grows, under its lock, by whole lines, and like a
/// ledger it may have a torn tail, which the next one cuts off who extends it. Nothing is told of an entry before it is on
/// stable storage; so a reader syncs what others have added, once.
///
/// It holds nothing that is not in the ledgers but the order. If it is lost, the next reader makes another, and the
/// cursors of the old one are unknown.
final class FeedIndex {
    let layout: StateLayout
    private var identity: FileIdentity?
    /// Where the last line ends that `known` knows of.
    private(set) var end: Int64 = 0
    private var syncedEnd: Int64 = 0
    /// The last entry of each team, as far as `read` has come.
    private(set) var known: [TeamID: Known] = [:]
    /// The last position there is.
    private(set) var last: FeedPosition?

    /// How a team's ledger stood when it was looked at last.
    struct Known {
        let inode: Int64
        let end: Int64
        /// The number of the last event.
        let sequence: Int
    }

    static let header = Array("invite-fcgi feed 1\n".utf8)

    init(_ layout: StateLayout) { self.layout = layout }

    /// The open file; nil when there is none.
    func open(forWriting: Bool = false) throws -> Ledger? {
        try Ledger.open(layout.feedIndex, forWriting: forWriting, inFolderBeside: layout.teams)
    }

    /// The lock of who extends the index; makes the folder and the file where there are none.
    func lock(patience: Duration) throws -> LockFile? {
        try PrivateFolder.make(layout.feed)
        let lock = try LockFile.acquire(layout.feedLock, creating: true, patience: patience)
        if try open() == nil {
            // Whoever has made the folder may have died before its name was durable.
            try AtomicFile.syncDirectory(layout.root)
            try AtomicFile.write(Self.header, to: layout.feedIndex, permissions: LedgerName.permissions)
        }
        return lock
    }

    /// Reads what was added since the last time.
    func read(_ file: borrowing Ledger) throws {
        note(file)
        let start = end
        _ = try file.lines(from: start) { chunk, line in
            let offset = end
            if offset == 0 {
                guard chunk[line].elementsEqual(Self.header.dropLast()) else { throw damage(at: 0) }
            } else {
                guard let entry = FeedEntry(chunk, in: line) else { throw damage(at: offset) }
                known[entry.team] = Known(inode: entry.inode, end: entry.end, sequence: entry.last)
                last = FeedPosition(entry, at: offset, through: entry.last)
            }
            end += Int64(line.count + 1)
        }
    }

    /// Throws what is wrong with the index, if there is one.
    func check() throws {
        if let file = try open() { try read(file) }
    }

    /// Makes durable what is in the file, unless it was seen to before.
    func settle(_ file: borrowing Ledger) throws {
        note(file)
        guard syncedEnd < file.size else { return }
        try file.sync()
        syncedEnd = file.size
    }

    /// The entry in which a position is, and where its line ends; nil for a position in another index.
    func entry(at position: FeedPosition, in file: borrowing Ledger) throws -> (entry: FeedEntry, end: Int64)? {
        guard position.offset >= Self.header.count, position.offset < file.size else { return nil }
        var found: (entry: FeedEntry, end: Int64)?
        // From the end of the line before: what does not begin behind one is no line.
        var offset = position.offset - 1
        do {
            _ = try file.lines(from: offset) { chunk, line in
                let start = offset
                offset += Int64(line.count + 1)
                if start < position.offset, line.isEmpty { return }
                if start == position.offset, let entry = FeedEntry(chunk, in: line), position.isIn(entry) {
                    found = (entry, offset)
                }
                throw Enough()
            }
        } catch is Enough {}
        return found
    }

    private struct Enough: Error {}

    func damage(at offset: Int64) -> StoreError {
        let advice = "remove it, and the feed's readers will have to begin again"
        return StoreError(.corrupt, "'\(layout.feedIndex)' is damaged at byte \(offset + 1): \(advice)")
    }

    /// Forgets what it knows, for there is no index.
    func forget() {
        (identity, end, syncedEnd, known, last) = (nil, 0, 0, [:], nil)
    }

    /// Forgets everything of another file than this, or of a longer one.
    private func note(_ file: borrowing Ledger) {
        if file.identity == identity, file.size >= end { return }
        forget()
        identity = file.identity
    }
}
