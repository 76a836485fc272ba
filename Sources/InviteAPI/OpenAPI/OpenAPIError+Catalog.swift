import InviteDomain

/// The numbers that examples have in common.
private let team = TeamID(unchecked: 42)
private let user = UserID.number(UserNumber(unchecked: 17))
private let policy = InvitePolicy()

/// A number as people write it: `102,400`.
private func grouped(_ number: Int) -> String {
    number < 1000 ? "\(number)" : "\(grouped(number / 1000)),\(String(number % 1000 + 1000).dropFirst())"
}

/// Errors of what was sent and of who sent it.
extension OpenAPIError {
    static let badQuery = OpenAPIError(
        "BadQuery", "The request is not well formed, or its query has a name that is not known here.",
        [
            RequestProblem.malformed("a query or form that is not UTF-8"), RequestProblem.unknownProperty("fields"),
        ]
    )

    static let badRequest = OpenAPIError(
        "BadRequest", "What was sent makes no sense; `details.reason` and `details.field` say what.",
        [
            Refusal.invalid(field: "maxUses", expected: InviteLimits.expectedUses),
            RequestProblem.badID(parameter: "teamId", value: "x", expected: "an integer from \(TeamID.range.inWords)"),
            RequestProblem.badParameter("take", expected: "an integer from \(CallLimits.take.inWords)"),
            RequestProblem.notJSON("a trailing comma at byte 20"),
            RequestProblem.notAnObject, RequestProblem.noBody,
            RequestProblem.unknownProperty("expiresIn"),
            RequestProblem.malformed("a query or form that is not UTF-8"),
        ]
    )

    static let unauthorized = OpenAPIError(
        "Unauthorized", "No credential, or one that opens nothing.",
        Refusal.Authentication.allCases.map { Refusal.unauthenticated($0) }
    )

    static let scopeMissing = OpenAPIError("ScopeMissing", "The access token has not the scope.", [scope])

    static let notInTeam = OpenAPIError(
        "NotInTeam", "No accepted member, no such team, or a missing scope.", [Refusal.notAMember(team: team), scope])

    static let notManaging = OpenAPIError(
        "NotManaging", "No accepted ADMIN or OWNER, no such team, or a missing scope.", managing)

    static let mayNotCreate = OpenAPIError(
        "MayNotCreate", "No accepted ADMIN or OWNER, no such team, a missing scope, or a role above the ceiling.",
        managing + [Refusal.roleAboveCeiling(role: .owner, ceiling: .member)]
    )

    static let mayNotCreateTeam = OpenAPIError(
        "MayNotCreateTeam",
        "The credential was not given the scope, or asks for what only who administers the instance may say, or the user "
            + "does not administer the organization.",
        [Refusal.instanceAdminRequired(field: "owner"), Refusal.narrowedToTeams] + managing)

    static let outranked = OpenAPIError(
        "Outranked", "No accepted ADMIN or OWNER, no such team, a missing scope, or a role above the caller's own.",
        managing + [Refusal.memberOutranks(.owner), Refusal.roleAboveOwn(role: .owner, own: .admin)]
    )

    static let linkAboveOwn = OpenAPIError(
        "LinkAboveOwn",
        "No accepted ADMIN or OWNER, no such team, a missing scope, or a link that grants more than that.",
        managing + [Refusal.roleAboveOwn(role: .owner, own: .admin)]
    )

    static let mayNotJoin = OpenAPIError(
        "MayNotJoin",
        "The invite is not for this user, the credential may not vouch, has not the scope, or is narrowed to other teams.",
        [
            Refusal.vouchingNotAllowed, Refusal.speakingNotAllowed, Refusal.emailNotAllowed, Refusal.emailNotVerified,
            Refusal.notAMember(team: team), Refusal.keptOut(team: team), scope, foreignPage,
        ]
    )

    static let mayNotSpeak = OpenAPIError(
        "MayNotSpeak", "The credential may not say whose address it speaks for.",
        [Refusal.speakingNotAllowed, foreignPage]
    )

    static let mediaType = OpenAPIError(
        "UnsupportedMediaType", "The body is not `application/json` in UTF-8.",
        [RequestProblem.mediaType("text/xml", expected: "application/json in UTF-8")]
    )

    static let patchType = OpenAPIError(
        "UnsupportedPatchType",
        "The body is neither `application/json` in UTF-8 nor `application/merge-patch+json`.",
        [RequestProblem.patchType("text/xml")]
    )

