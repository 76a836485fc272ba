import StrictJSON
import SystemPackage
import Testing

/// What stops a handler that is to believe signed tokens, or the web server.
@Suite(.timeLimit(.minutes(2)))
struct SignedTokenSetUpTests {
    @Test(
        "a setting that is missing or wrong is named, with what was expected",
        arguments: [
            ("INVITE_JWT_ALGORITHMS", ["INVITE_JWT_ALGORITHMS": "none"]),
            ("INVITE_JWT_ALGORITHMS", ["INVITE_JWT_ISSUER": "https://id.example.com"]),
            ("INVITE_JWT_ISSUER", ["INVITE_JWT_ALGORITHMS": "RS256", "INVITE_JWT_AUDIENCE": "invites"]),
            ("INVITE_JWT_AUDIENCE", ["INVITE_JWT_ALGORITHMS": "RS256", "INVITE_JWT_ISSUER": "i"]),
            ("INVITE_JWT_AUDIENCE", ["INVITE_JWT_ALGORITHMS": "HS256", "INVITE_JWT_AUDIENCE_CLAIM": "client_id"]),
            ("INVITE_JWT_SECRET_FILE", ["INVITE_JWT_ALGORITHMS": "HS256"]),
            ("INVITE_FRONT_USER_PARAMETER", ["INVITE_FRONT_USER_PARAMETER": "HTTP_X_USER"]),
            ("INVITE_FRONT_USER_PARAMETER", ["INVITE_FRONT_USER_PARAMETER": "REDIRECT_HTTP_X_USER"]),
            ("INVITE_FRONT_USER_PARAMETER", ["INVITE_FRONT_USER_PARAMETER": "QUERY_STRING"]),
            ("INVITE_FRONT_USER_PARAMETER", ["INVITE_FRONT_SCOPES_PARAMETER": "SCOPES"]),
        ])
    func settings(name: String, environment: [String: String]) async throws {
        try await expectStop(environment, status: 78, words: [name, "expected"])
    }

    @Test(
        "so is a file of keys that is not there, not closed to others, or makes no sense",
        arguments: [
            ("", "missing"), ("umask 022; echo '{}' >$S/jwks.json", "chmod go-rwx"),
            ("echo '{}' >$S/jwks.json", "'keys'"),
            (#"echo '{"keys":[{"kid":"a"}]}' >$S/jwks.json"#, "keys[0].kty"), ("mkdir $S/jwks.json", "ordinary file"),
        ])
    func keySet(damage: String, words: String) async throws {
        let environment = [
            "INVITE_JWT_ALGORITHMS": "RS256", "INVITE_JWT_ISSUER": "i", "INVITE_JWT_AUDIENCE": "a",
        ]
        try await expectStop(environment, damage: damage, status: 74, words: ["jwks.json", words])
    }

    @Test(
        "so is a secret that is none",
        arguments: [
            ("rm -f $S/x", "missing"), ("echo short >$S/x", "5 bytes"), ("echo ----- >$S/x; chmod 644 $S/x", "chmod"),
        ])
    func secret(damage: String, words: String) async throws {
        try await SampleState.use { state in
            let file = state.folder.appending("x").string
            let environment = ["INVITE_JWT_ALGORITHMS": "HS256", "INVITE_JWT_SECRET_FILE": file]
            try await expectStop(state, environment, damage: damage, status: 74, words: [file, words])
        }
    }

    @Test("a key that is passed over is told to the log, and stops nothing")
    func passedOver() async throws {
        try await SampleState.use { state in
            let file = state.folder.appending("jwks.json")
            try file.write(#"{"keys":[\#(Self.key),{"kty":"EC","crv":"P-256","x":"AA","y":"AA"}]}"#.utf8)
            let settings = ["INVITE_JWT_ALGORITHMS": "ES256", "INVITE_JWT_ISSUER": "i", "INVITE_JWT_AUDIENCE": "a"]
            let outcome = try await state.cgi(state.variables().merging(settings) { $1 }).run()
            #expect(try HTTPAnswer(cgi: outcome.output).status == 200)
            let lines = try outcome.errors.split(separator: "\n").map { try JSONReader.value(of: Array($0.utf8)) }
            let warnings = lines.filter { $0["level"] == .string("warning") }.compactMap { $0["message"]?.string }
            let what = "'keys[1].x' is not as it should be; expected 32 bytes in base64url"
            #expect(warnings == ["\(what); passed over in '\(file)'"])
        }
    }

    /// A P-256 key that somebody published once.
    private static let key =
        #"{"kty":"EC","crv":"P-256","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4","#
        + #""y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"}"#

    private func expectStop(
        _ environment: [String: String], damage: String = "", status: Int, words: [String]
    ) async throws {
        try await SampleState.use {
            try await expectStop($0, environment, damage: damage, status: status, words: words)
        }
    }

    private func expectStop(
        _ state: SampleState, _ environment: [String: String], damage: String, status: Int, words: [String]
    ) async throws {
        var shell = Command("sh", "-euc", "umask 077; \(damage)")
        shell.environment = ["S": state.folder.string]
        _ = try await shell.text()
        let outcome = try await state.cgi(state.variables().merging(environment) { $1 }).run()
        #expect(try HTTPAnswer(cgi: outcome.output).failure().reason == "STORE_UNAVAILABLE")
        #expect(outcome.status == status)
        #expect(outcome.errors.split(separator: "\n").count == 1)
        for word in words { #expect(outcome.errors.contains(word), "\(outcome.errors)") }
    }
}
