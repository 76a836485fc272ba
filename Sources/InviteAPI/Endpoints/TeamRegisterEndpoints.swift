import HTTPTypes
import InviteDomain
import OpenAPI
import Storage
import StrictJSON

/// Making teams, and finding those that one manages.
struct TeamRegisterEndpoints {
    let teams: any TeamStore
    let allTeams: any TeamStore
    let requests: any TeamRequests

    init(_ dependencies: Dependencies) {
        teams = dependencies.storage.teams
        allTeams = dependencies.storage.allTeams
        requests = dependencies.storage.teamRequests
    }

    static let endpoints: [Endpoint] = [
        Endpoint(.post, "/v2/teams", .teamCreate) {
            TeamRegisterEndpoints($0).createTeam
        } described: {
            EndpointDescription(
                tag: .teams, id: "TeamsController_createTeam", summary: "Create a team",
                text: """
                    For whoever administers the instance, who may name any `owner` or none, and the `id`; and for a \
                    credential that was given the scope by name, whose user becomes the OWNER. Then a `parentId` has to be \
                    an organization that the user administers. Sent again with the same `Idempotency-Key` it makes no \
                    second team.
                    """,
                parameters: ["Idempotency-Key"],
                body: "CreateTeam",
                success: .init(
                    status: 201, text: "A new team.", content: .json("GetTeamOutput"),
                    links: ["ReadTeam", "UpdateTeam", "CloseTeam"]),
                errors: [.badRequest, .unauthorized, .mayNotCreateTeam, .teamNotFound, .teamConflict, .mediaType]
                    + OpenAPIError.ofEveryCall
            )
        },
        Endpoint(.get, "/v2/teams", .teamProfileRead, query: "take skip") {
            TeamRegisterEndpoints($0).listTeams
        } described: {
            EndpointDescription(
                tag: .teams, id: "TeamsController_getTeams", summary: "Get teams",
                text: """
                    Those of which the caller is an accepted ADMIN or OWNER, closed ones too, by their numbers; for whoever \
                    administers the instance, all; never one that the key does not reach. One that cannot be read makes the whole list fail.
                    """,
                parameters: ["Take", "Skip"],
                success: .init(text: "The teams.", content: .json("GetTeamsOutput")),
                errors: [.badRequest, .unauthorized, .scopeMissing] + OpenAPIError.ofEveryCall
            )
        },
    ]

    /// `POST /v2/teams`.
    func createTeam(_ call: Call, _ caller: Caller) throws -> Content {
        try caller.requireGrant(.teamCreate)
        if caller.teams != nil { throw Refusal.narrowedToTeams }
        let fields = try RequestBody.fields(of: call.body, in: call.request, properties: NewTeam.properties)
        var new = try NewTeam(fields)
        new.request = try call.request.idempotencyKey(body: call.body, of: caller)
        if !caller.isInstanceAdmin { try restrict(&new, to: caller) }
        let made = try TeamFounding(teams, requests).found(new, by: .user(caller.userID))
        var content = Content.success { $0.team(made) }
        content.status = .created
        return content
    }

    /// Whoever does not administer the instance makes teams of their own, where they may.
    private func restrict(_ new: inout NewTeam, to caller: Caller) throws {
        if new.id != nil { throw Refusal.instanceAdminRequired(field: "id") }
        if let owner = new.owner, owner.userID != caller.userID { throw Refusal.instanceAdminRequired(field: "owner") }
        if new.owner == nil { new.owner = NewTeam.Owner(userID: caller.userID) }
        guard let parent = new.parentID else { return }
        let authority = try teams.read(parent) { try $0.authority(of: caller) }
        if authority == nil { throw Team.missing(parent, for: caller) }
    }

    /// `GET /v2/teams`: those that the caller manages.
    func listTeams(_ call: Call, _ caller: Caller) throws -> Content {
        let page = try call.query().page(default: CallLimits.usualTake)
        let ids = try allTeams.teamIDs().filter(caller.reaches)
        var found: [TeamProfile] = []
        if caller.isInstanceAdmin {
            for id in page.of(ids) { if let profile = try allTeams.read(id, { $0.profile }) { found.append(profile) } }
        } else {
            var skipped = 0
            for id in ids where found.count < page.take {
                guard let profile = try managed(id, by: caller) else { continue }
                if skipped < page.skip { skipped += 1 } else { found.append(profile) }
            }
        }
        return .success { $0.array { for profile in found { $0.team(profile) } } }
    }

    private func managed(_ id: TeamID, by caller: Caller) throws -> TeamProfile? {
        let profile: TeamProfile?? = try allTeams.read(id) { team in
            (try? team.authority(of: caller)) == nil ? nil : team.profile
        }
        return profile ?? nil
    }
}

extension NewTeam {
    static let properties: Set = ["name", "id", "slug", "isOrganization", "parentId", "owner"]

    init(_ fields: JSONFields) throws {
        self.init(name: try fields.required("name", "the team's name, as a string", \.string))
        for field in fields.all {
            switch field.name {
            case "id": id = try field.optionalTeamID()
            case "slug": slug = try field.optionalText()
            case "isOrganization": isOrganization = try field.flag()
            case "parentId": parentID = try field.optionalTeamID()
            case "owner": owner = try Owner(field)
            default: break
            }
        }
    }
}

extension NewTeam.Owner {
    fileprivate init?(_ field: JSONField) throws {
        let expected = "an object with the owner's userId or subject, or null"
        guard let owner = try field.optional(expected, { JSONFields($0, at: field.path) }) else { return nil }
        if let unknown = owner.first(notAmong: ["userId", "subject", "email", "name"]) {
            throw RequestProblem.unknownProperty(unknown.path)
        }
        self.init(
            userID: try owner.requiredUserID(), email: try owner["email"]?.optionalText(),
            name: try owner["name"]?.optionalText())
    }
}
