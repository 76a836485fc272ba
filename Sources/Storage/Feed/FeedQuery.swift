package import InviteDomain

/// Which events of the feed somebody wants.
package struct FeedQuery {
    package var after: FeedCursor
    /// How many at most; at least one.
    package let limit: Int
    /// Which teams' events are wanted at all; asked once for a team and page.
    package let wantsTeam: (TeamID) throws -> Bool
    package let wantsEvent: (Event) -> Bool

    package init(
        after: FeedCursor, limit: Int, wantsTeam: @escaping (TeamID) throws -> Bool = { _ in true },
        wantsEvent: @escaping (Event) -> Bool = { _ in true }
    ) {
        self.after = after
        self.limit = limit
        self.wantsTeam = wantsTeam
        self.wantsEvent = wantsEvent
    }
}

/// Some events of the feed, in its order.
package struct FeedPage {
    package let events: [TeamEvent]
    /// The place behind them, and behind all before them that were not wanted.
    package let cursor: FeedCursor
    /// True if there may be more at this moment.
    package let hasMore: Bool

    package init(events: [TeamEvent], cursor: FeedCursor, hasMore: Bool) {
        self.events = events
        self.cursor = cursor
        self.hasMore = hasMore
    }
}

/// An event, and of which team.
package struct TeamEvent: Equatable, Sendable {
    package let team: TeamID
    package let event: Event

    package init(team: TeamID, event: Event) {
        self.team = team
        self.event = event
    }
}
