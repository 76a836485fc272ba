import HTTPTypes
import InviteDomain
import InviteTestSupport
import Storage
import StrictJSON
import Testing

@testable import InviteAPI

/// The API on a memory store: team 42 of nobody, team 43 of organization 7, and a credential for everybody.
final class Fixture {
    let teams: MemoryTeamStore
    let feed: MemoryFeed
    let teamRequests: MemoryTeamRequests
    let credentials = MemoryCredentials()
    let importedTokens = MemoryImportedTokens()
    private let time: Time
    var now: Timestamp {
        get { time.now }
        set { time.now = newValue }
    }
    var random: UInt64 = 0
    var tokens: (any AccessTokenVerifier)?
    /// Whom the web server names in the requests to come.
    var asserted: AssertedIdentity?
    var isUp = true
    var isWritable = true
    /// What the API gets when it asks for the keys of tokens.
    var tokenKeys: () throws -> TokenKeys
    var limits: RequestLimits?
    /// That of the client.
    var address: String? = "192.0.2.1"
    var settings = APISettings(
        links: InviteLinks(
            webappURL: "https://app.example.com", path: "/signup?token={token}&callbackUrl={callbackUrl}",
            teamPath: "/signup?token={token}&callbackUrl={callbackUrl}", callbackURL: nil
        ),
        policy: InvitePolicy(), apiKeyPrefix: "cal_"
    )

    init() throws {
        let time = Time()
        let state = MemoryState()
        teams = MemoryTeamStore(on: state, clock: { time.now })
        feed = MemoryFeed(on: state)
        teamRequests = MemoryTeamRequests(on: state, clock: { time.now })
        self.time = time
        let key = try #require(TokenKey(hex: String(repeating: "0", count: 64)))
        tokenKeys = { TokenKeys(key) }
        let members: [(UserID, Role)] = [(1, .owner), (2, .admin), (3, .member)]
        try teams.populate(.sample(42), members, pending: [(4, .admin)])
        try teams.populate(.sample(7, isOrganization: true), [(5, .admin), (6, .member)])
        try teams.populate(.sample(43, parent: 7), [(1, .owner)])
        for user in 1...9 { addKey(UserID(integerLiteral: user)) }
    }

    /// The API key of a user: `cal_` and the user's number.
    func key(_ user: Int) -> String { "Bearer cal_\(user)" }

    private final class Time { var now = noon }

    func addKey(
        _ user: UserID, isInstanceAdmin: Bool = false, canVouch: Bool = false, expiresAt: Timestamp? = nil,
        revokedAt: Timestamp? = nil
    ) {
        let digest = SecretDigest(of: "\(user)")
        credentials.save(
            Credential(
                kind: .apiKey, digest: digest, userID: user, createdAt: noon, expiresAt: expiresAt,
                revokedAt: revokedAt,
                isInstanceAdmin: isInstanceAdmin, canVouch: canVouch
            )
        )
    }

    /// An API key `cal_` and `secret` that is good for less than its user.
    func addNarrowedKey(
        _ secret: String, user: UserID, _ reach: Reach, isInstanceAdmin: Bool = false, canVouch: Bool = false
    ) {
        credentials.save(
            Credential(
                kind: .apiKey, digest: SecretDigest(of: secret[...]), userID: user, createdAt: noon,
                isInstanceAdmin: isInstanceAdmin, canVouch: canVouch, reach: reach))
    }

    func addToken(_ bearer: String, user: UserID, scopes: [Scope]) {
        let digest = SecretDigest(of: bearer[...])
        credentials.save(
            Credential(
                kind: .accessToken, digest: digest, userID: user, createdAt: noon, reach: Reach(scopes: scopes))
        )
    }

    func api() throws -> InviteAPI {
        InviteAPI(
            storage: FixtureStorage(self), accessTokens: tokens, settings: settings, limits: limits,
            clock: { self.now },
            random: {
                self.random += 1
                return self.random
            })
    }

    /// Sends a request, an edit with `{}` for its body unless it has another; the result is the answer and its body as JSON, null for any other body.
    @discardableResult
    func send(
        _ method: HTTPRequest.Method = .post,
        _ path: String = "/v2/teams/42/invite",
        authorization: String? = "Bearer cal_2",
        body: String? = nil,
        type: String? = "application/json",
        fields: [HTTPField.Name: String] = [:]
    ) throws -> (answer: Answer, json: JSONValue) {
        var request = HTTPRequest(method: method, scheme: nil, authority: nil, path: path)
        request.headerFields[.authorization] = authorization
        request.headerFields[.contentType] = type
        for (name, value) in fields { request.headerFields[name] = value }
        let body = body ?? (method == .patch ? "{}" : "")
        let answer = try api().respond(to: request, body: Array(body.utf8), from: address, asserted: asserted)
        expectDescribed(answer, method, path)
        return (answer, (try? JSONReader.value(of: answer.body)) ?? .null)
    }

    func inviteCount(_ team: TeamID = 42) throws -> Int {
        try #require(try teams.read(team) { $0.invites.count })
    }

    /// Sends a request that must fail in this way and change nothing.
    func expectFailure(
        _ status: Int,
        _ reason: String,
        _ method: HTTPRequest.Method = .post,
        _ path: String = "/v2/teams/42/invite",
        authorization: String? = "Bearer cal_2",
        body: String? = nil,
        type: String? = "application/json",
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let before = try inviteCount()
        let (answer, json) = try send(method, path, authorization: authorization, body: body, type: type)
        #expect(answer.response.status.code == status, sourceLocation: sourceLocation)
        #expect(json["status"] == .string("error"), sourceLocation: sourceLocation)
        #expect(json["timestamp"] == .string(now.description), sourceLocation: sourceLocation)
        let error = try #require(json["error"])
        #expect(error["details"]?["reason"] == .string(reason), sourceLocation: sourceLocation)
        #expect(error["details"]?["statusCode"] == .integer(status), sourceLocation: sourceLocation)
        #expect(error["message"] == error["details"]?["message"], sourceLocation: sourceLocation)
        let code = Envelope.code(answer.response.status)
        #expect(error["code"] == .string(code), sourceLocation: sourceLocation)
        #expect(answer.log.reason == reason, sourceLocation: sourceLocation)
        #expect(answer.response.headerFields[.contentType] == "application/json; charset=utf-8")
        #expect(try inviteCount() == before, sourceLocation: sourceLocation)
    }
}

/// The storage of a fixture, up and writable as the fixture says.
private final class FixtureStorage: Storage {
    private let fixture: Fixture

    init(_ fixture: Fixture) { self.fixture = fixture }

    var teams: any TeamStore { fixture.teams }
    var allTeams: any TeamStore { fixture.teams }
    var teamRequests: any TeamRequests { fixture.teamRequests }
    var credentials: any CredentialStore { fixture.credentials }
    var importedTokens: any ImportedTokens { fixture.importedTokens }
    var feed: any EventFeed { fixture.feed }

    func tokenKeys() throws -> TokenKeys { try fixture.tokenKeys() }

    func requireReadable() throws { if !fixture.isUp { throw StoreError(.unavailable, "gone: /secret/path") } }

    func requireWritable() throws { if !fixture.isWritable { throw StoreError(.unwritable, "full: /secret/path") } }

    func maintain() {}
}
