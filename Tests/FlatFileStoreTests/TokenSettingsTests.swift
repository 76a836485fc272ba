import InviteDomain
import InviteTestSupport
import SystemPackage
import Testing

@testable import FlatFileStore

/// The settings of signed tokens.
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
    }

    @Test("Cal.com's tokens need an algorithm and a secret")
    func calCom() throws {
        let found = try settings(["INVITE_JWT_ALGORITHMS": "HS256", "INVITE_JWT_SECRET_FILE": "/etc/secret"])
        let (rules, secretFile) = try #require(try found.signedTokens())
        #expect(rules == AccessTokenRules(algorithms: [.hs256], userClaim: "userId", leeway: 0))
        #expect(secretFile == "/etc/secret")
    }

    @Test("everything can be set")
    func everything() throws {
        let (rules, secretFile) = try #require(
            try settings([
                "INVITE_JWT_ALGORITHMS": "HS256, RS256,ES256 ,EdDSA", "INVITE_JWT_SECRET_FILE": "/s",
                "INVITE_JWT_ISSUER": "i", "INVITE_JWT_AUDIENCE": "a", "INVITE_JWT_USER_CLAIM": "sub",
                "INVITE_JWT_LEEWAY": "30",
            ]).signedTokens())
        let all = Set(SigningAlgorithm.allCases)
        #expect(
            rules == AccessTokenRules(algorithms: all, issuer: "i", audience: "a", userClaim: "sub", leeway: 30))
        #expect(secretFile == "/s")
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
        (["INVITE_JWT_LEEWAY": "301"], "INVITE_JWT_LEEWAY"),
        (["INVITE_JWT_LEEWAY": "-1"], "INVITE_JWT_LEEWAY"),
        (["INVITE_JWT_ALGORITHMS": "HS256"], "INVITE_JWT_SECRET_FILE"),
        (["INVITE_JWT_ALGORITHMS": "HS256", "INVITE_JWT_SECRET_FILE": "secret"], "INVITE_JWT_SECRET_FILE"),
        (["INVITE_JWT_SECRET_FILE": "/secret"], "INVITE_JWT_SECRET_FILE"),
    ]

    @Test("settings of signed tokens without algorithms are a mistake, not silence")
    func forgotten() throws {
        for name in ["ISSUER", "AUDIENCE", "SECRET_FILE", "USER_CLAIM", "LEEWAY"] {
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
