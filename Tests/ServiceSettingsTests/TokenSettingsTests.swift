import InviteDomain
import InviteTestSupport
import SignedTokens
import SystemPackage
import Testing

@testable import ServiceSettings

/// The settings of signed tokens and of trusting the web server.
@Suite struct TokenSettingsTests {
    private func settings(_ environment: [String: String]) throws -> Settings {
        try Settings(environment: environment.merging(["INVITE_STATE_DIR": "/nowhere"]) { own, _ in own })
    }

    /// The smallest settings for the algorithms of public keys.
    private static let server = [
        "INVITE_JWT_ALGORITHMS": "RS256", "INVITE_JWT_ISSUER": "https://id.example.com",
        "INVITE_JWT_AUDIENCE": "invites",
    ]

    @Test("all of it is off unless it is set")
    func off() throws {
        #expect(try settings([:]).signedTokens() == nil)
        #expect(try settings([:]).frontParameters() == nil)
    }

    @Test("Cal.com's tokens need an algorithm and a secret")
    func calCom() throws {
        let found = try settings(["INVITE_JWT_ALGORITHMS": "HS256", "INVITE_JWT_SECRET_FILE": "/etc/secret"])
        let (rules, secretFile) = try #require(try found.signedTokens())
        #expect(rules == AccessTokenRules(algorithms: [.hs256], userClaim: "userId", leeway: 60))
        #expect(secretFile == "/etc/secret")
    }

