import HTTPTypes
import InviteDomain
import InviteJSON
import StrictJSON

/// What the admins of a team do with the invites that there are.
extension InviteAPI {
    /// `GET /v2/teams/{teamId}/invites`: newest first.
    func listInvites(_ call: Call, _ caller: Caller) throws -> Content {
        let query = try call.query()
        let status = try query.single("status").map { try Self.status($0) }
        let creator = try query.single("createdBy").map { try Self.creator($0) }
        let page = try query.page(default: CallLimits.usualTake)
        let now = clock()
        return try managed(call, by: caller) { team in
            let found = team.invites.all.reversed().lazy.filter {
                (status == nil || $0.status(at: now) == status)
                    && (creator == nil || $0.createdBy == creator.map(Actor.user))
            }
            return .success {
                $0.array {
                    for invite in page.of(found) { $0.object { $0.members(of: invite, at: now) } }
                }
            }
        }
    }

    /// `GET /v2/teams/{teamId}/invites/{inviteId}`.
    func readInvite(_ call: Call, _ caller: Caller) throws -> Content {
        let id = try call.inviteID()
        return try managed(call, by: caller) { .invite(try $0.invite(id), at: clock()) }
    }

    /// `GET /v2/teams/{teamId}/invites/{inviteId}/redemptions`: in the order of joining, those who have left included.
    func listRedemptions(_ call: Call, _ caller: Caller) throws -> Content {
        let id = try call.inviteID()
        let page = try call.query().page(default: CallLimits.usualTake)
        return try managed(call, by: caller) { team in
            let invite = try team.invite(id)
            return .success {
                $0.array { for member in page.of(team.members.joined(by: id)) { $0.redemption(member, of: invite) } }
            }
        }
    }

    /// `POST /v2/teams/{teamId}/invites/{inviteId}/link`: the token is made again from the id; it is kept nowhere.
    func showLink(_ call: Call, _ caller: Caller) throws -> Content {
        let id = try call.inviteID()
        _ = try RequestBody.members(of: call.body, in: call.request, properties: [])
        // What cannot be shown is not recorded.
        _ = try tokenKeys()
        let profile = try change(call, by: caller) { team, authority, now in
            try team.showLink(of: id, as: authority, by: .user(caller.userID), at: now).map { _ in team.profile }
        }
        let token = try tokenKeys().token(for: id)
        return .success { $0.object { $0.link(token, in: profile, self) } }
    }

    /// `PATCH /v2/teams/{teamId}/invites/{inviteId}`.
    func editInvite(_ call: Call, _ caller: Caller) throws -> Content {
        let id = try call.inviteID()
        let properties = InviteEdit.properties.union(["role"])
        let edit = try InviteEdit(
            try RequestBody.members(of: call.body, in: call.request, properties: properties),
            isMergePatch: RequestBody.isMergePatch(in: call.request))
        let condition = call.request.versionCondition
        return try change(call, by: caller) { team, authority, now in
            try team.editInvite(
                id, edit, if: condition, as: authority, by: .user(caller.userID), at: now, policy: settings.policy
            ).map { .invite($0, at: now) }
        }
    }

    /// `DELETE /v2/teams/{teamId}/invites/{inviteId}`; again changes nothing and is as good an answer.
    func revokeInvite(_ call: Call, _ caller: Caller) throws -> Content {
        let id = try call.inviteID()
        let condition = call.request.versionCondition
        return try change(call, by: caller) { team, _, now in
            try team.revokeInvite(id, if: condition, by: .user(caller.userID), at: now).map { .invite($0, at: now) }
        }
    }

    /// `DELETE /v2/teams/{teamId}/invites?createdBy=`; never all of a team by leaving something out.
    func revokeInvites(_ call: Call, _ caller: Caller) throws -> Content {
        guard let text = try call.query().single("createdBy") else {
            throw RequestProblem.badParameter("createdBy", expected: "the number of the user whose invites are to end")
        }
        let creator = try Self.creator(text)
        let count = try change(call, by: caller) { team, _, _ in
            team.revokeInvites(of: creator, by: .user(caller.userID))
        }
        return .success { $0.object { $0.member("revoked", count) } }
    }

    private static func status(_ text: String) throws(RequestProblem) -> Invite.Status {
        guard let status = Invite.Status(rawValue: text) else {
            let names = Invite.Status.allCases.map(\.rawValue).joined(separator: ", ")
            throw .badParameter("status", expected: "one of \(names)")
        }
        return status
    }

    private static func creator(_ text: String) throws(RequestProblem) -> UserID {
        guard let user = UserID(text[...]) else { throw .badParameter("createdBy", expected: "the number of a user") }
        return user
    }
}

extension Team {
    fileprivate func invite(_ id: InviteID) throws(Refusal) -> Invite {
        guard let invite = invites[id] else { throw .inviteNotFound }
        return invite
    }
}

extension JSONWriter {
    /// The two members that carry the secret of an invite.
    mutating func link(_ token: InviteToken, in team: TeamProfile, _ api: InviteAPI) {
        member("token", token.text)
        member("inviteLink", api.settings.links.link(for: token, in: team))
    }
}
