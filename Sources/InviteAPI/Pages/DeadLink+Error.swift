import InviteDomain
import InviteMessages

extension DeadLink {
    /// The kind of link that an error tells of, nil for errors of another sort.
    init?(_ error: any Error) {
        // Whoever has a broken link wants to know that, also where too many are broken.
        if case RequestProblem.tooManyFailures = error {
            self = .unknown
            return
        }
        guard let link = (error as? Refusal).flatMap({ RefusalMessage($0).page }) else { return nil }
        self = link
    }
}
