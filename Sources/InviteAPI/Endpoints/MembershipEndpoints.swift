import HTTPTypes
import InviteDomain
import InviteJSON
import OpenAPI
import Storage
import StrictJSON

/// Cal.com's memberships of a team, for its admins.
struct MembershipEndpoints: TeamCalls {
    let teams: any TeamStore

    init(_ dependencies: Dependencies) { teams = dependencies.storage.teams }

    static let endpoints: [Endpoint] = [
        Endpoint(.get, "/memberships", .teamMembershipRead, query: "take skip after accepted inviteId search emails") {
            MembershipEndpoints($0).listMemberships
        } described: {
            EndpointDescription(
                tag: .memberships, id: "TeamsMembershipsController_getTeamMemberships",
                idInOrganization: "OrganizationsTeamsMembershipsController_getAllOrganizationTeamMemberships",
                summary: "Get all memberships",
                text: """
                    In the order of joining, pending members included. With `after`, part after part, nobody is missed and \
                    nobody comes twice, however many join and leave meanwhile.
                    """,
                parameters: [
                    "TakeMemberships", "Skip", "AfterMembership", "Accepted", "JoinedBy", "Search", "Emails",
                ],
                success: .init(text: "The memberships.", content: .json("GetTeamMembershipsOutput")),
                errors: [.badRequest, .unauthorized, .notManaging, .teamNotFound] + OpenAPIError.ofEveryCall
            )
        },
        Endpoint(.post, "/memberships", .teamMembershipWrite) {
            MembershipEndpoints($0).createMembership
        } described: {
            EndpointDescription(
                tag: .memberships, id: "TeamsMembershipsController_createTeamMembership",
                idInOrganization: "OrganizationsTeamsMembershipsController_createOrganizationTeamMembership",
                summary: "Create a membership",
                text: "Nobody hands out a role above their own.",
                body: "CreateTeamMembership",
                success: .init(
                    status: 201, text: "A new membership.", content: .json("CreateTeamMembershipOutput"),
                    links: ["ReadMembership", "UpdateMembership", "DeleteMembership"]),
                errors: [.badRequest, .unauthorized, .outranked, .teamNotFound, .memberExists, .mediaType]
                    + OpenAPIError.ofEveryCall
            )
        },
        Endpoint(.get, "/memberships/{membershipId}", .teamMembershipRead) {
            MembershipEndpoints($0).readMembership
        } described: {
            EndpointDescription(
                tag: .memberships, id: "TeamsMembershipsController_getTeamMembership",
                idInOrganization: "OrganizationsTeamsMembershipsController_getOrganizationTeamMembership",
                summary: "Get a membership",
                text: "A pending one, too.",
                success: .init(text: "The membership.", content: .json("GetTeamMembershipOutput")),
                errors: [.badRequest, .unauthorized, .notManaging, .memberNotFound] + OpenAPIError.ofEveryCall,
                link: "ReadMembership"
            )
        },
        Endpoint(.patch, "/memberships/{membershipId}", .teamMembershipWrite) {
            MembershipEndpoints($0).updateMembership
        } described: {
            EndpointDescription(
                tag: .memberships, id: "TeamsMembershipsController_updateTeamMembership",
                idInOrganization: "OrganizationsTeamsMembershipsController_updateOrganizationTeamMembership",
                summary: "Update membership",
                text: """
                    What is left out stays as it is. `accepted` admits a pending member; `userId` or `subject` says \
                    who somebody is who signed up on the page.
                    """,
                body: "UpdateTeamMembership",
                success: .init(
                    text: "The membership as it is now.", content: .json("UpdateTeamMembershipOutput")),
                errors: [.badRequest, .unauthorized, .outranked, .memberNotFound, .memberConflict, .patchType]
                    + OpenAPIError.ofEveryCall,
                link: "UpdateMembership"
            )
        },
        Endpoint(.delete, "/memberships/{membershipId}", .teamMembershipWrite, query: "keepOut") {
            MembershipEndpoints($0).deleteMembership
        } described: {
            EndpointDescription(
                tag: .memberships, id: "TeamsMembershipsController_deleteTeamMembership",
                idInOrganization: "OrganizationsTeamsMembershipsController_deleteOrganizationTeamMembership",
                summary: "Delete a membership",
                text: "Declines a pending member, or ends a membership. The last owner stays.",
                parameters: ["KeepOut"],
                success: .init(
                    text: "The membership as it was.", content: .json("DeleteTeamMembershipOutput")),
                errors: [.badRequest, .unauthorized, .outranked, .memberNotFound, .lastOwner]
                    + OpenAPIError.ofEveryCall,
                link: "DeleteMembership"
            )
        },
    ]

