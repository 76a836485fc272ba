import InviteDomain
import InviteTestSupport
import SignedTokens
import Testing

@Suite struct KeySetTests {
    private let signer = Signer.shared
    private static let keys = Dictionary(uniqueKeysWithValues: Signer.shared.keys.map { ($0.id, $0.json) })

    /// A key of the set with a member in the place of another.
    private static func key(_ id: String, _ old: String = "", _ new: String = "") -> String {
        let key = keys[id] ?? ""
        precondition(key.contains(old), "the key has no \(old)")
        return key.replacing(old, with: new)
    }

    private func problem(_ keySet: String) throws -> String {
        let error = #expect(throws: StoreError.self) { try signer.verifier([.rs256]) { keySet } }
        return try #require(error).description
    }

    @Test(
        "a set that is none is said to be none",
        arguments: [
            ("", "it is not JSON"), ("{", "it is not JSON"), ("[]", "'keys' is no array"), ("{}", "'keys' is no array"),
            (#"{"keys":{}}"#, "'keys' is no array"), (#"{"keys":[]}"#, "no key in 'keys' is for RS256; expected"),
            (#"{"keys":[],"keys":[]}"#, "it is not JSON"), (#"{"keys":[7]}"#, "'keys[0]' is no object"),
        ])
    func shape(keySet: String, words: String) throws {
        let problem = try problem(keySet)
        #expect(problem.hasPrefix("'jwks.json' cannot be used: "))
        #expect(problem.contains(words))
        #expect(problem.contains("expected"))
    }

    @Test(
        "a key that makes no sense is passed over, with a note that names the member and what was expected",
        arguments: Self.bad)
    func member(key: String, words: String) throws {
        var notes: [String] = []
        let verifier = try signer.verifier([.edDSA]) {
            #"{"keys":[\#(Self.key("o")),\#(key)]}"#
        } notice: {
            notes.append($0)
        }
        let token = try signer.token(#"{"alg":"EdDSA","kid":"o"}"#, by: "o")
        // The set is read for each token, and told of once.
        for _ in 1...3 { #expect(try verifier.caller(presenting: token[...], at: noon).userID == 17) }
        #expect(notes.count == 1)
        let note = try #require(notes.first)
        #expect(note.contains("'keys[1].") && note.contains(words) && note.contains("expected "), "\(note)")
        #expect(note.hasSuffix("; passed over in 'jwks.json'"))
        // Alone it makes the set one that can only refuse, which is said, with the reason.
        #expect(try problem(#"{"keys":[\#(key)]}"#).contains(words))
    }

    @Test("of a set with hundreds of keys that make no sense a few are named")
    func many() throws {
        var notes: [String] = []
        let keys = [Self.key("r")] + (1...200).map { #"{"kid":"\#($0)"}"# }
        _ = try signer.verifier([.rs256]) {
            #"{"keys":[\#(keys.joined(separator: ","))]}"#
        } notice: {
            notes.append($0)
        }
        #expect(notes.count == 9)
        #expect(notes.last == "192 keys more are not as they should be; passed over in 'jwks.json'")
    }

    private static let bad = [
        (#"{"kid":"x"}"#, "kty' is not as it should be; expected RSA, EC or OKP"),
        (#"{"kty":7}"#, "kty' is not as it should be; expected a string"),
        (#"{"kty":"oct","k":"c2VjcmV0"}"#, "kty' is not as it should be; expected a public key"),
        (key("r", #""e":"#, #""d":"AQAB","e":"#), "d' is not as it should be; expected nothing"),
        (key("r", #""kid":"r""#, #""kid":7"#), "kid' is not as it should be; expected a string"),
        (key("r", #""use":"sig""#, #""use":7"#), "use' is not as it should be; expected a string"),
        (key("r", #""use":"sig""#, #""key_ops":7"#), "key_ops' is not as it should be; expected an array"),
        (key("r", #""n":""#, #""n":"%"#), "n' is not as it should be; expected base64url"),
        (key("r", #""n":""#, #""n":"","m":""#), "n' is not as it should be; expected base64url"),
        (key("r", #""n":""#, #""m":""#), "n' is not as it should be; expected base64url"),
        (key("r", #""e":"AQAB""#, #""e":"AA""#), "n' is not as it should be; expected with 'e' an RSA key of 2048"),
        (#"{"kty":"RSA","n":"\#(String(repeating: "x", count: 172))","e":"AQAB"}"#, "expected with 'e' an RSA key"),
        (#"{"kty":"RSA","n":"\#(String(repeating: "z", count: 1366))w","e":"AQAB"}"#, "expected with 'e' an RSA key"),
        (key("e", #""x":""#, #""x":"AA"#), "x' is not as it should be; expected 32 bytes in base64url"),
        (key("e", #""y":""#, #""z":""#), "y' is not as it should be; expected 32 bytes in base64url"),
        (
            #"{"kty":"EC","crv":"P-256","x":"\#(zeros)","y":"\#(zeros)"}"#,
            "x' is not as it should be; expected with 'y' a point of the curve P-256"
        ),
        (#"{"kty":"OKP","crv":"Ed25519","x":"AA"}"#, "x' is not as it should be; expected 32 bytes in base64url"),
        (
            #"{"kty":"EC","alg":"ES256","x":"\#(zeros)","y":"\#(zeros)"}"#,
            "crv' is not as it should be; expected the name"
        ),
        (key("r", #""e":"AQAB""#, #""e":"AQAB=""#), "e' is not as it should be; expected base64url without '='"),
    ]
    private static let zeros = String(repeating: "A", count: 43)

    @Test(
        "keys for something else are passed over",
        arguments: [
            #"{"kty":"RSA","use":"enc"}"#, #"{"kty":"RSA","alg":"RS512"}"#, #"{"kty":"RSA","alg":"RSA-OAEP"}"#,
            #"{"kty":"EC","crv":"P-384"}"#, #"{"kty":"EC","alg":"ES384","crv":"P-384"}"#,
            #"{"kty":"OKP","crv":"X25519"}"#,
            #"{"kty":"AKP","alg":"ML-DSA-44"}"#, #"{"kty":"RSA","key_ops":["encrypt"]}"#,
            #"{"kty":"EC","crv":"secp256k1","use":"sig"}"#, #"{"kty":"OKP","alg":"EdDSA","crv":"Ed448","x":"AA"}"#,
            #"{"kty":"OKP","alg":"Ed448","crv":"Ed448","x":"AA"}"#,
        ])
    func others(key: String) throws {
        var notes: [String] = []
        let verifier = try signer.verifier([.rs256]) {
            #"{"keys":[\#(key),\#(Self.key("r"))],"x":1}"#
        } notice: {
            notes.append($0)
        }
        let token = try signer.token(#"{"alg":"RS256","kid":"r"}"#, by: "r")
        #expect(try verifier.caller(presenting: token[...], at: noon).userID == 17)
        #expect(notes.isEmpty)
        #expect(try problem(#"{"keys":[\#(key)]}"#).contains("expected at least one"))
    }

    @Test("a set in which no key is for an algorithm that is believed is refused")
    func useless() throws {
        let error = #expect(throws: StoreError.self) {
            try signer.verifier([.hs256, .es256]) { #"{"keys":[\#(Self.key("r"))]}"# }
        }
        #expect(try #require(error).description.contains("no key in 'keys' is for ES256; expected at least one"))
        _ = try signer.verifier([.rs256, .es256]) { #"{"keys":[\#(Self.key("r"))]}"# }
    }

    @Test("a member that is null is not there")
    func null() throws {
        let key = Self.key("r", #""kid":"r","#, #""d":null,"key_ops":null,"x5c":null,"kid":"#).replacing(
            #""kid":"kty""#, with: #""kid":null,"kty""#)
        let verifier = try signer.verifier([.rs256]) { #"{"keys":[\#(key)]}"# }
        let token = try signer.token(#"{"alg":"RS256"}"#, by: "r")
        #expect(try verifier.caller(presenting: token[...], at: noon).userID == 17)
    }

    @Test("every key is told of, with its id, what it is for, and why it is passed over")
    func report() throws {
        let text = #"{"keys":[\#(Self.key("r")),{"kid":"x","kty":"OKP","crv":"Ed448"},{"kid":7}]}"#
        let keys = try KeySet(Array(text.utf8)).keys
        #expect(keys.map(\.id) == ["r", "x", nil])
        #expect(keys.map(\.algorithm) == [.rs256, nil, nil])
        #expect(keys.map(\.kind) == ["RS256", "OKP Ed448", nil])
        #expect(keys.map { $0.reason == nil } == [true, false, false])
    }

    @Test(
        "a secret has to be one",
        arguments: [
            ("", "32"), ("short", "32"), (String(repeating: "x", count: 31) + "\n", "32"),
            ("-----BEGIN PUBLIC KEY-----\nMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A\n", "PEM"),
        ])
    func secret(secret: String, words: String) throws {
        let error = #expect(throws: StoreError.self) {
            try SignedTokenVerifier(
                rules: AccessTokenRules(algorithms: [.hs256]),
                sources: KeySources(keySet: { ("jwks.json", []) }, secret: { ("jwt.secret", Array(secret.utf8)) }))
        }
        let problem = try #require(error).description
        #expect(problem.hasPrefix("'jwt.secret' cannot be used: "))
        #expect(problem.contains(words) && problem.contains("expected"))
    }

    @Test("one line end behind a line of text is no part of the secret", arguments: ["", "\n", "\r\n"])
    func lineEnd(end: String) throws {
        let verifier = try SignedTokenVerifier(
            rules: AccessTokenRules(algorithms: [.hs256]),
            sources: KeySources(keySet: { ("", []) }, secret: { ("", Signer.shared.secret + Array(end.utf8)) }))
        let token = try signer.token(#"{"alg":"HS256"}"#, by: "s")
        #expect(try verifier.caller(presenting: token[...], at: noon).userID == 17)
        let text = Array("Schlüssel für die Einladungen, äußerst geheim".utf8)
        #expect(try Array(SharedSecret.bytes(of: text + Array(end.utf8))) == text)
    }

    @Test("of anything that is no line of text all is the secret, whatever byte is its last", arguments: Self.secrets)
    func binary(secret: [UInt8]) throws {
        #expect(try Array(SharedSecret.bytes(of: secret)) == secret)
    }

    private static let text = [UInt8](repeating: UInt8(ascii: "x"), count: 32)
    private static let secrets: [[UInt8]] = [
        [0x80] + text.dropFirst(2) + [0x0A], [0] + text + [0x0A], text + [0x0A, 0x0A], text + [0x0D],
        text + [0x0A] + text + [0x0A], [0x09] + text + [0x0A], text + [0xC2, 0x85, 0x0A],
    ]
}
