/// What a credential may be used for; Cal.com's names, and ours where Cal.com has none.
package enum Scope: String, CaseIterable, Sendable {
    case teamMembershipRead = "TEAM_MEMBERSHIP_READ"
    case teamMembershipWrite = "TEAM_MEMBERSHIP_WRITE"
    case teamProfileRead = "TEAM_PROFILE_READ"
    case teamProfileWrite = "TEAM_PROFILE_WRITE"
    case teamCreate = "TEAM_CREATE"
    case organizationMembershipRead = "ORG_MEMBERSHIP_READ"
    case organizationMembershipWrite = "ORG_MEMBERSHIP_WRITE"
    case organizationProfileRead = "ORG_PROFILE_READ"
    case organizationProfileWrite = "ORG_PROFILE_WRITE"
    case profileRead = "PROFILE_READ"
    case keysRead = "KEYS_READ"
    case keysWrite = "KEYS_WRITE"
    case eventsRead = "EVENTS_READ"

    /// True if a credential with this scope may do what `required` asks for: an `ORG_…` scope stands for its `TEAM_…` twin.
    ///
    /// Writing does not imply reading.
    package func satisfies(_ required: Scope) -> Bool {
        switch (self, required) {
        case (.organizationMembershipRead, .teamMembershipRead): true
        case (.organizationMembershipWrite, .teamMembershipWrite): true
        case (.organizationProfileRead, .teamProfileRead): true
        case (.organizationProfileWrite, .teamProfileWrite): true
        default: self == required
        }
    }
}