    /// `GET /v2/teams/{teamId}/memberships`: in the order of joining.
    func listMemberships(_ call: Call, _ caller: Caller) throws -> Content {
        let query = try call.query()
        let part = try query.page(default: CallLimits.take.upperBound)
        let start = try query.membership("after")
        if start != nil, try query.single("skip") != nil {
            throw RequestProblem.badParameter("after", expected: "nothing beside 'skip'")
        }
        let filter = try MemberFilter(query)
        return try managed(call, by: caller) { team in
            let page = team.members.page(of: filter, after: start, skip: part.skip, take: part.take)
            return .page(total: page.total, next: page.last?.description) {
                $0.array { for member in page.members { $0.membership(member, in: team.id) } }
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
        let fields = try RequestBody.fields(of: call.body, in: call.request, properties: MemberTerms.properties)
        let terms = try MemberTerms(fields)
        let added = try existing(call, by: caller) { id, standing in
            try teams.addMember(to: id) { team, now in
                let authority = try team.authority(of: caller, organization: standing)
                return try team.addMember(terms, as: authority, by: .user(caller.userID), at: now)
            }
        }
        var content = Content.membership(added, in: try call.teamID())
        content.status = .created
        return content
    }

    /// `PATCH /v2/teams/{teamId}/memberships/{membershipId}`.
    func updateMembership(_ call: Call, _ caller: Caller) throws -> Content {
        let id = MemberReference.membership(try call.membershipID())
        let fields = try RequestBody.fields(of: call.body, in: call.request, properties: MemberEdit.properties)
        let edit = try MemberEdit(fields)
        let changed = try existing(call, by: caller) { team, standing in
            try teams.changeMember(id, edit, of: team, by: .user(caller.userID)) {
                try $0.authority(of: caller, organization: standing)
            }
        }
        return .membership(changed, in: try call.teamID())
    }

    /// `DELETE /v2/teams/{teamId}/memberships/{membershipId}`: the answer is the membership as it was.
    func deleteMembership(_ call: Call, _ caller: Caller) throws -> Content {
        let id = MemberReference.membership(try call.membershipID())
        let keepsOut = try call.query().flag("keepOut") ?? false
        let removed = try change(call, by: caller) { team, authority, _ in
            try team.removeMember(id, keepingOut: keepsOut, as: authority, by: .user(caller.userID))
        }
        return .membership(removed, in: try call.teamID())
    }
}

extension Content {
    fileprivate static func membership(_ member: Member, in team: TeamID) -> Content {
        .success { $0.membership(member, in: team) }
    }
}

extension MemberTerms {
    /// Cal.com's properties, and what a host application may tell of its user.
    static let properties: Set = ["userId", "subject", "accepted", "role", "disableImpersonation", "email", "name"]

    init(_ fields: JSONFields) throws(JSONFieldError) {
        let user = try fields.requiredUserID()
        var role = Role.member
        var accepted = false
        var disableImpersonation = false
        var email: String?
        var name: String?
        for field in fields.all {
            switch field.name {
            case "userId", "subject": break
            case "role": role = try field.role()
            case "accepted": accepted = try field.flag()
            case "disableImpersonation": disableImpersonation = try field.flag()
            case "email": email = try field.text()
            default: name = try field.text()
            }
        }
        self.init(
            userID: user, role: role, accepted: accepted, disableImpersonation: disableImpersonation, email: email,
            name: name
        )
    }
}

extension MemberEdit {
    static let properties: Set = ["userId", "subject", "accepted", "role", "disableImpersonation"]

    init(_ fields: JSONFields) throws(JSONFieldError) {
        self.init(userID: try fields.userID())
        for field in fields.all {
            switch field.name {
            case "userId", "subject": break
            case "role": role = try field.role()
            case "accepted": accepted = try field.flag()
            default: disableImpersonation = try field.flag()
            }
        }
    }
}
