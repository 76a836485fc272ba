import StrictJSON
import SystemPackage
import Testing

/// Tokens that an authorization server signs, which is other people's program, against a running handler.
@Suite(
    .enabled("the programs come from PyPI", { await ForeignIssuer.isAvailable() }), .timeLimit(.minutes(2)))
struct SignedTokenTests {
    private static let settings = """
        {"jwtAlgorithms":"HS256,RS256,ES256,EdDSA","jwtIssuer":"https://id.example.com","jwtAudience":"invites",
         "jwtSecretFile":"SECRET"}
        """
    /// What a token of this authorization server says, but for the moments.
    private static let claims = claims(#""userId":17,"teamId":null,"clientId":"c""#)

    private static func claims(
        _ user: String, scope: String = #"["TEAM_MEMBERSHIP_WRITE"]"#, kind: String = "Access Token",
        issuer: String = "https://id.example.com", audience: String = "invites"
    ) -> String {
        #"{\#(user),"scope":\#(scope),"token_type":"\#(kind)","iss":"\#(issuer)","aud":"\#(audience)"}"#
    }

    private static let keys = ["HS256": "secret", "RS256": "rsa", "ES256": "ec", "EdDSA": "ed"]

    private static func order(_ algorithm: String = "RS256", claims: String = Self.claims) -> ForeignIssuer.Order {
        let key = keys[algorithm] ?? ""
        return ForeignIssuer.Order(algorithm, key, header: #"{"kid":"\#(key)"}"#, claims: claims)
    }

    /// Runs a handler that believes the tokens of an authorization server.
    private func use(
        settings: String = Self.settings, _ body: (ForeignIssuer, SampleState, Handler) async throws -> Void
    ) async throws {
        try await SampleState.use { state in
            let folder = state.folder.removingLastComponent()
            let issuer = try await ForeignIssuer.make(in: folder)
            let secret = folder.appending("jwt.secret")
            try secret.write((ForeignIssuer.secret + "\n").utf8)
            try state.folder.appending("jwks.json").write(issuer.keySet.utf8)
            let settings = settings.replacing("SECRET", with: secret.string)
            try state.folder.appending("config.json").write(settings.utf8)
            try await Handler.use(state) { try await body(issuer, state, $0) }
        }
    }

    private func invite(_ bearer: String, _ state: SampleState, _ handler: Handler) async throws -> HTTPAnswer {
        try await handler.ask(state.variables().merging(["HTTP_AUTHORIZATION": "Bearer \(bearer)"]) { $1 })
    }

    @Test("a token of every algorithm makes an invite, by FastCGI and by CGI, with scopes in either form")
    func accepted() async throws {
        try await use { issuer, state, handler in
            var orders: [String: ForeignIssuer.Order] = [:]
            for algorithm in Self.keys.keys {
                orders["\(algorithm), an array"] = Self.order(algorithm)
                orders["\(algorithm), words"] = Self.order(
                    algorithm,
                    claims: Self.claims(#""userId":17"#, scope: #""openid TEAM_MEMBERSHIP_WRITE PROFILE_READ""#))
            }
            for (name, token) in try await issuer.tokens(orders) {
                let answer = try await invite(token, state, handler)
                #expect(answer.status == 200, "\(name): \(answer)")
                let variables = state.variables().merging(["HTTP_AUTHORIZATION": "Bearer \(token)"]) { $1 }
                let outcome = try await state.cgi(variables).run()
                #expect(try HTTPAnswer(cgi: outcome.output).status == 200, "\(name) by CGI")
            }
            let ledger = try state.folder.appending("teams/42.jsonl").text()
            let made = ledger.split(separator: "\n").filter { $0.contains("invite.created") }
            #expect(made.count == 2 * orders.count)
            #expect(made.allSatisfy { $0.contains(#""by":{"userId":17}"#) })
        }
    }

    @Test("each token that is not as it has to be is refused with 401 and its reason")
    func refused() async throws {
        try await use { issuer, state, handler in
            let cases = Self.bad
            let orders = cases.mapValues(\.order)
            let tokens = try await issuer.tokens(orders)
            let before = try state.ledgers()
            for (name, bad) in cases {
                let token = try #require(tokens[name])
                let answer = try await invite(token, state, handler)
                #expect(
                    (try? answer.failure()) == Failure(401, "UnauthorizedException", bad.reason), "\(name): \(answer)")
                #expect(answer["www-authenticate"] == #"Bearer error="invalid_token""#)
                #expect(!answer.text.contains(token.split(separator: ".")[1]))
            }
            #expect(try state.ledgers() == before)
        }
    }

    private static let bad: [String: (order: ForeignIssuer.Order, reason: String)] = {
        func changed(
            _ algorithm: String = "RS256", claims: String = Self.claims,
            _ change: (inout ForeignIssuer.Order) -> Void = { _ in }
        ) -> ForeignIssuer.Order {
            var order = order(algorithm, claims: claims)
            change(&order)
            return order
        }
        let user = #""userId":17"#
        return [
            "expired": (changed { $0.moments["exp"] = -61 }, "TOKEN_EXPIRED"),
            "not yet valid": (changed { $0.moments["nbf"] = 300 }, "TOKEN_NOT_YET_VALID"),
            "wrong issuer": (
                changed(claims: claims(user, issuer: "https://evil.example.com")), "TOKEN_ISSUER"
            ),
            "wrong audience": (changed(claims: claims(user, audience: "calendar")), "TOKEN_AUDIENCE"),
            "wrong key": (changed { $0.key = "rogue" }, "TOKEN_SIGNATURE"),
            "alg none": (changed { ($0.algorithm, $0.key) = ("none", "") }, "TOKEN_ALGORITHM"),
            "the public key as secret": (changed("HS256") { $0.key = "public" }, "TOKEN_SIGNATURE"),
            "the public key as secret, with its kid": (
                changed { ($0.algorithm, $0.key) = ("HS256", "public") }, "TOKEN_SIGNATURE"
            ),
            "unknown kid": (changed { $0.header = #"{"kid":"rsa2"}"# }, "TOKEN_KEY_UNKNOWN"),
            "the kid of another key": (changed { $0.header = #"{"kid":"ec"}"# }, "TOKEN_ALGORITHM"),
            "an algorithm nobody allowed": (changed { $0.algorithm = "RS512" }, "TOKEN_ALGORITHM"),
            "crit": (changed { $0.header = #"{"kid":"rsa","crit":["exp"]}"# }, "CREDENTIAL_MALFORMED"),
            "no exp": (changed { $0.moments = [:] }, "TOKEN_CLAIMS"),
            "no user": (changed(claims: claims(#""clientId":"c""#)), "TOKEN_CLAIMS"),
            "a team": (changed("HS256", claims: claims(#""userId":null,"teamId":42"#)), "TOKEN_CLAIMS"),
            "a refresh token": (changed("HS256", claims: claims(user, kind: "Refresh Token")), "TOKEN_KIND"),
            "another type": (changed { $0.header = #"{"kid":"rsa","typ":"logout+jwt"}"# }, "TOKEN_KIND"),
            "17 kB": (
                changed(claims: claims(#""userId":17,"x":"\#(String(repeating: "x", count: 17_000))""#)),
                "CREDENTIAL_MALFORMED"
            ),
        ]
    }()

    @Test("a token without a scope that is known here may do nothing")
    func scopes() async throws {
        try await use { issuer, state, handler in
            for scope in ["[]", #""""#, "null", #"["READ_BOOKING","READ_PROFILE"]"#] {
                let token = try await issuer.token(Self.order(claims: Self.claims(#""userId":17"#, scope: scope)))
                let answer = try await invite(token, state, handler)
                #expect(try answer.failure() == Failure(403, "ForbiddenException", "INSUFFICIENT_SCOPE"))
            }
            let member = try await issuer.token(Self.order(claims: Self.claims(#""userId":18"#)))
            #expect(try await invite(member, state, handler).failure().reason == "ROLE_TOO_LOW")
        }
    }

    @Test("keys are withdrawn and added without a restart, and a set that makes no sense stops nothing else")
    func rotation() async throws {
        try await use { issuer, state, handler in
            let file = state.folder.appending("jwks.json")
            let token = try await issuer.token(Self.order())
            #expect(try await invite(token, state, handler).status == 200)
            let other = try await ForeignIssuer.make(in: file.removingLastComponent().removingLastComponent())
            try file.write(other.keySet.utf8)
            #expect(try await invite(token, state, handler).failure().reason == "TOKEN_SIGNATURE")
            let new = try await other.token(Self.order())
            #expect(try await invite(new, state, handler).status == 200)
            try file.write("{".utf8)
            #expect(try await invite(new, state, handler).failure().reason == "STORE_CORRUPT")
            #expect(try await invite(state.key(of: .admin), state, handler).status == 200)
            try file.write(other.keySet.utf8)
            #expect(try await invite(new, state, handler).status == 200)
        }
    }

    @Test("three megabytes of token are stopped before they are a token, and the handler goes on")
    func huge() async throws {
        try await use { issuer, state, handler in
            let token = try await issuer.token(Self.order())
            let huge = token + String(repeating: "A", count: 3_000_000)
            let answer = try? await invite(huge, state, handler)
            #expect(answer == nil || answer?.status == 431)
            #expect(try await invite(token, state, handler).status == 200)
            let fitting = token + String(repeating: "A", count: 60_000)
            #expect(try await invite(fitting, state, handler).failure().reason == "CREDENTIAL_MALFORMED")
        }
    }

    @Test("nginx stops three megabytes of token before any handler sees them")
    func hugeAtNginx() async throws {
        try await WebService.use { service in
            let huge = String(repeating: "A", count: 3_000_000)
            // nginx may close the connection before curl has sent it all.
            if let answer = try? await service.send(.invite(bearer: "e30.e30.\(huge)")) {
                #expect(answer.status == 431)
            }
            let health = try await service.send(WebRequest("GET", "/health"))
            #expect(health.status == 200)
        }
    }

    @Test("Cal.com's own tokens, which name no issuer and no audience, need only the secret")
    func calCom() async throws {
        let settings = #"{"jwtAlgorithms":"HS256","jwtSecretFile":"SECRET"}"#
        try await use(settings: settings) { issuer, state, handler in
            let claims =
                #"{"userId":17,"teamId":null,"scope":["TEAM_MEMBERSHIP_WRITE"],"token_type":"Access Token","clientId":"c"}"#
            var order = ForeignIssuer.Order("HS256", "secret", claims: claims)
            order.moments = ["iat": 0, "exp": 1800]
            let token = try await issuer.token(order)
            #expect(try await invite(token, state, handler).status == 200)
            let other = try await issuer.token(Self.order())
            #expect(try await invite(other, state, handler).failure().reason == "TOKEN_ALGORITHM")
            order.claims = Self.claims
            let audience = try await issuer.token(order)
            #expect(try await invite(audience, state, handler).failure().reason == "TOKEN_AUDIENCE")
        }
    }
}
