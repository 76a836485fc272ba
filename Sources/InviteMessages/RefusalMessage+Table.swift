package import InviteDomain

extension RefusalMessage {
    /// The table: the words for every refusal, in the order of its kinds.
    package init(_ refusal: Refusal) {
        switch refusal {
        case .unauthenticated(let why):
            self.init(.unauthenticated, why.reason, api: why.message, shell: "the credential opens nothing")

        case .scopeMissing(let required, let held):
            let names = held.isEmpty ? "none" : held.map(\.rawValue).joined(separator: ", ")
            self.init(
                .notAllowed, "INSUFFICIENT_SCOPE",
                api: "insufficient_scope: token does not have the required scopes. "
                    + "Required: \(required.rawValue). Token has: \(names)",
                shell: "the credential lacks the scope \(required.rawValue)")
        case .notAMember(let team):
            self.init(
                .notAllowed, "NOT_A_MEMBER",
                api: "RolesGuard - User is not a member of the team with id=\(team).",
                shell: "the user is not a member of team \(team), or there is no such team")
        case .roleTooLow(let user, let required, let team):
            let lack = "does not have the minimum required role=TEAM_\(required.rawValue)"
            self.init(
                .notAllowed, "ROLE_TOO_LOW",
                api: "RolesGuard - user with id=\(user.quoted) \(lack) within team with id=\(team).",
                shell: "user \(user.quoted) is no \(required.rawValue) of team \(team)")
        case .memberOutranks(let role):
            self.init(
                .notAllowed, "ROLE_TOO_LOW",
                api: "the member is \(role.rawValue); only an equal may change or remove them",
                shell: "the member is \(role.rawValue), and only an equal may change or remove them")
        case .roleAboveCeiling(let role, let ceiling):
            self.init(
                .notAllowed, "ROLE_ABOVE_CEILING",
                api: "a link may not grant \(role.rawValue) here; the highest is \(ceiling.rawValue)",
                shell: "a link may not grant \(role.rawValue); at most \(ceiling.rawValue)")
        case .roleAboveOwn(let role, let own):
            self.init(
                .notAllowed, "ROLE_ABOVE_OWN",
                api: "nobody hands out a role above their own: \(role.rawValue) is above \(own.rawValue)",
                shell: "\(role.rawValue) is above \(own.rawValue), and nobody hands out more")
        case .keyAboveOwn(let field):
            self.init(
                .notAllowed, "KEY_ABOVE_OWN",
                api: "a key may do no more than the credential that asks for it, and '\(field)' goes beyond that",
                shell: "\(Self.option(field)) goes beyond what the credential may do")
        case .vouchingNotAllowed:
            self.init(
                .notAllowed, "VOUCHING_NOT_ALLOWED",
                api: "this credential may not name a 'user'; leave it out to join as the credential's own",
                shell: "the credential may not say who somebody else is")
        case .narrowedToTeams:
            self.init(
                .notAllowed, "KEY_NARROWED", api: "this key is narrowed to teams, so it makes none; use another key",
                shell: "the key is narrowed to teams, so it makes none")
        case .instanceAdminRequired(let field):
            self.init(
                .notAllowed, "INSTANCE_ADMIN_REQUIRED",
                api: "only a credential that administers the instance may set '\(field)' so; leave it out",
                shell: "only who administers the instance may set \(Self.option(field)) so")
        case .speakingNotAllowed:
            self.init(
                .notAllowed, "VOUCHING_NOT_ALLOWED",
                api: "this credential may not say whose address it speaks for; leave Invite-Client-Address out",
                shell: "the credential may not say whose address it speaks for")

        case .emailNotAllowed:
            self.init(
                .notAdmitted, "EMAIL_NOT_ALLOWED",
                api: "the invite is for e-mail addresses of other domains",
                shell: "the invite is for e-mail addresses of other domains", page: .restricted)
        case .emailNotVerified:
            self.init(
                .notAdmitted, "EMAIL_NOT_VERIFIED",
                api: "the invite is for verified e-mail addresses; only a credential that may vouch can say so",
                shell: "the invite is for verified e-mail addresses", page: .restricted)
        case .keptOut(let team):
            self.init(
                .notAdmitted, "KEPT_OUT",
                api: "the user is kept out of the team with id=\(team); only an administrator of the team lets them in",
                shell: "the user is kept out of team \(team); 'invitectl member readmit' lets them try again")

        case .teamNotFound(let team):
            self.init(
                .notFound, "TEAM_NOT_FOUND", api: "there is no team with id=\(team) here",
                shell: "there is no team \(team); 'invitectl team list' shows them all")
        case .inviteNotFound, .tokenUnknown:
            self.init(
                .notFound, "INVITE_NOT_FOUND", api: "there is no such invite",
                shell: "there is no such invite; 'invitectl invite list' shows a team's", page: .unknown)
        case .memberNotFound(.user(let user), let team):
            self.init(
                .notFound, "MEMBER_NOT_FOUND", api: "user \(user.quoted) is not a member of the team with id=\(team)",
                shell: "user \(user.quoted) is not a member of team \(team)")
        case .memberNotFound(.membership(let id), let team):
            self.init(
                .notFound, "MEMBER_NOT_FOUND", api: "Membership with id \(id) not found in team \(team)",
                shell: "there is no membership \(id) in team \(team); 'invitectl member list' shows them")

        case .keyNotFound(let id):
            self.init(
                .notFound, "KEY_NOT_FOUND", api: "there is no API key with id=\(id) here",
                shell: "there is no API key \(id); 'invitectl key list' shows them")
        case .notKeptOut(let id, let team):
            self.init(
                .notFound, "NOT_KEPT_OUT",
                api: "nobody is kept out of the team with id=\(team) whose membership was \(id)",
                shell: "nobody is kept out of team \(team) whose membership was \(id); "
                    + "'invitectl member list --kept-out' shows them")

        case .inviteDead(let status): self.init(dead: status)

        case .inviteOfClosedTeam:
            self.init(
                .gone, "TEAM_CLOSED", api: "the invite admits nobody, for its team is closed",
                shell: "the team is closed; 'invitectl team reopen' lets people in again", page: .closed)

        case .teamClosed(let team):
            self.init(
                .conflict, "TEAM_CLOSED", api: "the team with id=\(team) is closed; reopen it to let people in",
                shell: "team \(team) is closed; 'invitectl team reopen \(team)' lets people in again")
        case .teamExists(let team):
            self.init(
                .conflict, "TEAM_EXISTS", api: "there is a team with id=\(team) already",
                shell: "there is a team \(team) already")
        case .notAnOrganization(let team):
            self.init(
                .conflict, "NOT_AN_ORGANIZATION", api: "the team with id=\(team) is not an organization",
                shell: "team \(team) is not an organization, so no team can belong to it")
        case .memberExists(let user, let team):
            self.init(
                .conflict, "MEMBER_EXISTS", api: "user \(user.quoted) is a member of the team with id=\(team) already",
                shell: "user \(user.quoted) is a member of team \(team) already")
        case .memberIdentified(let user):
            self.init(
                .conflict, "MEMBER_IDENTIFIED",
                api: "the member is user \(user.quoted) already, and nobody else; leave 'userId' and 'subject' out",
                shell: "the member is user \(user.quoted) already, and nobody else")
        case .memberAccepted(let id, let team):
            self.init(
                .conflict, "MEMBER_ACCEPTED",
                api: "membership \(id) of the team with id=\(team) is accepted already; delete it to take them out",
                shell: "member \(id) is in team \(team) already; 'invitectl member remove' takes out accepted members")
        case .memberNamedTwice(let id):
            self.init(
                .invalid, "MEMBER_NAMED_TWICE",
                api: "membership \(id) is named twice, and so nothing was decided on it; name it once",
                shell: "member \(id) is named twice, and so nothing was decided on it; name it once")
        case .lastOwner(let team):
            self.init(
                .conflict, "LAST_OWNER",
                api: "the team with id=\(team) must keep an owner; name another one first",
                shell: "team \(team) must keep an owner; make somebody else OWNER first")
        case .idempotencyKeyReused:
            self.init(
                .conflict, "IDEMPOTENCY_KEY_REUSED",
                api: "this Idempotency-Key belongs to another request; take a new one",
                shell: "the key belongs to another request")
        case .limitBelowUses(let uses):
            self.init(
                .conflict, "LIMIT_BELOW_USES",
                api: "\(uses) have joined by the invite already; 'maxUses' cannot be less",
                shell: "\(uses) have joined by the invite already; allow at least as many")
        case .tooManyActiveInvites(let limit):
            self.init(
                .conflict, "INVITE_LIMIT_REACHED",
                api: "the team has \(limit) live invites, and may not have more; revoke some",
                shell: "the team has \(limit) live invites and may not have more; revoke some")
        case .tooManyPending(let limit, let byOneInvite):
            let place = byOneInvite ? "by this invite" : "in the team"
            self.init(
                .conflict, "PENDING_LIMIT_REACHED",
                api: "\(limit) people wait \(place) to be let in; an administrator has to look at them first",
                shell: "\(limit) people wait to be let in, and no more may; accept or decline some",
                page: .crowded)

        case .cursorUnknown:
            self.init(
                .gone, "CURSOR_UNKNOWN",
                api:
                    "the cursor is not known here any more: a backup may have been restored; forget what came of the events "
                    + "before, for their ids may be given anew, and read again from the start, with after=0",
                shell:
                    "the cursor is not known in this state: a backup may have been restored; remove the file to begin "
                    + "again with the first event")
        case .eventsGone(let events, let team, let next):
            let isOne = events.count == 1
            let which = isOne ? "event \(events.lowerBound)" : "events \(events.lowerBound) to \(events.upperBound)"
            let what = "\(which) of the team with id=\(team) \(isOne ? "is" : "are") no longer kept"
            self.init(
                .gone, "EVENTS_GONE", api: "\(what); read the team as it is, and go on behind with after=\(next)",
                shell: "\(what): the archive lacks what a compaction took out; put its files back")

        case .versionMismatch(let current):
            self.init(
                .outdated, "VERSION_MISMATCH",
                api: "the invite was changed meanwhile: its ETag is \"\(current)\"; read it again",
                shell: "the invite was changed meanwhile; it is at version \(current)")

        case .invalid(let field, let expected):
            self.init(
                .invalid, "INVALID_FIELD", api: "'\(field)' is not valid; expected \(expected)",
                shell: "\(Self.option(field)) is not valid; expected \(Self.inShell(expected))")
        }
    }

