/// What whoever holds the token of a live invite may know: the same at the page under the link and for an application
/// that has a page of its own.
package struct InviteOffer: Equatable, Sendable {
    package let team: TeamProfile
    package let invite: Invite
    /// Nil when whoever made it has no name here.
    package let inviterName: String?
    /// What comes of a vouched accept.
    package let onAccept: OnAccept
    /// What comes of the form on the sign-up page.
    package let onSignupPage: OnSignupPage

    package enum OnAccept: String, CaseIterable, Sendable {
        /// Whoever is named is a member at once.
        case joins = "JOINS"
        /// The same, if their address is verified and of a domain that is allowed.
        case joinsWithVerifiedEmail = "JOINS_WITH_VERIFIED_EMAIL"
    }

    package enum OnSignupPage: String, CaseIterable, Sendable {
        /// Whoever asks is a pending member, until an admin accepts them.
        case waitsForAdmin = "WAITS_FOR_ADMIN"
        /// The page turns people away: it cannot verify an address, or too many wait already.
        case refused = "REFUSED"
    }
}

extension Team {
    /// What a live invite of this team offers.
    package func offer(of invite: Invite, _ policy: InvitePolicy) -> InviteOffer {
        let isOpen = (try? requireSignup(by: invite, policy)) != nil
        return InviteOffer(
            team: profile, invite: invite, inviterName: inviterName(of: invite),
            onAccept: invite.extras.allowedEmailDomains.isEmpty ? .joins : .joinsWithVerifiedEmail,
            onSignupPage: isOpen ? .waitsForAdmin : .refused)
    }

    /// Who invites, as the team knows them; nil for somebody without a name here.
    package func inviterName(of invite: Invite) -> String? { invite.createdBy.userID.flatMap { member($0)?.name } }

    /// Requires that the sign-up page can let somebody ask to join by a live invite.
    ///
    /// - Parameters:
    ///   - invite: admits somebody.
    ///   - isCorrection: true for somebody who corrects what they sent, and so waits already.
    ///   - policy: how many may wait.
    /// - Throws: why it cannot.
    package func requireSignup(
        by invite: Invite, isCorrection: Bool = false, _ policy: InvitePolicy
    ) throws(Refusal) {
        guard invite.extras.allowedEmailDomains.isEmpty else { throw .emailNotVerified }
        if !isCorrection { try requireRoomToWait(by: invite.id, policy) }
    }
}
