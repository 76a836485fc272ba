import HTTPTypes
import InviteDomain
import OpenAPI
import Storage
import StrictJSON

/// A team itself.
struct TeamEndpoints: TeamCalls {
    let teams: any TeamStore

    init(_ dependencies: Dependencies) { teams = dependencies.storage.teams }

    static let endpoints: [Endpoint] = [
        Endpoint(.get, "", .teamProfileRead) {
            TeamEndpoints($0).readTeam
        } described: {
            EndpointDescription(
                tag: .teams, id: "TeamsController_getTeam", idInOrganization: "OrganizationsTeamsController_getTeam",
                summary: "Get a team",
                text: "For every accepted member. What this service does not keep has Cal.com's default.",
                success: .init(text: "The team.", content: .json("GetTeamOutput")),
                errors: [.badRequest, .unauthorized, .notInTeam, .teamNotFound] + OpenAPIError.ofEveryCall,
                link: "ReadTeam"
            )
        },
        Endpoint(.patch, "", .teamProfileWrite) {
            TeamEndpoints($0).updateTeam
        } described: {
            EndpointDescription(
                tag: .teams, id: "TeamsController_updateTeam",
                idInOrganization: "OrganizationsTeamsController_updateTeam",
                summary: "Update a team",
                text: """
                    What is left out stays as it is. `closed` closes the team, or opens it again; only an OWNER may say \
                    that. In a closed team nobody gets in.
                    """,
                body: "UpdateTeam",
                success: .init(text: "The team as it is now.", content: .json("GetTeamOutput")),
                errors: [.badRequest, .unauthorized, .notManaging, .teamNotFound, .patchType]
                    + OpenAPIError.ofEveryCall,
                link: "UpdateTeam"
            )
        },
        Endpoint(.delete, "", .teamProfileWrite) {
            TeamEndpoints($0).deleteTeam
        } described: {
            EndpointDescription(
                tag: .teams, id: "TeamsController_deleteTeam",
                idInOrganization: "OrganizationsTeamsController_deleteTeam",
                summary: "Close a team",
                text: """
                    For an OWNER. From then on nobody gets in, by no link and in no other way; nothing is erased, and an \
                    update with `closed: false` opens it again. An organization is closed for itself alone. Again: the \
                    same answer.
                    """,
                success: .init(text: "The team, closed.", content: .json("GetTeamOutput")),
                errors: [.badRequest, .unauthorized, .notManaging, .teamNotFound] + OpenAPIError.ofEveryCall,
                link: "CloseTeam"
            )
        },
    ]

    /// `GET /v2/teams/{teamId}`: for every accepted member, and by way of its organization for the admins of that.
    func readTeam(_ call: Call, _ caller: Caller) throws -> Content {
        let profile = try existing(call, by: caller) { id, standing in
            try teams.read(id) { team in
                try team.requireVisible(to: caller, organization: standing)
                return team.profile
            }
        }
        return .success { $0.team(profile) }
    }

    /// `PATCH /v2/teams/{teamId}`.
    func updateTeam(_ call: Call, _ caller: Caller) throws -> Content {
        let fields = try RequestBody.fields(of: call.body, in: call.request, properties: TeamEdit.properties)
        return try edit(call, by: caller, try TeamEdit(fields))
    }

    /// `DELETE /v2/teams/{teamId}`; again changes nothing and is as good an answer.
    func deleteTeam(_ call: Call, _ caller: Caller) throws -> Content {
        try edit(call, by: caller, TeamEdit(isClosed: true))
    }

    /// Whether people get in is for owners to say.
    private func edit(_ call: Call, by caller: Caller, _ edit: TeamEdit) throws -> Content {
        let profile = try change(call, by: caller) { team, authority, now in
            if edit.isClosed != nil, authority < .owner {
                throw Refusal.roleTooLow(user: caller.userID, required: .owner, team: team.id)
            }
            return try team.edit(edit, by: .user(caller.userID), at: now)
        }
        return .success { $0.team(profile) }
    }
}

extension TeamEdit {
    static let properties: Set = ["name", "slug", "closed"]

    init(_ fields: JSONFields) throws(JSONFieldError) {
        self.init()
        for field in fields.all {
            switch field.name {
            case "name": name = try field.text()
            case "slug": slug = .some(try field.optionalText())
            default: isClosed = try field.flag()
            }
        }
    }
}
