import StrictJSON
import SystemPackage
import Testing

/// Users whom an authorization server calls by a UUID, as Keycloak does, from their tokens to the list of members.
@Suite(
    .enabled("the programs come from PyPI", { await ForeignIssuer.isAvailable() }), .timeLimit(.minutes(2)))
struct SubjectTokenTests {
    private static let ada = "6f1c1a9e-0c5f-4a06-9d2e-3b1a5a0f6b52"
    private static let bob = "0b8e3a52-7c1d-4c55-9a6e-d1f0a4b7c9e3"

    private static let settings = [
        "INVITE_JWT_ALGORITHMS": "RS256", "INVITE_JWT_ISSUER": "https://id.example.com/realms/acme",
        "INVITE_JWT_AUDIENCE": "invites", "INVITE_JWT_USER_CLAIM": "sub",
    ]

    private static func order(_ sub: String) -> ForeignIssuer.Order {
        let claims = """
            {"iss":"https://id.example.com/realms/acme","aud":["invites","account"],"typ":"Bearer","azp":"spa","sub":\(sub),\
            "scope":"openid TEAM_MEMBERSHIP_READ TEAM_MEMBERSHIP_WRITE profile"}
            """
        return ForeignIssuer.Order("RS256", "rsa", header: #"{"kid":"rsa"}"#, claims: claims)
    }

    private func use(
        _ body: (SampleState, (String, String, String, String) async throws -> HTTPAnswer) async throws -> Void
    )
        async throws
    {
        try await SampleState.use { state in
            let issuer = try await ForeignIssuer.make(in: state.folder.removingLastComponent())
            try state.folder.appending("jwks.json").write(issuer.keySet.utf8)
            let tokens = try await issuer.tokens([
                "ada": Self.order("\"\(Self.ada)\""), "bob": Self.order("\"\(Self.bob)\""), "17": Self.order("\"17\""),
                "invisible": Self.order(#""a\u200bb""#),
            ])
            try await body(state) { who, method, path, body in
                var variables = state.variables(method, path, as: .stranger, body: Array(body.utf8))
                variables["HTTP_AUTHORIZATION"] = "Bearer \(tokens[who] ?? "")"
                if let query = path.split(separator: "?").dropFirst().first {
                    variables["QUERY_STRING"] = String(query)
                }
                let handler = state.cgi(variables.merging(Self.settings) { $1 }, body: Array(body.utf8))
                return try HTTPAnswer(cgi: try await handler.run().output)
            }
        }
    }

    @Test("a UUID makes a link, another joins by it, and both are listed by their subjects")
    func life() async throws {
        try await use { state, ask in
            _ = try await state.invitectl("member add --team 42 --subject \(Self.ada) --role ADMIN").text()
            let stranger = try await ask("bob", "POST", "/v2/teams/42/invite", "").failure()
            #expect(stranger.reason == "NOT_A_MEMBER")
            let made = try await ask("ada", "POST", "/v2/teams/42/invite", "").created()
            let joined = try await ask("bob", "POST", "/v2/invites/accept", #"{"token":"\#(made.token)"}"#).data()
            #expect(joined["membership"]?["subject"] == .string(Self.bob))
            #expect(joined["membership"]?["userId"] == .null)
            let members = try await ask("ada", "GET", "/v2/teams/42/memberships", "").data().array ?? []
            #expect(members.suffix(2).map { $0["subject"]?.string } == [Self.ada, Self.bob])
            let query = "/v2/teams/42/invites?createdBySubject=\(Self.ada)"
            #expect(try await ask("ada", "GET", query, "").data().array?.map { $0["id"]?.string } == [made.id])
            let listed = try await state.invitectl("member list --team 42 --json").json().array ?? []
            #expect(listed.last?["subject"] == .string(Self.bob))
        }
    }

    @Test("a sub of digits is the user with that number, and one with something invisible in it is nobody")
    func numbers() async throws {
        try await use { state, ask in
            let made = try await ask("17", "POST", "/v2/teams/42/invite", "").created()
            let shown = try await state.ask("GET", "/v2/teams/42/invites/\(made.id)", as: .admin).data()
            #expect(shown["createdBy"] == .integer(17))
            #expect(shown["createdBySubject"] == .null)
            #expect(try await ask("invisible", "POST", "/v2/teams/42/invite", "").failure().reason == "TOKEN_CLAIMS")
        }
    }
}
