package import InviteDomain
package import StrictJSON

extension JSONWriter {
    /// An event for applications: what happened, under the names that the API has for it; null for what it is not about.
    ///
    /// What only the service needs is not in it: digests of tokens, requests and forms.
    package mutating func event(_ event: Event, of team: TeamID) {
        let about = EventParts(of: event)
        object {
            $0.member("id", "\(team)-\(event.sequence)")
            $0.member("teamId", team.number)
            $0.member("seq", event.sequence)
            $0.member("type", event.change.name.rawValue)
            $0.member("at", event.at.description)
            $0.member("by") { $0.author(event.by) }
            $0.member("team", about.team) { $0.write($1) }
            $0.member("inviteId", about.inviteID?.description)
            $0.member("invite", about.invite) { $0.write($1) }
            $0.member("membershipId", about.membershipID?.number)
            $0.member("member", about.member) { $0.write($1) }
            $0.member("changes", about.changes) { $0.write($1) }
        }
    }

    private mutating func member<Value>(
        _ name: String, _ value: Value?, _ write: (inout JSONWriter, Value) -> Void
    ) {
        guard let value else { return member(name, String?.none) }
        member(name) { json in json.object { write(&$0, value) } }
    }

    private mutating func flag(_ name: String, _ value: Bool?) {
        if let value { member(name, value) } else { member(name, String?.none) }
    }

    private mutating func author(_ author: Author) {
        object {
            let kind =
                switch author {
                case .user: "user"
                case .operator: "operator"
                case .newcomer: "newcomer"
                case .service: "service"
                }
            $0.member("kind", kind)
            $0.members(of: author.userID)
        }
    }

    private mutating func write(_ team: EventParts.Team) {
        member("name", team.name)
        member("slug", team.slug)
        member("parentId", team.profile?.parentID?.number)
        flag("isOrganization", team.profile?.isOrganization)
    }

    private mutating func write(_ invite: EventParts.Invite) {
        let extras = invite.terms.extras
        member("role", invite.role?.rawValue)
        member("name", extras.name)
        member("paused", invite.terms.isPaused)
        member("maxUses", invite.terms.maxUses)
        member("expiresInDays", invite.terms.expiresInDays)
        member("expiresAt", invite.terms.expiresAt?.description)
        member("allowedEmailDomains", extras.allowedEmailDomains)
        member("metadata", extras.metadata)
    }

    private mutating func write(_ member: MemberTerms) {
        members(of: member.userID)
        self.member("role", member.role.rawValue)
        self.member("accepted", member.accepted)
        self.member("disableImpersonation", member.disableImpersonation)
        self.member("email", member.email)
        self.member("name", member.name)
    }

    private mutating func write(_ changes: EventParts.Changes) {
        members(of: changes.edit.userID)
        member("role", changes.edit.role?.rawValue)
        flag("accepted", changes.edit.accepted)
        flag("disableImpersonation", changes.edit.disableImpersonation)
        member("email", changes.email)
        member("name", changes.name)
    }
}

/// What an event is about.
private struct EventParts {
    var team: Team?
    var inviteID: InviteID?
    var invite: Invite?
    var membershipID: MembershipID?
    var member: MemberTerms?
    var changes: Changes?

    /// As it is called from now on; and what else it is, where it was made.
    struct Team {
        var name: String
        var slug: String?
        var profile: TeamProfile?
    }

    /// The terms from now on; and the role, where it was made.
    struct Invite {
        var role: Role?
        var terms: EditableTerms
    }

    /// What of a membership is another now.
    struct Changes {
        var edit = MemberEdit()
        var email: String?
        var name: String?
    }

    init(of event: Event) {
        switch event.change {
        case .teamCreated(let profile): team = Team(name: profile.name, slug: profile.slug, profile: profile)
        case .teamChanged(let name, let slug): team = Team(name: name, slug: slug)
        case .teamSnapshot, .teamClosed, .teamReopened: break
        case .memberAdded(let terms): (membershipID, member) = (MembershipID(event.sequence), terms)
        case .memberChanged(let id, let edit): (membershipID, changes) = (id, Changes(edit: edit))
        case .memberRemoved(let id), .memberKeptOut(let id), .memberReadmitted(let id): membershipID = id
        case .memberCorrected(let id, let email, let name):
            (membershipID, changes) = (id, Changes(email: email, name: name))
        case .inviteCreated(let terms):
            (inviteID, invite) = (terms.id, Invite(role: terms.role, terms: terms.editable))
        case .inviteEdited(let id, let terms): (inviteID, invite) = (id, Invite(terms: terms))
        case .inviteLinkShown(let id), .inviteRevoked(let id): inviteID = id
        case .inviteRedeemed(let id, let terms):
            (inviteID, membershipID, member) = (id, MembershipID(event.sequence), terms)
        }
    }
}
