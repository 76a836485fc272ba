import StrictJSON
import Testing

/// What went wrong with invites elsewhere, tried here, behind nginx.
@Suite(.serialized, .sharedService, .timeLimit(.minutes(2)))
struct AdvisoryTests {
    private let service: WebService

    init() throws { service = try .shared }

    private func call(
        _ method: String, _ target: String, as person: Person, _ body: String? = nil
    ) async throws -> HTTPAnswer {
        try await service.send(.call(method, target, bearer: service.state.key(of: person), body: body))
    }

    private func invite(team: Int = 42, as person: Person = .admin, _ options: String = "{}") async throws
        -> CreatedInvite
    {
        try await call("POST", "/v2/teams/\(team)/invite", as: person, options).created()
    }

    private func members(of team: Int = 42, as person: Person = .owner) async throws -> [JSONValue] {
        try #require(try await call("GET", "/v2/teams/\(team)/memberships", as: person).data().array)
    }

    @Test("signing up under a victim's address makes nobody into the victim (Cal.com, January 2026)")
    func accountTakeover() async throws {
        let victim = #"{"userId":500,"role":"ADMIN","accepted":true,"email":"victim@example.com","name":"Victim"}"#
        _ = try await call("POST", "/v2/teams/42/memberships", as: .owner, victim).data()
        let before = try await members()
        let ledgers = try service.state.ledgers()
        let token = try await invite(team: 43).token
        let values = [("token", token), ("name", "Mallory"), ("email", "Victim@Example.com")]
        #expect(try await service.send(.signup(values)).status == 303)
        // In the team of the link there is somebody new, who may do nothing; elsewhere nothing has happened.
        let joined = try #require(try await members(of: 43, as: .admin).last)
        #expect(joined["userId"] == .null && joined["accepted"] == .boolean(false))
        #expect(try await members() == before)
        for (team, ledger) in zip(SampleState.teams, ledgers) where team != 43 {
            #expect(try service.state.ledgerFile(of: team).contents() == ledger)
        }
        // In the victim's own team the form does the same, so it tells nobody that the address is a member's.
        let own = try await invite().token
        #expect(try await service.send(.signup([("token", own)] + values.dropFirst())).status == 303)
        let now = try await members()
        #expect(Array(now.dropLast()) == before)
        #expect(now.last?["userId"] == .null && now.last?["accepted"] == .boolean(false))
    }

    @Test("the invited do not choose who they are (CVE-2022-39306)")
    func chosenIdentity() async throws {
        let invite = try await invite(#"{"allowedEmailDomains":["example.com"]}"#)
        let before = try service.state.ledgers()
        let form = [("token", invite.token), ("name", "Mallory"), ("email", "boss@example.com")]
        #expect(try await service.send(.signup(form)).status == 403)
        for user in [#""id":1"#, #""id":99,"email":"boss@example.com","emailVerified":true"#] {
            let body = #"{"token":"\#(invite.token)","user":{\#(user)}}"#
            let answer = try await call("POST", "/v2/invites/accept", as: .stranger, body)
            #expect(try answer.failure() == Failure(403, "ForbiddenException", "VOUCHING_NOT_ALLOWED"))
        }
        let own = try await call("POST", "/v2/invites/accept", as: .stranger, #"{"token":"\#(invite.token)"}"#)
        #expect(try own.failure() == Failure(403, "ForbiddenException", "EMAIL_NOT_ALLOWED"))
        #expect(try service.state.ledgers() == before)
    }

    @Test("an address that nobody has verified opens nothing (CVE-2026-53514)")
    func unverifiedAddress() async throws {
        let pending = #"{"userId":501,"role":"ADMIN","accepted":false,"email":"invited@example.com"}"#
        let invited = try await call("POST", "/v2/teams/42/memberships", as: .owner, pending).data()
        let plain = try await invite()
        let restricted = try await invite(#"{"allowedEmailDomains":["example.com"]}"#)
        let email = #""email":"invited@example.com""#
        for verified in ["", #","emailVerified":false"#] {
            let body = #"{"token":"\#(restricted.token)","user":{"id":502,\#(email)\#(verified)}}"#
            let answer = try await call("POST", "/v2/invites/accept", as: .host, body)
            #expect(try answer.failure() == Failure(403, "ForbiddenException", "EMAIL_NOT_VERIFIED"))
        }
        // The same address does not make a squatter into the one who was invited.
        let body = #"{"token":"\#(plain.token)","user":{"id":502,\#(email),"emailVerified":true}}"#
        let squatter = try await call("POST", "/v2/invites/accept", as: .host, body).data()["membership"]
        #expect(squatter?["role"] == .string("MEMBER"))
        #expect(squatter?["id"] != invited["id"])
        #expect(try await members().first { $0["userId"] == .integer(501) } == invited)
    }

    @Test("an invite of one team opens no other, and grants there what it was made for (CVE-2022-21706)")
    func otherTenant() async throws {
        let elsewhere = try await invite(team: 43)
        let before = try service.state.ledgers()
        let moved = "0000002a" + elsewhere.token.dropFirst(8)
        let attempts: [(String, String)] = [
            (#"{"token":"\#(moved)"}"#, "INVITE_NOT_FOUND"),
            (#"{"token":"\#(elsewhere.token)","teamId":42}"#, "UNKNOWN_PROPERTY"),
            (#"{"token":"\#(elsewhere.token)","role":"OWNER"}"#, "UNKNOWN_PROPERTY"),
        ]
        for (body, reason) in attempts {
            #expect(try await call("POST", "/v2/invites/accept", as: .stranger, body).failure().reason == reason)
        }
        for (method, path) in [("GET", ""), ("PATCH", ""), ("DELETE", ""), ("POST", "/link"), ("GET", "/redemptions")] {
            let target = "/v2/teams/42/invites/\(elsewhere.id)\(path)"
            let answer = try await call(method, target, as: .owner, method == "PATCH" ? "{}" : nil)
            #expect(try answer.failure() == Failure(404, "NotFoundException", "INVITE_NOT_FOUND"), "\(method)")
        }
        #expect(try service.state.ledgers() == before)
        let body = #"{"token":"\#(elsewhere.token)"}"#
        let joined = try await call("POST", "/v2/invites/accept", as: .stranger, body).data()["membership"]
        #expect(joined?["teamId"] == .integer(43) && joined?["role"] == .string("MEMBER"))
        #expect(try service.state.ledgers()[1] == before[1])
    }
}
