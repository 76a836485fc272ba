import HTTPTypes
import InviteDomain
import InviteTestSupport
import StrictJSON
import Testing

@testable import InviteAPI

@Suite struct TeamsTests {
    let fixture: Fixture

    init() throws { fixture = try Fixture() }

    @Test("a team is shown to its accepted members in Cal.com's form")
    func team() throws {
        let team = try fixture.data(.get, "/v2/teams/43", as: 1)
        let expected: [(String, JSONValue)] = [
            ("id", .integer(43)), ("parentId", .integer(7)), ("name", .string("Acme")), ("slug", .null),
            ("isOrganization", .boolean(false)), ("timeZone", .string("Europe/London")),
            ("weekStart", .string("Sunday")), ("bio", .null), ("hideBranding", .boolean(false)),
        ]
        for (name, value) in expected { #expect(team[name] == value, "\(name)") }
        #expect(team.members?.count == 21)
        #expect(try fixture.data(.get, "/v2/teams/42", as: 3)["id"] == .integer(42))
    }

    @Test("strangers, pending members and those who ask for no team at all are told the same")
    func strangers() throws {
        for (user, team) in [(4, 42), (9, 42), (9, 99)] {
            try fixture.expectFailure(
                403, "NOT_A_MEMBER", .get, "/v2/teams/\(team)", authorization: fixture.key(user))
        }
        fixture.addKey(8, isInstanceAdmin: true)
        #expect(try fixture.data(.get, "/v2/teams/42", as: 8)["id"] == .integer(42))
        try fixture.expectFailure(404, "TEAM_NOT_FOUND", .get, "/v2/teams/99", authorization: fixture.key(8))
    }

    @Test("a credential tells as whom it acts")
    func me() throws {
        let me = try fixture.data(.get, "/v2/me", as: 9)
        #expect(me["id"] == .integer(9))
        let names = [
            "id", "subject", "email", "name", "avatarUrl", "bio", "timeFormat", "defaultScheduleId", "weekStart",
            "timeZone",
            "username", "organizationId",
        ]
        #expect(me.members?.map(\.name) == names)
        fixture.addToken("t", user: 9, scopes: [.teamMembershipWrite])
        try fixture.expectFailure(403, "INSUFFICIENT_SCOPE", .get, "/v2/me", authorization: "Bearer t")
        fixture.addToken("p", user: 9, scopes: [.profileRead])
        #expect(try fixture.send(.get, "/v2/me", authorization: "Bearer p").answer.response.status == .ok)
        try fixture.expectFailure(403, "INSUFFICIENT_SCOPE", .get, "/v2/teams/42", authorization: "Bearer p")
    }
}
