import HTTPTypes
import InviteDomain
import InviteJSON
import OpenAPI
import Storage
import StrictJSON

/// What the admins of a team do with the invites that there are.
struct InviteEndpoints: TeamCalls {
    let teams: any TeamStore
    let policy: InvitePolicy
    let clock: () -> Timestamp

    init(_ dependencies: Dependencies) {
        teams = dependencies.storage.teams
        policy = dependencies.settings.policy
        clock = dependencies.clock
    }

    static let endpoints: [Endpoint] = [
        Endpoint(.get, "/invites", .teamMembershipRead, query: "status createdBy createdBySubject take skip") {
            InviteEndpoints($0).listInvites
        } described: {
            EndpointDescription(
                tag: .invites, id: "listInvites", idInOrganization: "listOrganizationTeamInvites",
                summary: "List a team's invites",
                text: "Newest first. Tokens are not shown.",
                parameters: ["Status", "CreatedBy", "CreatedBySubject", "Take", "Skip"],
                success: .init(text: "The invites.", content: .json("GetInvitesOutput")),
                errors: [.badRequest, .unauthorized, .notManaging, .teamNotFound] + OpenAPIError.ofEveryCall
            )
        },
        Endpoint(.delete, "/invites", .teamMembershipWrite, query: "createdBy createdBySubject") {
            InviteEndpoints($0).revokeInvites
        } described: {
            EndpointDescription(
                tag: .invites, id: "revokeInvites", idInOrganization: "revokeOrganizationTeamInvites",
                summary: "Revoke all invites of a creator",
                text: "Expired ones too, since those could be given a new life.",
                parameters: ["CreatedBy", "CreatedBySubject"],
                success: .init(text: "They are revoked.", content: .json("RevokeInvitesOutput")),
                errors: [.badRequest, .unauthorized, .notManaging, .teamNotFound] + OpenAPIError.ofEveryCall
            )
        },
        Endpoint(.get, "/invites/{inviteId}", .teamMembershipRead) {
            InviteEndpoints($0).readInvite
        } described: {
            EndpointDescription(
                tag: .invites, id: "readInvite", idInOrganization: "readOrganizationTeamInvite",
                summary: "Get an invite",
                text: "The `ETag` names the version, for `If-Match`.",
                success: .init(
                    text: "The invite.", content: .json("GetInviteOutput"), headers: ["ETag"]),
                errors: [.badRequest, .unauthorized, .notManaging, .inviteNotFound] + OpenAPIError.ofEveryCall,
                link: "ReadInvite"
            )
        },
        Endpoint(.patch, "/invites/{inviteId}", .teamMembershipWrite) {
            InviteEndpoints($0).editInvite
        } described: {
            EndpointDescription(
                tag: .invites, id: "editInvite", idInOrganization: "editOrganizationTeamInvite",
                summary: "Edit an invite",
                text: """
                    What is left out stays as it is; null takes a limit away. The role is fixed when an invite is \
                    made. Without `If-Match` the last writer wins. `application/json` replaces `metadata` whole; as \
                    `application/merge-patch+json` (RFC 7396) the names in it are set, and those with null taken \
                    away.
                    """,
                parameters: ["If-Match"],
                body: "EditInvite",
                success: .init(
                    text: "The invite as it is now.", content: .json("GetInviteOutput"), headers: ["ETag"]),
                errors: [
                    .badRequest, .unauthorized, .linkAboveOwn, .inviteNotFound, .editConflict, .inviteRevoked,
                    .versionMismatch,
                    .patchType,
                ] + OpenAPIError.ofEveryCall,
                link: "EditInvite"
            )
        },
        Endpoint(.delete, "/invites/{inviteId}", .teamMembershipWrite) {
            InviteEndpoints($0).revokeInvite
        } described: {
            EndpointDescription(
                tag: .invites, id: "revokeInvite", idInOrganization: "revokeOrganizationTeamInvite",
                summary: "Revoke an invite",
                text: "It admits nobody from then on, and is still there to be read. Again: the same answer.",
                parameters: ["If-Match"],
                success: .init(
                    text: "The invite, revoked.", content: .json("GetInviteOutput"), headers: ["ETag"]),
                errors: [.badRequest, .unauthorized, .notManaging, .inviteNotFound, .versionMismatch]
                    + OpenAPIError.ofEveryCall,
                link: "RevokeInvite"
            )
        },
        Endpoint(.get, "/invites/{inviteId}/redemptions", .teamMembershipRead, query: "take skip") {
            InviteEndpoints($0).listRedemptions
        } described: {
            EndpointDescription(
                tag: .invites, id: "listRedemptions", idInOrganization: "listOrganizationTeamRedemptions",
                summary: "List who joined by an invite",
                text: "In the order of joining, those who have left included.",
                parameters: ["Take", "Skip"],
                success: .init(text: "Who joined.", content: .json("GetRedemptionsOutput")),
                errors: [.badRequest, .unauthorized, .notManaging, .inviteNotFound] + OpenAPIError.ofEveryCall,
                link: "ListRedemptions"
            )
        },
    ]

    /// `GET /v2/teams/{teamId}/invites`: newest first.
    func listInvites(_ call: Call, _ caller: Caller) throws -> Content {
        let query = try call.query()
        let status = try query.single("status").map { try Self.status($0) }
        let creator = try query.userID("createdBy", subject: "createdBySubject")
        let page = try query.page(default: CallLimits.usualTake)
        let now = clock()
        return try managed(call, by: caller) { team in
            let found = team.invites.all.reversed().lazy.filter {
                (status == nil || $0.status(at: now) == status)
                    && (creator == nil || $0.createdBy == creator.map(Author.user))
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

    /// `PATCH /v2/teams/{teamId}/invites/{inviteId}`.
    func editInvite(_ call: Call, _ caller: Caller) throws -> Content {
        let id = try call.inviteID()
        let properties = InviteEdit.properties.union(["role"])
        let edit = try InviteEdit(
            try RequestBody.fields(of: call.body, in: call.request, properties: properties),
            isMergePatch: RequestBody.isMergePatch(in: call.request))
        let condition = call.request.versionCondition
        return try change(call, by: caller) { team, authority, now in
            try team.editInvite(
                id, edit, if: condition, as: authority, by: .user(caller.userID), at: now, policy: policy
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

    /// `DELETE /v2/teams/{teamId}/invites?createdBy=` or `createdBySubject=`; never all of a team by leaving something out.
    func revokeInvites(_ call: Call, _ caller: Caller) throws -> Content {
        guard let creator = try call.query().userID("createdBy", subject: "createdBySubject") else {
            throw RequestProblem.badParameter("createdBy", expected: "the number of the user whose invites are to end")
        }
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
}

extension Team {
    fileprivate func invite(_ id: InviteID) throws(Refusal) -> Invite {
        guard let invite = invites[id] else { throw .inviteNotFound }
        return invite
    }
}
