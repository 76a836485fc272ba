import HTTPTypes
import StrictJSON
import Testing

@testable import InviteAPI

/// HEAD is GET without the body (RFC 9110, 9.3.2).
@Suite struct HeadTests {
    @Test("whatever GET is answered, HEAD gets the same status, fields and length, at every path there is and at none")
    func likeGet() throws {
        let fixture = try Fixture()
        let (invite, token) = try fixture.makeInvite()
        let values = [
            "{teamId}": "42", "{orgId}": "7", "{inviteId}": invite,
            "{membershipId}":
                "\(try #require(fixture.data(.get, "/v2/teams/42/memberships").array?.first?["id"]?.integer))",
        ]
        var paths = [
            "/nowhere", "/", "/v2/teams/42/invites/x", "/signup/x", "/signup?token=\(token)", "/v2/teams/4/invites",
        ]
        paths += Routes(pages: true).all.map { values.reduce($0.template) { $0.replacing($1.key, with: $1.value) } }
        var statuses: Set<Int> = []
        for path in paths {
            for authorization in ["Bearer cal_2", nil] {
                let (get, head) = (
                    try answer(.get, path, authorization, fixture), try answer(.head, path, authorization, fixture)
                )
                #expect(fields(of: head) == fields(of: get), "\(path)")
                #expect(head.response.status == get.response.status, "\(path)")
                // The transport says how long it is and leaves it out.
                #expect(head.body.count == get.body.count, "\(path)")
                statuses.insert(get.response.status.code)
            }
        }
        #expect(statuses.isSuperset(of: [200, 400, 401, 403, 404, 405]))
    }

    private func answer(
        _ method: HTTPRequest.Method, _ path: String, _ authorization: String?, _ fixture: Fixture
    ) throws -> Answer {
        // A page has a mark of its own each time.
        fixture.random = 1000
        return try fixture.send(method, path, authorization: authorization).answer
    }

    private func fields(of answer: Answer) -> [HTTPField] {
        answer.response.headerFields.filter { $0.name != .requestID }
    }
}