    static let contentTooLarge = OpenAPIError(
        "ContentTooLarge", "The body is larger than \(grouped(CallLimits.body)) bytes.",
        [RequestProblem.bodyTooLarge(limit: CallLimits.body)])

    static let headerFieldsTooLarge = OpenAPIError(
        "HeaderFieldsTooLarge", "The header fields are larger than \(CallLimits.headerFields / 1024) kB together.",
        [RequestProblem.headerFieldsTooLarge])

    static let rateLimited = OpenAPIError(
        "RateLimited", "Too many requests; `Retry-After` says when to try again.", often)

    static let tooManyRequests = OpenAPIError(
        "TooManyRequests", "Too many requests, or too many wrong guesses; `Retry-After` says when to try again.",
        often + guesses
    )

    static let unavailable = OpenAPIError(
        "Unavailable", "The state is busy or cannot be reached; `Retry-After` says when to try again.", storeErrors)

    private static let often: [any Error] = [RequestProblem.tooManyRequests(secondsLeft: 30)]
    private static let guesses: [any Error] = [
        RequestProblem.tooManyFailures(.unauthenticated(.unknown), secondsLeft: 30)
    ]
    private static let scope = Refusal.scopeMissing(required: .teamMembershipWrite, held: [.teamMembershipRead])
    private static let managing: [any Error] = [
        Refusal.roleTooLow(user: user, required: .admin, team: team), Refusal.notAMember(team: team), scope,
        foreignPage,
    ]
    private static let foreignPage = RequestProblem.crossSiteCall
    private static let storeErrors: [any Error] = [
        StoreError(.busy, ""), StoreError(.unavailable, ""), StoreError(.corrupt, ""), StoreError(.uncertain, ""),
        StoreError(.unwritable, ""),
    ]
}

/// Errors of what is there.
extension OpenAPIError {
    static let teamNotFound = OpenAPIError(
        "TeamNotFound", "No such team in what the caller manages.", [Refusal.teamNotFound(team: team)])

    static let inviteNotFound = OpenAPIError(
        "InviteNotFound", "No such invite, or no such team in what the caller manages.",
        [Refusal.inviteNotFound, Refusal.teamNotFound(team: team)]
    )

    static let tokenNotFound = OpenAPIError(
        "TokenNotFound", "The token is none of ours, or its invite is gone.",
        [Refusal.tokenUnknown, Refusal.inviteNotFound])

    static let memberNotFound = OpenAPIError(
        "MemberNotFound", "No such membership, or no such team in what the caller manages.",
        [Refusal.memberNotFound(.membership(MembershipID(9)), team: team), Refusal.teamNotFound(team: team)]
    )

    static let notKeptOut = OpenAPIError(
        "NotKeptOut", "Nobody is kept out whose membership this was, or no such team in what the caller manages.",
        [Refusal.notKeptOut(MembershipID(9), team: team), Refusal.teamNotFound(team: team)]
    )

    static let createConflict = OpenAPIError(
        "CreateConflict",
        "The team is closed, it has as many live invites as it may have, or the `Idempotency-Key` is used up.",
        [Refusal.tooManyActiveInvites(limit: policy.maxActive), Refusal.idempotencyKeyReused, teamClosed]
    )

    static let editConflict = OpenAPIError(
        "EditConflict",
        "It would be one live invite more than the team may have or than a closed one has, or more have joined than it "
            + "would allow.",
        [Refusal.tooManyActiveInvites(limit: policy.maxActive), Refusal.limitBelowUses(uses: 3), teamClosed]
    )

    static let invitePaused = OpenAPIError(
        "InvitePaused", "The invite is held back for now.", [Refusal.inviteDead(.paused)])

    static let teamConflict = OpenAPIError(
        "TeamConflict",
        "There is such a team, the parent is no organization or is closed, or the `Idempotency-Key` is used up.",
        [
            Refusal.teamExists(team), Refusal.notAnOrganization(team), teamClosed, Refusal.idempotencyKeyReused,
        ])

    static let linkConflict = OpenAPIError(
        "LinkConflict", "The invite is held back for now, or the team is closed.",
        [Refusal.inviteDead(.paused), teamClosed])

    static let memberExists = OpenAPIError(
        "MemberExists", "The user is a member already, or the team is closed.",
        [Refusal.memberExists(user, team: team), teamClosed])

