import HTTPTypes
import InviteDomain
import StrictJSON

/// Cal.com's memberships of a team, for its admins.
extension InviteAPI {
    /// `GET /v2/teams/{teamId}/memberships`: in the order of joining.
    func listMemberships(_ call: Call, _ caller: Caller) throws -> Content {
        let query = try call.query()
        let page = try query.page(default: CallLimits.take.upperBound)
        let emails = try Self.emails(query.all("emails"))
        return try managed(call, by: caller) { team in
            let found = team.members.lazy.filter { member in
                emails.isEmpty || member.email.map { emails.contains(EmailAddress.key($0)) } ?? false
            }
            return .success {
                $0.array { for member in page.of(found) { $0.membership(member, in: team.id) } }
            }
        }
    }

    /// `GET /v2/teams/{teamId}/memberships/{membershipId}`.
    func readMembership(_ call: Call, _ caller: Caller) throws -> Content {
        let id = MemberReference.membership(try call.membershipID())
        return try managed(call, by: caller) { team in
            guard let member = team.members[id] else { throw Refusal.memberNotFound(id, team: team.id) }
            return .membership(member, in: team.id)
        }
    }

    /// `POST /v2/teams/{teamId}/memberships`.
    func createMembership(_ call: Call, _ caller: Caller) throws -> Content {
        let members = try RequestBody.members(of: call.body, in: call.request, properties: MemberTerms.properties)
        let terms = try MemberTerms(members)
        let (teamID, standing) = (try call.teamID(), try standing(of: caller, in: call))
        let added = try teams.addMember(to: teamID) { team, now in
            let authority = try team.authority(of: caller, organization: standing)
            return try team.addMember(terms, as: authority, by: .user(caller.userID), at: now)
        }
        guard let added else { throw Team.missing(teamID, for: caller, organization: standing) }
        var content = Content.membership(added, in: teamID)
        content.status = .created
        return content
    }

    /// `PATCH /v2/teams/{teamId}/memberships/{membershipId}`.
    func updateMembership(_ call: Call, _ caller: Caller) throws -> Content {
        let id = MemberReference.membership(try call.membershipID())
        let members = try RequestBody.members(of: call.body, in: call.request, properties: MemberEdit.properties)
        let edit = try MemberEdit(members)
        let (teamID, standing) = (try call.teamID(), try standing(of: caller, in: call))
        let changed = try teams.changeMember(id, edit, of: teamID, by: .user(caller.userID)) { team in
            try team.authority(of: caller, organization: standing)
        }
        guard let changed else { throw Team.missing(teamID, for: caller, organization: standing) }
        return .membership(changed, in: teamID)
    }

    /// `DELETE /v2/teams/{teamId}/memberships/{membershipId}`: the answer is the membership as it was.
    func deleteMembership(_ call: Call, _ caller: Caller) throws -> Content {
        let id = MemberReference.membership(try call.membershipID())
        let removed = try change(call, by: caller) { team, authority, _ in
            try team.removeMember(id, as: authority, by: .user(caller.userID))
        }
        return .membership(removed, in: try call.teamID())
    }

    /// E-mail addresses in one parameter with commas or in several, as Cal.com takes them.
    private static func emails(_ values: [String]) throws(RequestProblem) -> Set<[UInt8]> {
        let emails = values.flatMap { $0.split(separator: ",") }.map { text in
            String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
        }
        // One that is none is no member's.
        let unique = Set(emails.filter { !$0.isEmpty }.map { EmailAddress.key((try? TextRule.email($0)) ?? $0) })
        let limit = CallLimits.emails
        guard unique.count <= limit else { throw .badParameter("emails", expected: "at most \(limit) addresses") }
        if unique.isEmpty, !values.isEmpty { throw .badParameter("emails", expected: "one address or more") }
        return unique
    }
}

extension Content {
    fileprivate static func membership(_ member: Member, in team: TeamID) -> Content {
        .success { $0.membership(member, in: team) }
    }
}

extension MemberTerms {
    /// Cal.com's properties, and what a host application may tell of its user.
    static let properties: Set = ["userId", "accepted", "role", "disableImpersonation", "email", "name"]

    init(_ members: [JSONMember]) throws(Refusal) {
        var user: UserID?
        var role = Role.member
        var accepted = false
        var disableImpersonation = false
        var email: String?
        var name: String?
        for member in members {
            switch member.name {
            case "userId": user = try MemberField.userID(member)
            case "role": role = try MemberField.role(member)
            case "accepted": accepted = try MemberField.flag(member)
            case "disableImpersonation": disableImpersonation = try MemberField.flag(member)
            case "email": email = try MemberField.text(member)
            default: name = try MemberField.text(member)
            }
        }
        guard let user else { throw .invalid(field: "userId", expected: "the number of a user") }
        self.init(
            userID: user, role: role, accepted: accepted, disableImpersonation: disableImpersonation, email: email,
            name: name
        )
    }
}

extension MemberEdit {
    static let properties: Set = ["userId", "accepted", "role", "disableImpersonation"]

    init(_ members: [JSONMember]) throws(Refusal) {
        self.init()
        for member in members {
            switch member.name {
            case "userId": userID = try MemberField.userID(member)
            case "role": role = try MemberField.role(member)
            case "accepted": accepted = try MemberField.flag(member)
            default: disableImpersonation = try MemberField.flag(member)
            }
        }
    }
}

/// The properties of a membership in a request.
private enum MemberField {
    static func userID(_ member: JSONMember) throws(Refusal) -> UserID {
        guard let id = member.value.integer.flatMap({ UserID($0) }) else {
            throw .invalid(field: member.name, expected: "the number of a user")
        }
        return id
    }

    static func role(_ member: JSONMember) throws(Refusal) -> Role {
        guard let role = member.value.string.flatMap(Role.init) else {
            throw .invalid(field: member.name, expected: Role.alternatives)
        }
        return role
    }

    static func flag(_ member: JSONMember) throws(Refusal) -> Bool {
        guard let flag = member.value.boolean else { throw .invalid(field: member.name, expected: "true or false") }
        return flag
    }

    static func text(_ member: JSONMember) throws(Refusal) -> String {
        guard let text = member.value.string else { throw .invalid(field: member.name, expected: "a string") }
        return text
    }
}
