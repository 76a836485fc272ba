import HTTPTypes
import InviteDomain
import InviteTestSupport
import StrictJSON
import Testing

@testable import InviteAPI

/// Teams by way of their organization: 43 belongs to 7, whose ADMIN is user 5 and whose MEMBER is user 6.
@Suite struct OrganizationRouteTests {
    let fixture: Fixture

    init() throws { fixture = try Fixture() }

    private let team = "/v2/organizations/7/teams/43"

    @Test("all that can be asked of a team can be asked by way of its organization, and nothing else")
    func endpoints() {
        func calls(_ way: String) -> [String] {
            Routes(pages: true).all.filter { $0.template.hasPrefix(way) }.map {
                "\($0.method) \($0.template.dropFirst(way.count))"
            }
        }
        let own = calls("/v2/teams/{teamId}")
        #expect(own.count == 19)
        #expect(calls("/v2/organizations/{orgId}/teams/{teamId}") == own)
    }

    @Test("an organization's admin sees, changes and takes back the links that they made")
    func invites() throws {
        let made = try fixture.data(.post, team + "/invite", as: 5)
        let id = try #require(made["id"]?.string)
        let one = "\(team)/invites/\(id)"
        #expect(try fixture.data(.get, team + "/invites", as: 5).array?.first?["id"] == .string(id))
        #expect(try fixture.data(.get, one, as: 5)["status"] == .string("active"))
        #expect(try fixture.data(.patch, one, as: 5, body: #"{"maxUses":2}"#)["maxUses"] == .integer(2))
        #expect(try fixture.data(.post, one + "/link", as: 5)["token"] == made["token"])
        _ = try fixture.accept(try #require(made["token"]?.string), as: 9)
        #expect(try fixture.data(.get, one + "/redemptions", as: 5).array?.first?["userId"] == .integer(9))
        #expect(try fixture.data(.delete, one, as: 5)["status"] == .string("revoked"))
        _ = try fixture.data(.post, team + "/invite", as: 5)
        #expect(try fixture.data(.delete, team + "/invites?createdBy=5", as: 5)["revoked"] == .integer(1))
    }

    @Test("and its members, up to the admin's own role")
    func members() throws {
        let base = team + "/memberships"
        #expect(try fixture.data(.get, team, as: 5)["id"] == .integer(43))
        let added = try fixture.data(.post, base, as: 5, body: #"{"userId":8,"accepted":true}"#)
        let id = try #require(added["id"]?.integer)
        #expect(added["teamId"] == .integer(43))
        #expect(try fixture.data(.get, base, as: 5).array?.count == 2)
        #expect(try fixture.data(.get, "\(base)/\(id)", as: 5)["userId"] == .integer(8))
        let edited = try fixture.data(.patch, "\(base)/\(id)", as: 5, body: #"{"role":"ADMIN"}"#)
        #expect(edited["role"] == .string("ADMIN"))
        #expect(try fixture.data(.delete, "\(base)/\(id)", as: 5)["userId"] == .integer(8))
        let key = fixture.key(5)
        try fixture.expectFailure(
            403, "ROLE_ABOVE_OWN", .post, base, authorization: key, body: #"{"userId":8,"role":"OWNER"}"#)
        let owner = try #require(try fixture.teams.read(43) { $0.member(1)?.id } ?? nil)
        try fixture.expectFailure(403, "ROLE_TOO_LOW", .delete, "\(base)/\(owner)", authorization: key)
    }

    /// Every call below a team, with a body where one is needed, of an invite and a membership that there are.
    private func everyCall(organization: Int, team: Int) throws -> [(HTTPRequest.Method, String, String)] {
        let made = try fixture.makeInvite(team: team, by: 1)
        return Routes(pages: true).all.filter { $0.root == .teamOfOrganization }.map { route in
            let path = route.template.replacing("{orgId}", with: "\(organization)")
                .replacing("{teamId}", with: "\(team)").replacing("{inviteId}", with: made.id)
                .replacing("{membershipId}", with: "2")
            let isRevocation = route.method == .delete && path.hasSuffix("/invites")
            let isAddition = route.method == .post && path.hasSuffix("/memberships")
            let isBatch = path.hasSuffix("/batch")
            let body = isAddition ? #"{"userId":8}"# : isBatch ? #"{"accept":[2]}"# : route.method == .patch ? "{}" : ""
            return (route.method, isRevocation ? path + "?createdBy=5" : path, body)
        }
    }

    @Test("the organization's other members and strangers get nowhere, and are not told what there is")
    func others() throws {
        for user in [6, 9] {
            for (method, path, body) in try everyCall(organization: 7, team: 43) {
                let answer = try fixture.send(method, path, authorization: fixture.key(user), body: body)
                #expect(answer.json.reason == "NOT_A_MEMBER", "\(method) \(path) \(user)")
            }
        }
    }

    @Test("a team that does not belong to the organization is not found, whoever asks")
    func otherTeam() throws {
        fixture.addKey(8, isInstanceAdmin: true)
        // 42 is nobody's team, 43 not that of a team, and there is no organization 99.
        for (organization, team, users) in [(7, 42, [1, 5, 8]), (42, 43, [1, 8]), (99, 43, [1, 8])] {
            for (method, path, body) in try everyCall(organization: organization, team: team) {
                for user in users {
                    let answer = try fixture.send(method, path, authorization: fixture.key(user), body: body)
                    #expect(answer.json.reason == "TEAM_NOT_FOUND", "\(method) \(path) \(user)")
                }
            }
        }
        #expect(try fixture.teams.read(42) { $0.members.count } == 4)
        for (method, path, body) in try everyCall(organization: 42, team: 43) {
            let answer = try fixture.send(method, path, authorization: fixture.key(2), body: body)
            #expect(answer.json.reason == "NOT_A_MEMBER", "an admin of a team is none of an organization")
        }
    }
}
