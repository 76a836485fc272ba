import HTTPTypes
import InviteDomain
import InviteTestSupport
import StrictJSON
import Testing

@testable import InviteAPI

/// What a query may say.
@Suite struct QueryTests {
    let fixture: Fixture

    init() throws { fixture = try Fixture() }

    @Test("a name that a call does not know is refused, by name, on every call of the API")
    func unknown() throws {
        let invite = try fixture.makeInvite()
        let before = try fixture.teams.read(42) { $0.sequence }
        let calls = Routes(pages: true).all.filter { $0.template.hasPrefix("/v2/") }
        #expect(calls.count == 48)
        fixture.addKey(8, isInstanceAdmin: true)
        for route in calls {
            let path = route.template.replacing("{orgId}", with: "7").replacing("{teamId}", with: "42")
                .replacing("{inviteId}", with: invite.id).replacing("{membershipId}", with: "2")
            for query in ["Take=1", "createdBy=2&x=", "utm_source=mail", "%78"] {
                let (answer, json) = try fixture.send(
                    route.method, "\(path)?\(query)", authorization: fixture.key(8))
                #expect(answer.response.status == .badRequest, "\(route.method) \(path)?\(query)")
                #expect(json.reason == "UNKNOWN_PROPERTY", "\(route.method) \(path)?\(query)")
            }
        }
        #expect(try fixture.teams.read(42) { $0.sequence } == before)
    }

    @Test("links that people pass on may have grown")
    func grown() throws {
        let invite = try fixture.makeInvite()
        for path in ["/signup?token=\(invite.token)&utm_source=mail", "/getting-started?fbclid=1", "/health?x"] {
            #expect(try fixture.send(.get, path, authorization: nil).answer.response.status == .ok, "\(path)")
        }
    }

    @Test("who joined is told page by page")
    func redemptions() throws {
        let invite = try fixture.makeInvite()
        for user in 100..<160 {
            let applicant = Applicant(userID: UserID(integerLiteral: user))
            _ = try fixture.teams.redeem(try #require(InviteID(invite.id)), by: applicant, as: .operator)
        }
        let path = "/v2/teams/42/invites/\(invite.id)/redemptions"
        func users(_ query: String) throws -> [Int] {
            try #require(try fixture.data(.get, path + query).array).compactMap { $0["userId"]?.integer }
        }
        #expect(try users("") == Array(100..<150))
        #expect(try users("?skip=50") == Array(150..<160))
        #expect(try users("?take=3&skip=1") == [101, 102, 103])
        #expect(try users("?take=250").count == 60)
        for query in ["take=0", "take=251", "skip=-1", "take=x", "take=1&take=2"] {
            try fixture.expectFailure(400, "INVALID_FIELD", .get, "\(path)?\(query)")
        }
    }
}
