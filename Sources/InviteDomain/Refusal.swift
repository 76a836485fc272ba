/// The rules said no, and nothing was changed.
///
/// A closed set: every answer, message and exit code follows from these cases.
package enum Refusal: Error, Equatable, Sendable {
    case unauthenticated(Authentication)
    case scopeMissing(required: Scope, held: [Scope])
    /// Also for a team that does not exist, so that nobody learns which ones do.
    case notAMember(team: String)
    case roleTooLow(user: UserID, required: Role, team: TeamID)
    case roleAboveCeiling(role: Role, ceiling: Role)
    case teamNotFound(team: String)
    case teamExists(TeamID)
    case notAnOrganization(TeamID)
    case memberExists(UserID, team: TeamID)
    case memberNotFound(UserID, team: TeamID)
    case lastOwner(team: TeamID)
    case inviteNotFound
    case tooManyActiveInvites(limit: Int)
    case invalid(field: String, expected: String)

    /// Why a request has no caller.
    package enum Authentication: Equatable, Sendable, CaseIterable {
        case missing, malformed, unknown, expired, revoked
    }
}
