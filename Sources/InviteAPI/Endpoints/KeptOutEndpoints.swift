import InviteDomain
import InviteJSON
import OpenAPI
import Storage
import StrictJSON

/// Whom the admins of a team keep out.
struct KeptOutEndpoints: TeamCalls {
    let teams: any TeamStore

    init(_ dependencies: Dependencies) { teams = dependencies.storage.teams }

    static let endpoints: [Endpoint] = [
        Endpoint(.get, "/memberships/kept-out", .teamMembershipRead, query: "take after") {
            KeptOutEndpoints($0).listKeptOut
        } described: {
            EndpointDescription(
                tag: .memberships, id: "listKeptOut", idInOrganization: "listOrganizationTeamKeptOut",
                summary: "List who is kept out",
                text: "In the order in which they had joined. No link of the team lets them in.",
                parameters: ["TakeMemberships", "AfterMembership"],
                success: .init(text: "They.", content: .json("GetKeptOutOutput")),
                errors: [.badRequest, .unauthorized, .notManaging, .teamNotFound] + OpenAPIError.ofEveryCall
            )
        },
        Endpoint(.delete, "/memberships/kept-out/{membershipId}", .teamMembershipWrite) {
            KeptOutEndpoints($0).readmit
        } described: {
            EndpointDescription(
                tag: .memberships, id: "readmit", idInOrganization: "readmitToOrganizationTeam",
                summary: "Keep somebody out no more",
                text: """
                    They may use a link again, and so may whoever else was kept out with the same user or address. To add \
                    or accept somebody does the same.
                    """,
                success: .init(text: "Who that is.", content: .json("ReadmitOutput")),
                errors: [.badRequest, .unauthorized, .notManaging, .notKeptOut] + OpenAPIError.ofEveryCall
            )
        },
    ]

    /// `GET /v2/teams/{teamId}/memberships/kept-out`.
    func listKeptOut(_ call: Call, _ caller: Caller) throws -> Content {
        let query = try call.query()
        let take = try query.page(default: CallLimits.take.upperBound).take
        let start = try query.membership("after")
        return try managed(call, by: caller) { team in
            let all = team.members.keptOut
            let rest = start.map { start in all.drop { $0.id <= start } } ?? all[...]
            let part = rest.prefix(take)
            return .page(total: all.count, next: part.count < rest.count ? part.last?.id.description : nil) {
                $0.array { for person in part { $0.keptOut(person, of: team.id) } }
            }
        }
    }

    /// `DELETE /v2/teams/{teamId}/memberships/kept-out/{membershipId}`.
    func readmit(_ call: Call, _ caller: Caller) throws -> Content {
        let id = try call.membershipID()
        let people = try change(call, by: caller) { team, _, _ in
            try team.readmit([id], by: .user(caller.userID))
        }
        let team = try call.teamID()
        return .success { json in for person in people { json.keptOut(person, of: team) } }
    }
}
