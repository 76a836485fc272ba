import StrictJSON
import Testing

@Suite(.serialized, .sharedService, .timeLimit(.minutes(2)))
struct PresentedCredentialTests {
    private let service: WebService

    init() throws { service = try .shared }

    private var state: SampleState { service.state }

    /// An access token of the admin, and its id.
    private func issueToken(
        scopes: String, expiresIn life: String = "1h", to user: Int = 17
    ) async throws -> (token: String, id: String) {
        let command = state.invitectl("token issue --user \(user) --scope \(scopes) --expires-in \(life) --json")
        let json = try await command.json()
        return (try #require(json["secret"]?.string), try #require(json["id"]?.string))
    }

    private func expect401(_ fields: [String], _ reason: String) async throws {
        let before = try state.ledgers()
        let answer = try await service.send(WebRequest("POST", "/v2/teams/42/invite", fields: fields))
        #expect(try answer.failure() == Failure(401, "UnauthorizedException", reason))
        #expect(answer["www-authenticate"]?.hasPrefix("Bearer") == true)
        #expect(try state.ledgers() == before)
    }

    @Test(
        "without a credential, or with one that is none, nobody gets in",
        arguments: [
            ([], "CREDENTIAL_MISSING"),
            (["Authorization: Basic YTpi"], "CREDENTIAL_MALFORMED"),
            (["Authorization: Bearer"], "CREDENTIAL_MALFORMED"),
            (["Authorization: Bearer two words"], "CREDENTIAL_MALFORMED"),
            (["Authorization: Bearer cal_0123456789abcdef0123456789abcdef"], "CREDENTIAL_UNKNOWN"),
            (["Authorization: Bearer oat_unknown"], "CREDENTIAL_UNKNOWN"),
            (["Authorization: Bearer ../../format"], "CREDENTIAL_UNKNOWN"),
        ])
    func strangers(fields: [String], reason: String) async throws {
        try await expect401(fields, reason)
    }

    @Test("an access token lets in until its last second and no longer")
    func expires() async throws {
        let token = try await issueToken(scopes: "TEAM_MEMBERSHIP_WRITE", expiresIn: "1s").token
        let request = WebRequest.invite(bearer: token)
        let refused = try await eventually("the token expires") { () -> HTTPAnswer? in
            let answer = try await service.send(request)
            return answer.status == 200 ? nil : answer
        }
        #expect(try refused.failure() == Failure(401, "UnauthorizedException", "CREDENTIAL_EXPIRED"))
        try await expect401(["Authorization: Bearer \(token)"], "CREDENTIAL_EXPIRED")
    }

    @Test("a revoked token and a revoked key let nobody in from that moment on")
    func revoked() async throws {
        let (token, id) = try await issueToken(scopes: "TEAM_MEMBERSHIP_WRITE")
        _ = try await service.send(.invite(bearer: token)).created()
        _ = try await state.invitectl("token revoke \(id)").text()
        try await expect401(["Authorization: Bearer \(token)"], "CREDENTIAL_REVOKED")

        let json = try await state.invitectl("key issue --user 17 --json").json()
        let (key, keyID) = (try #require(json["secret"]?.string), try #require(json["id"]?.string))
        _ = try await service.send(.invite(bearer: key)).created()
        _ = try await state.invitectl("key revoke \(keyID)").text()
        try await expect401(["Authorization: Bearer \(key)"], "CREDENTIAL_REVOKED")
    }

    @Test("an access token needs the scope", arguments: ["TEAM_MEMBERSHIP_WRITE", "ORG_MEMBERSHIP_WRITE"])
    func scope(name: String) async throws {
        let invite = try await service.send(.invite(bearer: issueToken(scopes: name).token)).created()
        #expect(try state.ledger(of: 42).inviteIDs.last == invite.id)

        let before = try state.ledgers()
        let other = try await issueToken(scopes: "TEAM_MEMBERSHIP_READ,ORG_MEMBERSHIP_READ").token
        let refused = try await service.send(.invite(bearer: other))
        #expect(try refused.failure() == Failure(403, "ForbiddenException", "INSUFFICIENT_SCOPE"))
        #expect(try state.ledgers() == before)
    }

    @Test("the scope does not make its holder an admin")
    func scopeOfStranger() async throws {
        let token = try await issueToken(scopes: "TEAM_MEMBERSHIP_WRITE", to: Person.stranger.rawValue).token
        let refused = try await service.send(.invite(bearer: token))
        #expect(try refused.failure() == Failure(403, "ForbiddenException", "NOT_A_MEMBER"))
    }

    @Test("an API key's secret is no access token, and an access token is no API key's secret")
    func kinds() async throws {
        let secret = state.key(of: .admin).dropFirst("cal_".count)
        try await expect401(["Authorization: Bearer \(secret)"], "CREDENTIAL_UNKNOWN")
        let token = try await issueToken(scopes: "TEAM_MEMBERSHIP_WRITE").token
        try await expect401(["Authorization: Bearer cal_\(token)"], "CREDENTIAL_UNKNOWN")
    }

    @Test("a member who is made admin, or is one no longer, is treated so at once")
    func roleChanges() async throws {
        let request = WebRequest.invite(bearer: state.key(of: .member))
        // A dotless i is no I, though Unicode's capital of it is one.
        #expect(try await state.invitectl("member set-role --team 42 --user 18 --role adm\u{131}n").run().status == 64)
        _ = try await state.invitectl("member set-role --team 42 --user 18 --role admin").text()
        _ = try await service.send(request).created()
        _ = try await state.invitectl("member set-role --team 42 --user 18 --role MEMBER").text()
        #expect(try await service.send(request).failure().reason == "ROLE_TOO_LOW")
    }
}
