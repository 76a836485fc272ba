import HTTPTypes
import InviteDomain
import InviteJSON
import InviteMessages
import OpenAPI
import Storage
import StrictJSON

/// What the holder of a token does with it.
///
/// The token always travels in the body, where no log looks.
struct RedemptionEndpoints {
    let teams: any TeamStore
    let tokens: PresentedTokens
    let settings: APISettings
    let clock: () -> Timestamp

    init(_ dependencies: Dependencies) {
        teams = dependencies.storage.teams
        tokens = PresentedTokens(dependencies)
        settings = dependencies.settings
        clock = dependencies.clock
    }

    static let endpoints: [Endpoint] = [
        Endpoint(.post, open: "/v2/invites/preview", counted: .visitor) {
            RedemptionEndpoints($0).previewInvite
        } described: {
            EndpointDescription(
                tag: .joining, id: "previewInvite", summary: "See what an invite offers",
                text: """
                    Whether somebody could join with a token, without doing it: all that a page of the application's \
                    own can tell whoever was invited, and what comes next. Of a dead invite only the reason is told, \
                    and all else is null.
                    """,
                parameters: ["Invite-Client-Address"],
                body: "PreviewInvite",
                success: .init(
                    text: "What the invite offers, or why it does not.", content: .json("PreviewInviteOutput")),
                errors: [.badRequest, .unauthorized, .mayNotSpeak, .tokenNotFound, .mediaType]
                    + OpenAPIError.ofEveryCall
            )
        },
        Endpoint(.post, "/v2/invites/accept", .teamMembershipWrite, counted: .visitor) {
            RedemptionEndpoints($0).acceptInvite
        } described: {
            EndpointDescription(
                tag: .joining, id: "acceptInvite", summary: "Join a team by an invite",
                text: """
                    The caller joins as the credential's own user; one that may vouch can name another `user`. \
                    Somebody who is a member already stays as they are, and no use is counted.
                    """,
                parameters: ["Invite-Client-Address"],
                body: "AcceptInvite",
                success: .init(
                    text: "A member now, or already.", content: .json("AcceptInviteOutput")),
                errors: [
                    .badRequest, .unauthorized, .mayNotJoin, .tokenNotFound, .invitePaused, .inviteGone, .mediaType,
                ] + OpenAPIError.ofEveryCall
            )
        },
    ]

    /// `POST /v2/invites/preview`: whether somebody could join, without doing it and without asking who.
    func previewInvite(_ call: Call) throws -> Content {
        let fields = try RequestBody.fields(of: call.body, in: call.request, properties: ["token"])
        let token = try presentedToken(fields)
        do {
            let offer = try offer(of: token)
            return .success { $0.preview(offer, reason: nil, hasSignupPage: settings.hasSignupPage) }
        } catch let refusal as Refusal where refusal.isOfDeadInvite {
            let reason = RefusalMessage(refusal).reason
            return .success { $0.preview(nil, reason: reason, hasSignupPage: settings.hasSignupPage) }
        }
    }

    /// `POST /v2/invites/accept`.
    func acceptInvite(_ call: Call, _ caller: Caller) throws -> Content {
        let fields = try RequestBody.fields(of: call.body, in: call.request, properties: ["token", "user"])
        let token = try presentedToken(fields)
        try caller.requireReach(token.id.teamID)
        let (applicant, adjusted) = try applicant(fields, caller)
        guard
            let (redemption, team) = try teams.redeem(token, by: applicant, as: .user(caller.userID))
        else { throw Refusal.inviteNotFound }
        return .success {
            $0.object {
                $0.member("joined", redemption.isNew)
                $0.member("alreadyMember", !redemption.isNew)
                $0.member("redeemedAt", redemption.member.joinedAt.description)
                $0.member("membership") { $0.membership(redemption.member, in: team.id) }
                $0.member("adjusted", adjusted)
            }
        }
    }

    /// What an invite offers, if somebody can join with it now.
    private func offer(of token: InviteToken) throws -> InviteOffer {
        let found = try teams.read(token.id.teamID) { team in
            team.offer(of: try team.admission(by: token, at: clock()), settings.policy)
        }
        guard let found else { throw Refusal.inviteNotFound }
        return found
    }

    /// The token in the body of a request.
    private func presentedToken(_ fields: JSONFields) throws -> InviteToken {
        try tokens.token(fields.required("token", "the token of an invite link, as a string", \.string))
    }

    /// Who joins: the caller's own user, or the one whom a credential that may vouch names.
    private func applicant(
        _ fields: JSONFields, _ caller: Caller
    ) throws -> (applicant: Applicant, adjusted: [String]) {
        guard let field = fields["user"] else { return (Applicant(userID: caller.userID), []) }
        guard caller.canVouch else { throw Refusal.vouchingNotAllowed }
        let user = try field.required("an object with the user's 'id' or 'subject'") { JSONFields($0, at: field.path) }
        if let unknown = user.first(notAmong: ["id", "subject", "email", "emailVerified", "name"]) {
            throw RequestProblem.unknownProperty(unknown.path)
        }
        return Applicant.vouched(
            try user.requiredUserID("id"), email: try user["email"]?.optionalText(),
            isEmailVerified: try user["emailVerified"]?.flag() ?? false, name: try user["name"]?.optionalText())
    }
}

extension JSONWriter {
    /// One form for live and dead invites, so that no client has to guess which of two it has before it.
    fileprivate mutating func preview(_ offer: InviteOffer?, reason: String?, hasSignupPage: Bool) {
        object {
            $0.member("valid", offer != nil)
            $0.member("reason", reason)
            $0.member("teamId", offer?.team.id.number)
            $0.member("teamName", offer?.team.name)
            $0.member("role", offer?.invite.role.rawValue)
            $0.member("expiresAt", offer?.invite.expiresAt?.description)
            $0.member("remainingUses", offer?.invite.remainingUses)
            $0.member("inviterName", offer?.inviterName)
            $0.member("inviteName", offer?.invite.extras.name)
            if let domains = offer?.invite.extras.allowedEmailDomains {
                $0.member("allowedEmailDomains", domains)
            } else {
                $0.member("allowedEmailDomains", String?.none)
            }
            $0.member("onAccept", offer?.onAccept.rawValue)
            $0.member("onSignupPage", hasSignupPage ? offer?.onSignupPage.rawValue : nil)
        }
    }
}
