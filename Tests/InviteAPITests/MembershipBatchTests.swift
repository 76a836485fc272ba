import HTTPTypes
import InviteDomain
import InviteTestSupport
import StrictJSON
import Testing

@testable import InviteAPI

/// Deciding on many at a time.
@Suite struct MembershipBatchTests {
    let fixture: Fixture

    init() throws { fixture = try Fixture() }

    private let path = "/v2/teams/42/memberships/batch"

    /// Lets so many ask to join by an invite; the result is their memberships.
    private func wait(_ count: Int, by invite: (id: String, token: String)) throws -> [Int] {
        let id = try #require(InviteID(invite.id))
        return try (1...count).map { number in
            let applicant = Applicant(userID: nil, email: "\(number)@\(id).example", name: "N")
            let outcome = try #require(try fixture.teams.redeem(id, by: applicant, as: .newcomer))
            return outcome.redemption.member.id.number
        }
    }

    private func decide(_ body: String) throws -> [JSONValue] {
        try #require(try fixture.data(.post, path, body: body).array)
    }

    private func told(_ results: [JSONValue]) -> [String] {
        results.map { one in
            let parts = [one["membershipId"]?.integer.map(String.init), one["result"]?.string, one["reason"]?.string]
            return parts.compactMap(\.self).joined(separator: " ")
        }
    }

    @Test("each is told what has become of it, in the order given, and one that fails keeps nobody else from it")
    func mixed() throws {
        let ids = try wait(4, by: try fixture.makeInvite())
        let (a, b, c, d) = (ids[0], ids[1], ids[2], ids[3])
        let results = try decide(#"{"decline":[\#(c),99,4],"accept":[\#(b),3,\#(a)],"keepOut":true}"#)
        #expect(
            told(results) == [
                "\(b) accepted", "3 unchanged", "\(a) accepted", "\(c) declined", "99 failed MEMBER_NOT_FOUND",
                "4 failed MEMBER_ACCEPTED",
            ])
        #expect(results[0]["membership"]?["accepted"] == .boolean(true))
        #expect(results[3]["membership"]?["accepted"] == .boolean(false))
        #expect(results[4]["membership"] == .null)
        #expect(results[4]["message"]?.string?.contains("99") == true)
        let left = try #require(try fixture.teams.read(42) { $0.members.filter { !$0.accepted }.map(\.id.number) })
        #expect(left == [5, d])
        #expect(try fixture.teams.read(42) { $0.members.keptOut.map(\.id.number) } == [c])
        #expect(
            told(try decide(#"{"accept":[\#(a)],"decline":[\#(c)]}"#)) == [
                "\(a) unchanged", "\(c) failed MEMBER_NOT_FOUND",
            ])
    }

    @Test("whoever is named twice is not decided on, wherever that is")
    func twice() throws {
        let ids = try wait(3, by: try fixture.makeInvite())
        let (a, b, c) = (ids[0], ids[1], ids[2])
        let before = try fixture.teams.read(42) { $0.sequence }
        let results = try decide(#"{"accept":[\#(a),\#(a),\#(b)],"decline":[\#(b)]}"#)
        #expect(told(results) == [a, a, b, b].map { "\($0) failed MEMBER_NAMED_TWICE" })
        #expect(try fixture.teams.read(42) { $0.sequence } == before)
        #expect(told(try decide(#"{"accept":[\#(a),\#(a)],"decline":[\#(c)]}"#)).last == "\(c) declined")
    }

    @Test("all who wait by an invite are declined, but for those who are named")
    func byInvite() throws {
        let (one, other) = (try fixture.makeInvite(), try fixture.makeInvite())
        let ids = try wait(5, by: one)
        let others = try wait(2, by: other)
        let body = #"{"accept":[\#(ids[1])],"decline":[\#(others[0])],"declineInviteId":"\#(one.id)"}"#
        let expected =
            ["\(ids[1]) accepted", "\(others[0]) declined"] + [0, 2, 3, 4].map { "\(ids[$0]) declined" }
        #expect(told(try decide(body)) == expected)
        #expect(try decide(#"{"declineInviteId":"\#(one.id)"}"#).isEmpty)
        let unknown = #"{"declineInviteId":"0000002a0000000000000009"}"#
        try fixture.expectFailure(404, "INVITE_NOT_FOUND", .post, path, body: unknown)
    }

    @Test("nobody decides on those above them")
    func outranked() throws {
        _ = try fixture.data(.post, "/v2/teams/42/memberships", as: 1, body: #"{"userId":8,"role":"OWNER"}"#)
        let id = try #require(try fixture.teams.read(42) { $0.member(8)?.id.number } ?? nil)
        for list in ["accept", "decline"] {
            #expect(told(try decide(#"{"\#(list)":[\#(id)]}"#)) == ["\(id) failed ROLE_TOO_LOW"])
        }
    }

    @Test("all of it is one step: the events have one author and one moment, and those let in enter the organization")
    func oneStep() throws {
        let team = "/v2/teams/43/memberships"
        for user in [8, 9] { _ = try fixture.data(.post, team, as: 1, body: #"{"userId":\#(user)}"#) }
        let ids = try #require(try fixture.teams.read(43) { $0.members.suffix(2).map(\.id.number) })
        let body = #"{"accept":[\#(ids[0])],"decline":[\#(ids[1])]}"#
        let results = try #require(try fixture.data(.post, "\(team)/batch", as: 1, body: body).array)
        #expect(told(results) == ["\(ids[0]) accepted", "\(ids[1]) declined"])
        #expect(try fixture.teams.read(7) { $0.acceptedRole(of: 8) } == .member)
        #expect(try fixture.teams.read(7) { $0.member(9) == nil } == true)
        let path = "/v2/organizations/7/teams/43/memberships/batch"
        let again = try #require(try fixture.data(.post, path, as: 5, body: #"{"accept":[\#(ids[0])]}"#).array)
        #expect(told(again) == ["\(ids[0]) unchanged"])
    }

    @Test("a body that cannot be is refused by the name of its part", arguments: cases)
    func badBody(body: String, field: String) throws {
        let (answer, json) = try fixture.send(.post, path, body: body)
        #expect(answer.response.status == .badRequest)
        #expect(json["error"]?["details"]?["field"] == .string(field), "\(json)")
    }

    private static let cases: [(String, String)] = {
        let many = (1...126).map(String.init).joined(separator: ",")
        let more = (201...325).map(String.init).joined(separator: ",")
        return [
            ("", "accept"), ("{}", "accept"), (#"{"keepOut":true}"#, "accept"), (#"{"accept":5}"#, "accept"),
            (#"{"accept":["5"]}"#, "accept"), (#"{"decline":[0]}"#, "decline"), (#"{"decline":[1.5]}"#, "decline"),
            (#"{"decline":null}"#, "decline"), (#"{"declineInviteId":"x"}"#, "declineInviteId"),
            (#"{"accept":[1],"keepOut":1}"#, "keepOut"), (#"{"accept":[1],"declined":"keptOut"}"#, "declined"),
            (#"{"accept":[\#(many)],"decline":[\#(more)]}"#, "decline"), (#"{"accept":[\#(many),\#(more)]}"#, "accept"),
        ]
    }()
}