    @Test("everything can be set")
    func everything() throws {
        let (rules, secretFile) = try #require(
            try settings([
                "INVITE_JWT_ALGORITHMS": "HS256, RS256,ES256 ,EdDSA", "INVITE_JWT_SECRET_FILE": "/s",
                "INVITE_JWT_ISSUER": "i", "INVITE_JWT_AUDIENCE": "a", "INVITE_JWT_AUDIENCE_CLAIM": "azp",
                "INVITE_JWT_SCOPE_CLAIM": "permissions, https://acme.com/scope", "INVITE_JWT_SCOPE_PREFIX": "api/",
                "INVITE_JWT_USER_CLAIM": "sub", "INVITE_JWT_LEEWAY": "30",
            ]).signedTokens())
        let all = Set(SigningAlgorithm.allCases)
        let scopes = ScopeRule(claims: ["permissions", "https://acme.com/scope"], prefix: "api/")
        #expect(
            rules
                == AccessTokenRules(
                    algorithms: all, issuer: "i", audience: "a", audienceClaim: "azp", userClaim: "sub", scopes: scopes,
                    leeway: 30))
        #expect(secretFile == "/s")
    }

    @Test("Ed25519 is EdDSA, and with both of them")
    func ed25519() throws {
        for names in ["Ed25519", "EdDSA", "EdDSA,Ed25519"] {
            let found = try settings(Self.server.merging(["INVITE_JWT_ALGORITHMS": names]) { $1 })
            #expect(try found.signedTokens()?.rules.algorithms == [.edDSA])
        }
    }

    @Test("what stands for the audience is nothing without what it has to be")
    func audienceClaim() throws {
        let error = #expect(throws: SettingsProblem.self) {
            try settings([
                "INVITE_JWT_ALGORITHMS": "HS256", "INVITE_JWT_SECRET_FILE": "/s", "INVITE_JWT_AUDIENCE_CLAIM": "azp",
            ]).signedTokens()
        }
        #expect(
            error?.description.hasPrefix("INVITE_JWT_AUDIENCE is not set, and INVITE_JWT_AUDIENCE_CLAIM is") == true)
    }

    @Test("a value that cannot be is named, with what was expected", arguments: Self.bad)
    func badValues(changes: [String: String], name: String) throws {
        let error = #expect(throws: SettingsProblem.self) {
            try settings(Self.server.merging(changes) { $1 }).signedTokens()
        }
        #expect(error?.description.hasPrefix("\(name) is ") == true, "\(error?.description ?? "")")
        #expect(error?.description.contains("; expected ") == true)
    }

    private static let bad: [([String: String], String)] = [
        (["INVITE_JWT_ALGORITHMS": "none"], "INVITE_JWT_ALGORITHMS"),
        (["INVITE_JWT_ALGORITHMS": "RS256,none"], "INVITE_JWT_ALGORITHMS"),
        (["INVITE_JWT_ALGORITHMS": "RS256,"], "INVITE_JWT_ALGORITHMS"),
        (["INVITE_JWT_ALGORITHMS": "rs256"], "INVITE_JWT_ALGORITHMS"),
        (["INVITE_JWT_ALGORITHMS": "RS512"], "INVITE_JWT_ALGORITHMS"),
        (["INVITE_JWT_ALGORITHMS": ""], "INVITE_JWT_ALGORITHMS"),
        (["INVITE_JWT_ISSUER": ""], "INVITE_JWT_ISSUER"),
        (["INVITE_JWT_ISSUER": "a b"], "INVITE_JWT_ISSUER"),
        (["INVITE_JWT_AUDIENCE": ""], "INVITE_JWT_AUDIENCE"),
        (["INVITE_JWT_AUDIENCE": "é"], "INVITE_JWT_AUDIENCE"),
        (["INVITE_JWT_USER_CLAIM": "user id"], "INVITE_JWT_USER_CLAIM"),
        (["INVITE_JWT_AUDIENCE_CLAIM": "client id"], "INVITE_JWT_AUDIENCE_CLAIM"),
        (["INVITE_JWT_SCOPE_CLAIM": "scope,"], "INVITE_JWT_SCOPE_CLAIM"),
        (["INVITE_JWT_SCOPE_CLAIM": "scope scp"], "INVITE_JWT_SCOPE_CLAIM"),
        (["INVITE_JWT_SCOPE_PREFIX": "api "], "INVITE_JWT_SCOPE_PREFIX"),
        (["INVITE_JWT_LEEWAY": "301"], "INVITE_JWT_LEEWAY"),
        (["INVITE_JWT_LEEWAY": "-1"], "INVITE_JWT_LEEWAY"),
        (["INVITE_JWT_ALGORITHMS": "HS256"], "INVITE_JWT_SECRET_FILE"),
        (["INVITE_JWT_ALGORITHMS": "HS256", "INVITE_JWT_SECRET_FILE": "secret"], "INVITE_JWT_SECRET_FILE"),
        (["INVITE_JWT_SECRET_FILE": "/secret"], "INVITE_JWT_SECRET_FILE"),
    ]

    @Test(
        "parameters that the web server sets by itself may be named",
        arguments: [
            "REMOTE_USER", "REMOTE_USER_ID", "AUTH_USER", "OIDC_CLAIM_sub", "SSL_CLIENT_S_DN_CN",
            "user",
        ])
    func trusted(name: String) throws {
        let found = try settings(["INVITE_FRONT_USER_PARAMETER": name, "INVITE_FRONT_SCOPES_PARAMETER": "MY_SCOPES"])
        let parameters = try #require(try found.frontParameters())
        #expect(parameters.user == name)
        #expect(parameters.scopes == "MY_SCOPES")
    }

    @Test("a parameter that a client could set stops the start", arguments: Self.untrusted)
    func stopped(name: String) throws {
        for setting in ["INVITE_FRONT_USER_PARAMETER", "INVITE_FRONT_SCOPES_PARAMETER"] {
            let environment = ["INVITE_FRONT_USER_PARAMETER": "REMOTE_USER"].merging([setting: name]) { $1 }
            let error = #expect(throws: SettingsProblem.self) { try settings(environment).frontParameters() }
            #expect(error?.description.hasPrefix("\(setting) is '\(name)'; expected ") == true)
        }
    }

    private static let untrusted = [
        "HTTP_REMOTE_USER", "http_remote_user", "HTTP_", "Http_X", "REDIRECT_HTTP_REMOTE_USER",
        "REDIRECT_REDIRECT_HTTP_X", "redirect_http_x", "QUERY_STRING", "REDIRECT_QUERY_STRING", "REQUEST_URI",
        "REQUEST_METHOD", "REQUEST_SCHEME", "PATH_INFO", "PATH_TRANSLATED", "SCRIPT_NAME", "SCRIPT_FILENAME",
        "DOCUMENT_URI", "CONTENT_TYPE", "CONTENT_LENGTH", "SERVER_NAME", "SERVER_PORT", "SERVER_PROTOCOL",
        "REMOTE_ADDR",
        "REMOTE_PORT", "REMOTE_HOST", "REMOTE_IDENT", "REDIRECT_REMOTE_USER", "remote_user",
        "remote_user", "REDIRECT_URL",
        "REDIRECT_", "UNIQUE_ID", "SSL_TLS_SNI",
        "INVITE_STATE_DIR", "X-User", "REMOTE USER", "É", "HTTPS", "CONTEXT_PREFIX",
    ]

    @Test("scopes without a user, or both in one parameter, make no sense")
    func combinations() throws {
        let alone = #expect(throws: SettingsProblem.self) {
            try settings(["INVITE_FRONT_SCOPES_PARAMETER": "S"]).frontParameters()
        }
        #expect(alone?.description.hasPrefix("INVITE_FRONT_USER_PARAMETER is not set") == true)
        let same = #expect(throws: SettingsProblem.self) {
            try settings(["INVITE_FRONT_SCOPES_PARAMETER": "S", "INVITE_FRONT_USER_PARAMETER": "S"]).frontParameters()
        }
        #expect(same?.description.hasPrefix("INVITE_FRONT_SCOPES_PARAMETER is 'S'; expected ") == true)
    }

    @Test("settings of signed tokens without algorithms are a mistake, not silence")
    func forgotten() throws {
        let names = [
            "ISSUER", "AUDIENCE", "AUDIENCE_CLAIM", "SECRET_FILE", "SCOPE_CLAIM", "SCOPE_PREFIX", "USER_CLAIM",
            "LEEWAY",
        ]
        for name in names {
            let error = #expect(throws: SettingsProblem.self) {
                try settings(["INVITE_JWT_\(name)": "1"]).signedTokens()
            }
            #expect(error?.description.hasPrefix("INVITE_JWT_ALGORITHMS is not set, and INVITE_JWT_\(name) is") == true)
        }
    }

    @Test("a key file is read only if it is ours and closed to others")
    func keyFile() throws {
        try withTemporaryDirectory { directory in
            let path = directory.appending("jwks.json")
            let missing = #expect(throws: StoreError.self) { try VerificationKeyFile.contents(of: path) }
            #expect(missing?.description.contains("'\(path)' is missing") == true)
            try write(Array("x".utf8), to: path)
            #expect(try VerificationKeyFile.contents(of: path).contents == Array("x".utf8))
            try setMode(path, 0o640)
            let open = #expect(throws: StoreError.self) { try VerificationKeyFile.contents(of: path) }
            #expect(open?.description.contains("chmod go-rwx") == true)
            let link = directory.appending("link")
            try setMode(path, 0o600)
            try symlink(link, to: path)
            #expect(throws: StoreError.self) { try VerificationKeyFile.contents(of: link) }
        }
    }
}
