package import InviteDomain

/// The events of a team have their places in the feed, and its history cannot be read.
package struct UnreadableEvents: Error, CustomStringConvertible {
    package let team: TeamID
    package let cause: StoreError

    package init(team: TeamID, cause: StoreError) {
        self.team = team
        self.cause = cause
    }

    package var description: String { cause.description }
}
