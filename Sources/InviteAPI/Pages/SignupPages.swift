import ByteText
import HTTPTypes
import InviteDomain
import InviteMessages
import InvitePages
import OpenAPI
import Storage

/// The page under the link, for sites without an application of their own.
///
/// Looking at it changes nothing. Sending the form records a pending membership, which gives its holder nothing until an
/// admin of the team accepts it; so no account is made, and no cookie or session is needed. What was sent can be
/// corrected by whoever has the mark of the form (`SubmissionMark`).
struct SignupPages {
    let teams: any TeamStore
    let tokens: PresentedTokens
    let throttle: Throttle
    let settings: APISettings
    let clock: () -> Timestamp
    let random: () -> UInt64

    init(_ dependencies: Dependencies) {
        teams = dependencies.storage.teams
        tokens = PresentedTokens(dependencies)
        throttle = Throttle(dependencies)
        settings = dependencies.settings
        clock = dependencies.clock
        random = dependencies.random
    }

    static let endpoints: [Endpoint] = [
        Endpoint(.get, page: "/signup") {
            SignupPages($0).signupForm
        } described: {
            formDescription(id: "signupForm")
        },
        Endpoint(.post, page: "/signup") {
            SignupPages($0).signUp
        } described: {
            signUpDescription(id: "signUp")
        },
        Endpoint(.get, page: "/teams") {
            SignupPages($0).signupForm
        } described: {
            formDescription(id: "signupFormAtTeams")
        },
        Endpoint(.post, page: "/teams") {
            SignupPages($0).signUp
        } described: {
            signUpDescription(id: "signUpAtTeams")
        },
        Endpoint(.get, page: PathTemplate(InviteLinks.signupDone)) {
            SignupPages($0).signupDone
        } described: {
            EndpointDescription(
                tag: .pages, id: "signupDone", summary: "The page after signing up",
                text: "What happens next, of no team in particular.",
                success: .init(text: "What happens next.", content: .page),
                errors: [.pageMalformed, .pageRateLimited, .pageUnavailable] + OpenAPIError.ofTransportToPages
            )
        },
        Endpoint(.get, page: PathTemplate(InviteLinks.gettingStarted)) {
            SignupPages($0).gettingStarted
        } described: {
            EndpointDescription(
                tag: .pages, id: "gettingStarted", summary: "The page after signing up, of a team",
                text: "Where people go on after signing up, unless the site has a page of its own for that.",
                parameters: ["SignupInvite"],
                success: .init(text: "Who invited to what, and what happens next.", content: .page),
                errors: [.pageBadRequest, .pageTooManyRequests, .pageUnavailable] + OpenAPIError.ofTransportToPages
            )
        },
    ]

    private static func formDescription(id: String) -> EndpointDescription {
        EndpointDescription(
            tag: .pages, id: id, summary: "The page under an invite link",
            text: "Who invites to what, and a form. Looking changes nothing.",
            parameters: ["Token", "CallbackUrl"],
            success: .init(text: "The form.", content: .page),
            errors: [
                .pageBadRequest, .pageRestricted, .pageNotFound, .pagePaused, .pageGone, .pageTooManyRequests,
                .pageUnavailable,
            ]
                + OpenAPIError.ofTransportToPages
        )
    }

    private static func signUpDescription(id: String) -> EndpointDescription {
        EndpointDescription(
            tag: .pages, id: id, summary: "Ask to join",
            text: """
                Records a pending membership, which a team's admin accepts. The same `submission` again corrects name or \
                address of whoever still waits; the same name and address again change nothing; all else is another person.
                """,
            body: "SignupForm",
            success: .init(
                status: 303, text: "Noted; where the browser goes on, which is always on the configured site.",
                headers: ["Location"]),
            errors: [
                .pageBadRequest, .pageForbidden, .pageNotFound, .pagePaused, .pageGone, .pageMediaType,
                .pageTooManySignUps, .pageUnavailable,
            ] + OpenAPIError.ofTransportToPages
        )
    }

    /// `GET /signup?token=&callbackUrl=`: who invites to what, and a form.
    func signupForm(_ call: Call) throws -> Content {
        let link = try SharedLink(call.target)
        let token = try token(from: link.token)
        let form = SignupForm(token: token.text, callbackURL: link.callback?.text, submission: newMark().text)
        var content = page(.form(try offer(of: token), form))
        // Who goes back finds the form that they sent, with its mark, and can correct it. Told to store nothing, a browser
        // would ask for another one, and that is another person's. A cache that others share keeps none.
        content.common[.cacheControl] = "private, no-cache"
        return content
    }

    /// `POST /signup`.
    func signUp(_ call: Call) throws -> Content {
        try refuseForeignForm(call.request)
        let type = call.request.headerFields.value(of: .contentType) ?? ""
        guard type.prefix(while: { $0 != ";" }).lowercased() == "application/x-www-form-urlencoded" else {
            throw RequestProblem.mediaType(type, expected: "application/x-www-form-urlencoded")
        }
        let fields = try FormFields(call.body, known: ["token", "name", "email", "callbackUrl", "submission"])
        let token = try token(from: fields.single("token"))
        let callback = try fields.single("callbackUrl").flatMap(LocalPath.init)
        let mark = try fields.single("submission").flatMap { SubmissionMark($0) }
        var form = SignupForm(
            token: token.text, callbackURL: callback?.text, submission: (mark ?? newMark()).text)
        form.name = try fields.single("name") ?? ""
        form.email = try fields.single("email") ?? ""
        form.problems = Self.problems(of: form)
        guard form.problems.isEmpty else {
            var content = page(.form(try offer(of: token, to: mark), form))
            content.status = .badRequest
            return content
        }
        let applicant = Applicant(
            userID: nil, email: try TextRule.email(form.trimmedEmail), name: try TextRule.personName(form.name),
            submission: mark?.digest)
        try throttle.countSignUp(call)
        guard try teams.redeem(token, by: applicant, as: .newcomer, policy: settings.policy) != nil else {
            throw Refusal.inviteNotFound
        }
        return .redirect(to: settings.links.callback(callback, after: token.id))
    }

