import StrictJSON
import SystemPackage
import Testing

/// What `invitectl check` tells of the keys of an authorization server.
@Suite(.timeLimit(.minutes(2)))
struct KeySetCheckTests {
    /// A P-256 key that somebody published once.
    private static let key =
        #"{"kid":"a","kty":"EC","crv":"P-256","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4","#
        + #""y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"}"#
    private static let keySet =
        #"{"keys":[\#(key),{"kid":"b\u009b","kty":"OKP","crv":"Ed448","x":"AA"},{"kty":"RSA","e":"AQAB"}]}"#
    private static let table = """
        KID  ALGORITHM  USE
        a    ES256      verifies tokens
        b\u{FFFD}   OKP Ed448  it is of a kind that is not known here
        -    RSA        'keys[2].n' is not as it should be; expected base64url without '=' at its end

        """
    private static let note =
        "'keys[2].n' is not as it should be; expected base64url without '=' at its end; passed over in"

    private func check(
        _ state: SampleState, _ environment: [String: String] = [:], _ more: String = ""
    ) async throws -> Outcome {
        var command = state.invitectl("check\(more)")
        command.environment.merge(environment) { $1 }
        return try await command.run()
    }

    @Test("the keys in the state are listed, each with what it is for or why it is passed over")
    func inState() async throws {
        try await SampleState.use { state in
            let file = state.folder.appending("jwks.json")
            try file.write(Self.keySet.utf8)
            let outcome = try await check(state)
            #expect(outcome.status == 0)
            #expect(outcome.text.hasPrefix(Self.table) && outcome.text.hasSuffix(": all is well\n"), "\(outcome.text)")
            #expect(outcome.errors == "invitectl: note: \(Self.note) '\(file)'\n")
            let json = try await state.invitectl("check --json").json()
            let keys = try #require(json["keySet"]?.array)
            #expect(keys.map { $0["usable"]?.boolean } == [true, false, false])
            #expect(keys.map { $0["kid"]?.string } == ["a", "b\u{9B}", nil])
            #expect(keys.map { $0["algorithm"]?.string } == ["ES256", "OKP Ed448", "RSA"])
            #expect(keys[0]["reason"] == .null && keys[1]["reason"]?.string != nil)
        }
    }

    @Test("what the settings need and is not there is a problem")
    func problems() async throws {
        try await SampleState.use { state in
            let file = state.folder.appending("jwks.json")
            let settings = ["INVITE_JWT_ALGORITHMS": "RS256", "INVITE_JWT_ISSUER": "i", "INVITE_JWT_AUDIENCE": "a"]
            func expect(_ words: String, _ environment: [String: String]) async throws {
                let outcome = try await check(state, environment)
                #expect(outcome.status == 74)
                #expect(outcome.errors.contains("invitectl: problem: ") && outcome.errors.contains(words), "\(outcome)")
            }
            #expect(try await check(state).status == 0)
            try await expect("'\(file)' is missing", settings)
            try await expect("INVITE_JWT_AUDIENCE is not set", settings.merging(["INVITE_JWT_AUDIENCE": ""]) { $1 })
            try file.write("{".utf8)
            try await expect("'\(file)' cannot be used: it is not JSON", [:])
            try file.write(Self.keySet.utf8)
            try await expect("no key in 'keys' is for RS256; expected at least one that is ('keys[2].n'", settings)
            let secret = state.folder.removingLastComponent().appending("secret")
            let symmetric = ["INVITE_JWT_ALGORITHMS": "HS256", "INVITE_JWT_SECRET_FILE": secret.string]
            try await expect("'\(secret)' is missing", symmetric)
            try secret.write("short\n".utf8)
            try await expect("the secret has 5 bytes", symmetric)
            try secret.write("a secret of thirty-two characters\n".utf8)
            #expect(try await check(state, symmetric).status == 0)
        }
    }

    @Test("a file can be looked at before it is put in place, with and without a state")
    func beforehand() async throws {
        try await SampleState.use { state in
            let file = state.folder.removingLastComponent().appending("new.json")
            try file.write(Self.keySet.utf8)
            var alone = Command(Products.invitectl, ["check", "--key-set", file.string])
            let outcome = try await alone.run()
            #expect(outcome.status == 0)
            #expect(outcome.text == Self.table + "3 keys, 1 of them for tokens: all is well\n")
            #expect(outcome.errors == "invitectl: note: \(Self.note) '\(file)'\n")
            alone.arguments = ["check", "--key-set", "-", "--json"]
            alone.input = Array(Self.keySet.utf8)
            #expect(try await alone.json()["keySet"]?.array?.count == 3)
            let settings = ["INVITE_JWT_ALGORITHMS": "RS256", "INVITE_JWT_ISSUER": "i", "INVITE_JWT_AUDIENCE": "a"]
            let strict = try await check(state, settings, " --key-set \(file)")
            #expect(strict.status == 74)
            #expect(strict.text.contains("INVITE_JWT_ALGORITHMS does not name its algorithm"))
            #expect(strict.text.hasSuffix("3 keys, 0 of them for tokens: 1 problem\n"), "\(strict.text)")
            let incomplete = try await check(state, ["INVITE_JWT_ALGORITHMS": "ES256"], " --key-set \(file)")
            #expect(incomplete.status == 74)
            #expect(incomplete.errors.contains("invitectl: problem: INVITE_JWT_ISSUER is not set"), "\(incomplete)")
            #expect(incomplete.text.hasSuffix(": 1 problem\n"))
            let unreadable = try await check(state, ["INVITE_SETTINGS_FILE": "\(file)x"], " --key-set \(file)")
            #expect(unreadable.errors.contains("problem: '\(file)x' cannot be read"), "\(unreadable)")
            try file.write("[]".utf8)
            #expect(try await check(state, [:], " --key-set \(file)").status == 74)
            let missing = try await check(state, [:], " --key-set \(file)x")
            #expect(missing.status == 74)
            #expect(missing.errors.hasPrefix("invitectl: error: '\(file)x' cannot be read: "))
        }
    }
}
