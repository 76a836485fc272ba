package import InviteDomain
package import Storage

/// The feed of a state without files.
package final class MemoryFeed: EventFeed {
    private let state: MemoryState
    private var isTaken: Bool {
        get { state.hasWaiter }
        set { state.hasWaiter = newValue }
    }
    /// Thrown for the events of a team, in the place of them.
    package var failures: [TeamID: any Error] = [:]

    package init(on state: MemoryState) { self.state = state }

    package func page(_ query: FeedQuery) throws -> FeedPage {
        grow()
        guard var position = Int(query.after.description, radix: 16), position <= state.feed.count else {
            throw Refusal.cursorUnknown
        }
        var events: [TeamEvent] = []
        while position < state.feed.count, events.count < query.limit {
            let (team, sequence) = state.feed[position]
            if try query.wantsTeam(team), let event = state.histories[team]?[sequence - 1] {
                if let failure = failures[team] { throw failure }
                if query.wantsEvent(event) { events.append(TeamEvent(team: team, event: event)) }
            }
            position += 1
        }
        return FeedPage(events: events, cursor: cursor(position), hasMore: position < state.feed.count)
    }

    package func end() -> FeedCursor {
        grow()
        return cursor(state.feed.count)
    }

    package func watch(asOneOfFew: Bool) -> (any FeedWatch)? {
        if !asOneOfFew { return MemoryFeedWatch(self) {} }
        if isTaken { return nil }
        isTaken = true
        return MemoryFeedWatch(self) { [self] in isTaken = false }
    }

    private func cursor(_ position: Int) -> FeedCursor { FeedCursor(unchecked: String(position, radix: 16)) }

    private func grow() {
        for (team, events) in state.histories.sorted(by: { $0.key < $1.key }) {
            let known = state.feed.count { $0.team == team }
            state.feed += events.dropFirst(known).map { (team, $0.sequence) }
        }
    }
}

private final class MemoryFeedWatch: FeedWatch {
    private let feed: MemoryFeed
    private let end: () -> Void
    /// Nobody can wait on this.
    let descriptor: Int32 = -1

    init(_ feed: MemoryFeed, end: @escaping () -> Void) {
        self.feed = feed
        self.end = end
    }

    deinit { end() }

    func page(_ query: FeedQuery) throws -> FeedPage { try feed.page(query) }
}
