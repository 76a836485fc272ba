import InviteDomain
import InvitePages

extension DeadLink {
    /// The kind of link that an error tells of, nil for errors of another sort.
    init?(_ error: any Error) {
        // Whoever has a broken link wants to know that, also where too many are broken.
        if case RequestProblem.tooManyFailures = error {
            self = .unknown
            return
        }
        switch error as? Refusal {
        case .inviteNotFound, .tokenUnknown: self = .unknown
        case .inviteDead(.expired): self = .expired
        case .inviteDead(.revoked): self = .revoked
        case .inviteDead(.exhausted): self = .exhausted
        case .inviteDead(.paused): self = .paused
        case .emailNotVerified, .emailNotAllowed: self = .restricted
        case .tooManyPending: self = .crowded
        default: return nil
        }
    }
}
