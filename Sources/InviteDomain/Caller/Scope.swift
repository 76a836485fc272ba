/// What an access token may be used for; Cal.com's names.
package enum Scope: String, CaseIterable, Sendable {
    case teamMembershipRead = "TEAM_MEMBERSHIP_READ"
    case teamMembershipWrite = "TEAM_MEMBERSHIP_WRITE"
    case teamProfileRead = "TEAM_PROFILE_READ"
    case organizationMembershipRead = "ORG_MEMBERSHIP_READ"
    case organizationMembershipWrite = "ORG_MEMBERSHIP_WRITE"
    case organizationProfileRead = "ORG_PROFILE_READ"
    case profileRead = "PROFILE_READ"

    /// True if a token with this scope may do what `required` asks for: an `ORG_…` scope stands for its `TEAM_…` twin.
    ///
    /// Writing does not imply reading.
    package func satisfies(_ required: Scope) -> Bool {
        switch (self, required) {
        case (.organizationMembershipRead, .teamMembershipRead): true
        case (.organizationMembershipWrite, .teamMembershipWrite): true
        case (.organizationProfileRead, .teamProfileRead): true
        default: self == required
        }
    }
}