    /// An invite that admits nobody; never one that is active.
    private init(dead status: Invite.Status) {
        let (kind, api, remedy, page): (Kind, String, String, DeadLink?) =
            switch status {
            case .active:
                (.gone, "the invite is paused; ask a team's administrator, or try again later", "try again", nil)
            case .paused:
                (
                    .conflict, "the invite is paused; ask a team's administrator, or try again later",
                    "'invitectl invite edit --resume' lets people in again", .paused
                )
            case .exhausted:
                (
                    .gone, "the invite has been used as often as it may be; ask for a new one",
                    "'invitectl invite edit --max-uses' lets more people in", .exhausted
                )
            case .expired:
                (
                    .gone, "the invite has expired; ask for a new one",
                    "'invitectl invite edit --expires-in-days' gives it a new life", .expired
                )
            case .revoked:
                (
                    .gone, "the invite was revoked; ask for a new one", "'invitectl invite create' makes another",
                    .revoked
                )
            }
        self.init(
            kind, status.reason, api: api, shell: "the invite is \(status.rawValue); \(remedy)", page: page)
    }

    /// The options that are not called as the field is.
    private static let options = [
        "allowedEmailDomains": "--allow-domain", "parentId": "--parent", "scopes": "--scope", "teams": "--team",
    ]

    /// The option by which a field of the domain is given in a shell.
    private static func option(_ field: String) -> String {
        if let option = options[field] { return option }
        let words = field.reduce(into: "") { $0 += $1.isUppercase ? "-\($1.lowercased())" : String($1) }
        return "--\(words)"
    }

    /// What was expected, without what can be said in JSON only.
    private static func inShell(_ expected: String) -> String {
        var end = expected[...]
        while !end.isEmpty, !end.hasPrefix(", or null") { end = end.dropFirst() }
        return String(expected[..<end.startIndex])
    }
}

extension Invite.Status {
    /// The machine's word for an invite that admits nobody.
    package var reason: String { "INVITE_\(rawValue.uppercased())" }
}
