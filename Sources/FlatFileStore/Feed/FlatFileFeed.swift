import InviteDomain
import PrivateFiles
import Storage
import SystemPackage

/// The feed of a state in files (`EventFeed` says what is promised).
///
/// Writers do nothing for it. Who reads finds in the index (`FeedIndex`) the events that have a place already; when these
/// are not enough, it looks at all ledgers, one call of the kernel for each, and gives the events in those that have grown
/// their places: read, sync the ledgers, append to the index, sync that, and only then tell.
final class FlatFileFeed: EventFeed {
    private let store: FlatFileStore
    private let index: FeedIndex
    private let waiters: Int
    /// The teams of which it was told that something is wrong.
    private var troubled: Set<TeamID> = []

    /// Events that are given places at a time, at most.
    private static let step = 100_000

    /// - Parameters:
    ///   - store: whose ledgers are told.
    ///   - waiters: how many may wait at a time, of all processes.
    init(_ store: FlatFileStore, waiters: Int) {
        self.store = store
        self.waiters = waiters
        index = FeedIndex(store.layout)
    }

    func page(_ query: FeedQuery) throws -> FeedPage { try page(query, lookingAt: nil) }

    /// A page of events.
    ///
    /// - Parameters:
    ///   - query: which.
    ///   - teams: whose ledgers alone may have grown; nil: all.
    /// - Returns: the page.
    /// - Throws: as `EventFeed` says.
    func page(_ query: FeedQuery, lookingAt teams: Set<TeamID>?) throws -> FeedPage {
        var search = try FeedSearch(query, in: index)
        if try !goOn(&search), !search.isAtStart { throw Refusal.cursorUnknown }
        var isComplete = true
        while !search.isOver {
            do {
                isComplete = try grow(teams)
            } catch let error where !search.events.isEmpty && (error as? StoreError)?.requiresRestart != true {
                return search.page(hasMore: true)
            }
            let before = search.next
            guard index.end > before, try goOn(&search), search.next > before else { break }
        }
        return search.page(hasMore: search.isOver || !isComplete)
    }

    func end() throws -> FeedCursor {
        while try !grow(nil) {}
        return index.last?.cursor ?? .start
    }

    func watch(asOneOfFew: Bool) throws -> (any FeedWatch)? {
        guard asOneOfFew else { return try FlatFileFeedWatch(self, slot: nil, teams: store.layout.teams) }
        guard waiters > 0 else { return nil }
        try PrivateFolder.make(store.layout.feed)
        for number in 0..<waiters {
            do {
                let path = store.layout.feedSlot(number)
                if let slot = try LockFile.acquire(path, creating: true, patience: .zero) {
                    return try FlatFileFeedWatch(self, slot: slot, teams: store.layout.teams)
                }
            } catch let error as StoreError where error.kind == .busy {
                continue
            }
        }
        return nil
    }

    /// Lets a search go on along the index, which is made durable before; false when there is no index.
    private func goOn(_ search: inout FeedSearch) throws -> Bool {
        guard let file = try index.open() else { return false }
        try index.settle(file)
        try search.go(file)
        return true
    }

    /// Gives events their places.
    ///
    /// - Parameter teams: whose ledgers alone may have grown; nil: all.
    /// - Returns: false if there is more to be done.
    /// - Throws: `StoreError`.
    private func grow(_ teams: Set<TeamID>?) throws -> Bool {
        if let file = try index.open() { try index.read(file) } else { index.forget() }
        let grown = try teams?.filter(hasGrown).sorted() ?? allGrown()
        if grown.isEmpty { return true }
        let lock = try index.lock(patience: store.patience)
        guard var file = try index.open(forWriting: true) else { return false }
        try index.read(file)
        let torn = try file.cutTail(after: index.end)
        if torn > 0 { store.notice("cut \(torn) bytes of a torn line off '\(store.layout.feedIndex)'") }
        var growth = FeedGrowth(index, room: Self.step) { [self] team, trouble in note(trouble, of: team) }
        // Many files are made durable together.
        let syncsEach = grown.count <= 8
        for id in grown where !growth.isFull {
            do {
                try growth.look(at: id, syncing: syncsEach)
            } catch let error as StoreError where !error.requiresRestart {
                note("team \(id) is not in the feed: \(error)", of: id)
            }
        }
        if growth.entries.isEmpty { return true }
        if !syncsEach { try FileBatch.sync(store.layout.root) }
        try file.append(growth.entries.flatMap(\.line))
        try index.settle(file)
        try index.read(file)
        lock?.release()
        return !growth.isFull
    }

    /// The teams whose ledgers are not as the index has them.
    private func allGrown() throws -> [TeamID] {
        do throws(Errno) {
            let files = try NumberedFile.all(in: store.layout.teams, suffix: ".jsonl")
            return files.compactMap { file in
                guard let id = TeamID(file.number), isNews(id, inode: file.inode, size: file.size) else { return nil }
                return id
            }.sorted()
        } catch {
            throw StoreError(.unavailable, "readdir", store.layout.teams, error)
        }
    }

    /// False for a ledger that is as the index has it.
    private func hasGrown(_ id: TeamID) -> Bool {
        // What cannot be looked at is told of by who opens it.
        guard let facts = try? Stat(store.layout.ledger(of: id), followTargetSymlink: false) else { return true }
        return isNews(id, inode: UInt64(facts.inode.rawValue), size: facts.size)
    }

    private func isNews(_ id: TeamID, inode: UInt64, size: Int64) -> Bool {
        guard let known = index.known[id] else { return true }
        return size != known.end || FeedEntry.number(inode) != known.inode
    }

    private func note(_ trouble: String, of team: TeamID) {
        if troubled.insert(team).inserted { store.notice(trouble) }
    }
}

/// Waits for changes of ledgers, as the kernel tells them, and then looks only at those.
final class FlatFileFeedWatch: FeedWatch {
    private let feed: FlatFileFeed
    private let folder: FolderWatch
    private let slot: LockFile?
    private var hasLooked = false

    init(_ feed: FlatFileFeed, slot: consuming LockFile?, teams: FilePath) throws {
        self.feed = feed
        self.slot = slot
        folder = try FolderWatch(teams)
    }

    var descriptor: Int32 { folder.descriptor.rawValue }

    func page(_ query: FeedQuery) throws -> FeedPage {
        let names = try folder.changes()
        guard hasLooked, let names else {
            hasLooked = true
            return try feed.page(query, lookingAt: nil)
        }
        let teams = names.filter { $0.hasSuffix(".jsonl") }.compactMap { TeamID($0.dropLast(6)) }
        return try feed.page(query, lookingAt: Set(teams))
    }
}