    static let memberConflict = OpenAPIError(
        "MemberConflict",
        "The team would lose its last owner, or it is closed, the member is another user already, or the user another "
            + "member.",
        [
            Refusal.lastOwner(team: team), Refusal.memberIdentified(user), Refusal.memberExists(user, team: team),
            teamClosed,
        ]
    )

    static let lastOwner = OpenAPIError(
        "LastOwner", "The team would lose its last owner.", [Refusal.lastOwner(team: team)])

    static let inviteRevoked = OpenAPIError(
        "InviteRevoked", "The invite was revoked, for good.", [Refusal.inviteDead(.revoked)])

    static let inviteGone = OpenAPIError("InviteGone", "The invite admits nobody any more.", dead)

    static let eventsGone = OpenAPIError(
        "EventsGone",
        "The cursor is not known (any more), or the events after it are no longer kept: then `details.cursor` is behind "
            + "these.",
        [Refusal.cursorUnknown, Refusal.eventsGone(3...16, team: team, next: "1834.9f3c2b7a.16")])

    static let versionMismatch = OpenAPIError(
        "VersionMismatch", "The invite is not the version that `If-Match` names.", [Refusal.versionMismatch(current: 3)]
    )

    private static let dead: [any Error] = [
        Refusal.inviteDead(.expired), Refusal.inviteDead(.revoked), Refusal.inviteDead(.exhausted),
        Refusal.inviteOfClosedTeam,
    ]
    private static let teamClosed = Refusal.teamClosed(team: team)
}

/// The same for people.
extension OpenAPIError {
    static let pageBadRequest = OpenAPIError(
        "PageBadRequest", "The form, with what is to be corrected; or the request is not well formed.", as: .pageOrJSON,
        [RequestProblem.malformed("a query or form that is not UTF-8")]
    )

    static let healthBadRequest = OpenAPIError(
        "HealthBadRequest", "`only` is something else than `read`, or the request is not well formed.",
        as: .pageOrJSON,
        [
            RequestProblem.badParameter("only", expected: "read"),
            RequestProblem.malformed("a query or form that is not UTF-8"),
        ])

    static let pageMalformed = OpenAPIError(
        "PageMalformed", "The request is not well formed.", as: .pageOrJSON,
        [RequestProblem.malformed("a Content-Length that is not the length of its body")])

    static let pageContentTooLarge = OpenAPIError(
        "PageContentTooLarge", contentTooLarge.text, as: .pageOrJSON, contentTooLarge.errors)

    static let pageHeaderFieldsTooLarge = OpenAPIError(
        "PageHeaderFieldsTooLarge", headerFieldsTooLarge.text, as: .pageOrJSON, headerFieldsTooLarge.errors)

    static let pageRestricted = OpenAPIError(
        "PageRestricted", "The invite is for people whom the application vouches for.", as: .page,
        [Refusal.emailNotVerified]
    )

    static let pageForbidden = OpenAPIError(
        "PageForbidden", "The invite is for people whom the application vouches for, or another site sent the form.",
        as: .page, [Refusal.emailNotVerified, Refusal.emailNotAllowed, RequestProblem.crossSite]
    )

    static let pageNotFound = OpenAPIError(
        "PageNotFound", "The link is none of ours, or its invite is gone.", as: .page,
        [Refusal.tokenUnknown, Refusal.inviteNotFound])

    static let pagePaused = OpenAPIError(
        "PagePaused", "The invite is held back for now, or too many wait to be let in.", as: .page,
        [Refusal.inviteDead(.paused), Refusal.tooManyPending(limit: policy.maxPendingPerInvite, byOneInvite: true)])

    static let pageGone = OpenAPIError("PageGone", "The invite admits nobody any more.", as: .page, dead)

    static let pageMediaType = OpenAPIError(
        "PageUnsupportedMediaType", "The body is no form.", as: .page,
        [RequestProblem.mediaType("text/xml", expected: "application/x-www-form-urlencoded")]
    )

    static let pageRateLimited = OpenAPIError("PageRateLimited", "Too many requests.", as: .page, often)

    static let pageTooManyRequests = OpenAPIError(
        "PageTooManyRequests", "Too many requests, or too many wrong guesses.", as: .page, often + guesses)

    static let pageTooManySignUps = OpenAPIError(
        "PageTooManySignUps", "Too many requests, wrong guesses or sign-ups.", as: .page,
        often + guesses + [RequestProblem.tooManySignUps(secondsLeft: 42)])

    static let pageUnavailable = OpenAPIError(
        "PageUnavailable", "The state is busy or cannot be reached.", as: .pageOrJSON, storeErrors)
}
