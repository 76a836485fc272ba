package import InviteDomain

/// An event as it was recorded.
package struct RecordedEvent: Sendable {
    package let team: TeamID
    package let event: Event
    /// Its text as EventJSON writes it, without a newline.
    package let line: String

    package init(team: TeamID, event: Event, line: String) {
        self.team = team
        self.event = event
        self.line = line
    }
}
