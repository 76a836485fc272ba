/// The rules said no, and nothing was changed.
///
/// A closed set: every answer, message and exit status follows from these cases.
package enum Refusal: Error, Equatable, Sendable {
    case unauthenticated(Authentication)

    case scopeMissing(required: Scope, held: [Scope])
    /// Also for a team that does not exist, so that nobody learns which ones do.
    case notAMember(team: TeamID)
    case roleTooLow(user: UserID, required: Role, team: TeamID)
    /// Somebody of a higher role than the caller's own.
    case memberOutranks(Role)
    case roleAboveCeiling(role: Role, ceiling: Role)
    case roleAboveOwn(role: Role, own: Role)
    /// The key that is asked for would be allowed more than the credential that asks, by this property.
    case keyAboveOwn(field: String)
    /// The credential may not say who somebody else is.
    case vouchingNotAllowed
    /// The credential is for some teams, and so makes none.
    case narrowedToTeams
    /// Only whoever administers the instance may say that of what is asked for.
    case instanceAdminRequired(field: String)
    /// The credential may not say whose address it speaks for.
    case speakingNotAllowed

    case emailNotAllowed
    case emailNotVerified
    /// An admin keeps this user or address out.
    case keptOut(team: TeamID)

    case teamNotFound(team: TeamID)
    case inviteNotFound
    /// A token that is not one of ours: told like an invite that is not there, and counted as a guess.
    case tokenUnknown
    case memberNotFound(MemberReference, team: TeamID)
    /// Also for a key that the caller may not see.
    case keyNotFound(id: String)
    /// Nobody is kept out whose membership this was.
    case notKeptOut(MembershipID, team: TeamID)

    /// The invite admits nobody now; never `active`.
    case inviteDead(Invite.Status)
    /// The invite admits nobody, for its team is closed.
    case inviteOfClosedTeam
    /// Nobody gets in.
    case teamClosed(team: TeamID)
    case teamExists(TeamID)
    case notAnOrganization(TeamID)
    case memberExists(UserID, team: TeamID)
    /// A member who signed up was given a number before; it is never changed.
    case memberIdentified(UserID)
    /// Somebody who is to be declined waits no more: they were accepted.
    case memberAccepted(MembershipID, team: TeamID)
    /// The same request decides on a membership twice.
    case memberNamedTwice(MembershipID)
    case lastOwner(team: TeamID)
    /// The same `Idempotency-Key` with another body.
    case idempotencyKeyReused
    /// More have joined by the invite than it is to allow.
    case limitBelowUses(uses: Int)
    case tooManyActiveInvites(limit: Int)
    /// So many wait to be let in, by the invite or in the team, that an admin has to look at them first.
    case tooManyPending(limit: Int, byOneInvite: Bool)

    /// A cursor of another feed than this, or of what a backup was put over.
    case cursorUnknown
    /// Events that have been told of, and that somebody has taken out of the archive; `next` is the cursor behind them.
    case eventsGone(ClosedRange<Int>, team: TeamID, next: String)

    /// The invite is not what the caller took it for (`If-Match`).
    case versionMismatch(current: Int)

    case invalid(field: String, expected: String)

    /// True where an invite that is there admits nobody now, whoever it may be.
    package var isOfDeadInvite: Bool {
        switch self {
        case .inviteDead, .inviteOfClosedTeam: true
        default: false
        }
    }

    /// Why a request has no caller.
    package enum Authentication: Equatable, Sendable, CaseIterable {
        case missing, malformed, unknown, expired, revoked
        /// What came in the field that is named for it is no credential.
        case malformedKey(field: String)
        /// There is only what is the web server's; `keyField` is where a credential may come besides, if anywhere.
        case foreignScheme(keyField: String?)
        /// The bearer is a token that somebody else signed, and it lets nobody in.
        case token(TokenFault)
        /// The web server asserts a user who cannot be; what it said of them was to be `expected`.
        case assertion(expected: String)

        /// One of each kind.
        package static let allCases: [Authentication] =
            [.missing, .malformed, .unknown, .expired, .revoked, .malformedKey(field: "X-API-Key")]
            + [.foreignScheme(keyField: nil)] + TokenFault.allCases.map(Self.token)
            + [.assertion(expected: UserID.expected)]
    }
}