    /// `GET /signup/done`: where those go on for whom no other place is set.
    func signupDone(_ call: Call) -> Content { page(.done) }

    private func newMark() -> SubmissionMark { SubmissionMark(random: (random(), random())) }

    /// The page that says what failed.
    func page(for error: any Error, _ failure: Failure, _ call: Call) -> Content {
        guard let link = DeadLink(error) else { return page(SignupPage(failure)) }
        if link == .restricted, let restriction = try? restriction(call) { return page(.restricted(restriction)) }
        return page(.dead(link))
    }

    func page(_ page: SignupPage) -> Content { .page(page, of: settings.site, random()) }

    /// The token that a link or a form brings, whatever sticks to it.
    private func token(from text: String?) throws -> InviteToken {
        guard let text else { throw Refusal.tokenUnknown }
        return try tokens.token(PastedText.token(in: text) ?? text)
    }

    /// What is offered to somebody whom nobody has vouched for, or who corrects what they sent.
    private func offer(of token: InviteToken, to mark: SubmissionMark? = nil) throws -> SignupOffer {
        let found = try teams.read(token.id.teamID) { team in
            let invite = try invite(of: token, in: team, for: mark)
            // Better told before somebody has typed their name.
            try team.requireSignup(by: invite, isCorrection: mark != nil, settings.policy)
            let host = SignupHost(of: invite, in: team)
            let count = team.members.count { $0.accepted }
            return SignupOffer(
                teamName: host.teamName, inviterName: host.inviterName, role: invite.role,
                expiresAt: invite.expiresAt, remainingUses: invite.remainingUses,
                memberCount: count < SignupOffer.fewestMembersTold ? nil : count
            )
        }
        guard let found else { throw Refusal.inviteNotFound }
        return found
    }

    /// What to tell the holder of a link that is alive, and for confirmed addresses alone.
    private func restriction(_ call: Call) throws -> SignupRestriction? {
        let isForm = call.request.method == .post
        let text = isForm ? try FormFields(call.body, known: nil).single("token") : try SharedLink(call.target).token
        let token = try token(from: text)
        let found = try teams.read(token.id.teamID) { team in
            team.invites[token.id].map { (SignupHost(of: $0, in: team), $0.extras.allowedEmailDomains) }
        }
        guard let (host, domains) = found ?? nil else { return nil }
        return SignupRestriction(host: host, domains: domains, application: settings.links.application)
    }

    /// The invite if it admits somebody, or has admitted whoever holds the mark.
    private func invite(of token: InviteToken, in team: Team, for mark: SubmissionMark?) throws(Refusal) -> Invite {
        let holder = Applicant(userID: nil, submission: mark?.digest)
        if mark != nil, team.request(of: holder, by: token.id) != nil {
            let now = clock()
            return try team.admission(by: token.id, of: holder, at: now, createdBefore: token.createdBefore).invite
        }
        return try team.admission(by: token, at: clock())
    }

    /// Refuses a form that another site's page sent.
    ///
    /// Browsers say so in `Sec-Fetch-Site`, and where they do not (plain http, old ones), in `Origin`. A form of ours has
    /// the origin `null` there, because our pages send no referrer; nothing is lost by taking it, since the form carries
    /// no authority but the token that whoever made it must have. Ours is the origin of the links, and that of the host
    /// to which the browser sent the form: no page can choose the `Host` of what it makes a browser send. Which scheme
    /// that was is not known behind a proxy.
    private func refuseForeignForm(_ request: HTTPRequest) throws(RequestProblem) {
        if let site = request.headerFields.value(of: .secFetchSite) {
            guard ["same-origin", "none"].contains(site) else { throw .crossSite }
        } else if let origin = request.headerFields.value(of: .origin), origin != "null" {
            let host = request.headerFields.value(of: .askedHost) ?? ""
            let isOwn = !host.isEmpty && ["https://\(host)", "http://\(host)"].contains { origin.isSpelled(like: $0) }
            guard isOwn || origin.isSpelled(like: settings.links.origin) else { throw .crossSite }
        }
    }

    private static func problems(of form: SignupForm) -> [SignupForm.Problem] {
        var problems: [SignupForm.Problem] = []
        do throws(NameFault) {
            _ = try TextRule.personName(form.name)
        } catch {
            problems.append(.name(error))
        }
        do throws(Refusal) {
            _ = try TextRule.email(form.trimmedEmail)
        } catch {
            problems.append(.email)
        }
        return problems
    }
}

extension SignupForm {
    /// The address without the white space that people type or paste before and after.
    fileprivate var trimmedEmail: String { String(email.trimmed(\.isWhitespace)) }
}
