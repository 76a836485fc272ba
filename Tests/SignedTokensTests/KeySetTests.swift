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
            (#"{"keys":{}}"#, "'keys' is no array"), (#"{"keys":[]}"#, "no key in 'keys' is for RS256, ES256 or EdDSA"),
            (#"{"keys":[],"keys":[]}"#, "it is not JSON"), (#"{"keys":[7]}"#, "'keys[0]' is no object"),
        ])
    func shape(keySet: String, words: String) throws {
        let problem = try problem(keySet)
        #expect(problem.hasPrefix("'jwks.json' cannot be used: "))
        #expect(problem.contains(words))
        #expect(problem.contains("expected"))
    }

    @Test("a member that makes no sense is named with what was expected", arguments: Self.bad)
    func member(key: String, words: String) throws {
        let problem = try problem(#"{"keys":[\#(Self.key("o")),\#(key)]}"#)
        #expect(problem.contains("'keys[1]."))
        #expect(problem.contains(words), "\(problem)")
        #expect(problem.contains("expected "))
    }

    private static let bad = [
        (#"{"kid":"x"}"#, "kty' is not as it should be; expected RSA, EC or OKP"),
        (#"{"kty":7}"#, "kty' is not as it should be; expected a string"),
        (#"{"kty":"oct","k":"c2VjcmV0"}"#, "kty' is not as it should be; expected a public key"),
        (key("r", #""e":"#, #""d":"AQAB","e":"#), "d' is not as it should be; expected nothing"),
        (key("r", #""kid":"r""#, #""kid":7"#), "kid' is not as it should be; expected a string"),
        (key("r", #""kid":"r""#, #""kid":"o""#), "kid' is that of another key too"),
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
    ]
    private static let zeros = String(repeating: "A", count: 43)

    @Test(
        "keys for something else are passed over",
        arguments: [
            #"{"kty":"RSA","use":"enc"}"#, #"{"kty":"RSA","alg":"RS512"}"#, #"{"kty":"RSA","alg":"RSA-OAEP"}"#,
            #"{"kty":"EC","crv":"P-384"}"#, #"{"kty":"EC","alg":"ES384","crv":"P-384"}"#,
            #"{"kty":"OKP","crv":"X25519"}"#,
            #"{"kty":"AKP","alg":"ML-DSA-44"}"#, #"{"kty":"RSA","key_ops":["encrypt"]}"#,
        ])
    func others(key: String) throws {
        let verifier = try signer.verifier([.rs256]) { #"{"keys":[\#(key),\#(Self.key("r"))],"x":1}"# }
        let token = try signer.token(#"{"alg":"RS256","kid":"r"}"#, by: "r")
        #expect(try verifier.caller(presenting: token[...], at: noon).userID == 17)
        #expect(try problem(#"{"keys":[\#(key)]}"#).contains("expected at least one"))
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

    @Test("a newline at its end is no part of the secret")
    func newline() throws {
        let verifier = try SignedTokenVerifier(
            rules: AccessTokenRules(algorithms: [.hs256]),
            sources: KeySources(keySet: { ("", []) }, secret: { ("", Signer.shared.secret + [UInt8(ascii: "\n")]) }))
        let token = try signer.token(#"{"alg":"HS256"}"#, by: "s")
        #expect(try verifier.caller(presenting: token[...], at: noon).userID == 17)
    }
}
