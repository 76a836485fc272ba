import InviteDomain
import InviteTestSupport
import SignedTokens
import Testing

@Suite struct SignedTokenVerifierTests {
    private let signer = Signer.shared

    private func expect(
        _ fault: TokenFault, of token: String, _ algorithms: Set<SigningAlgorithm> = Set(SigningAlgorithm.allCases),
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let verifier = try signer.verifier(algorithms)
        #expect(throws: Refusal.unauthenticated(.token(fault)), sourceLocation: sourceLocation) {
            try verifier.caller(presenting: token[...], at: noon)
        }
    }

    @Test(
        "a token of each algorithm speaks for its user",
        arguments: [
            (#"{"alg":"HS256","typ":"JWT"}"#, "s"), (#"{"alg":"RS256","kid":"r"}"#, "r"),
            (#"{"alg":"ES256","kid":"e","typ":"at+jwt"}"#, "e"), (#"{"typ":"JWT","alg":"EdDSA","kid":"o"}"#, "o"),
        ])
    func accepted(header: String, key: String) throws {
        let token = try signer.token(header, by: key)
        let caller = try signer.verifier().caller(presenting: token[...], at: noon)
        #expect(caller.userID == 17)
        #expect(caller.scopes == [.teamMembershipWrite])
        #expect(caller.credentialID == String(SecretDigest(of: token[...]).text.prefix(12)))
        #expect(!caller.isInstanceAdmin && !caller.canVouch)
    }

    @Test(
        "an algorithm that the key is not for, or that is not allowed, is refused whoever signed",
        arguments: [
            (#"{"alg":"none"}"#, ""), (#"{"alg":"None"}"#, ""), (#"{"alg":"nOnE","kid":"r"}"#, ""), (#"{}"#, "s"),
            (#"{"alg":""}"#, "s"), (#"{"alg":"HS512"}"#, "s"), (#"{"alg":"hs256"}"#, "s"),
            (#"{"alg":"PS256","kid":"r"}"#, "r"), (#"{"alg":"ES256","kid":"r"}"#, "r"),
            (#"{"alg":"RS256","kid":"e"}"#, "e"), (#"{"alg":"EdDSA","kid":"e"}"#, "e"),
        ])
    func algorithm(header: String, key: String) throws {
        try expect(.algorithm, of: signer.token(header, by: key))
    }

    @Test("an algorithm that is switched off is refused although the key is there")
    func switchedOff() throws {
        try expect(.algorithm, of: signer.token(#"{"alg":"HS256"}"#, by: "s"), [.rs256, .es256, .edDSA])
        try expect(.algorithm, of: signer.token(#"{"alg":"ES256","kid":"e"}"#, by: "e"), [.hs256, .rs256])
    }

    @Test("a signature of another key, or of something else, is refused", arguments: ["s", "r", "e", "o"])
    func signature(key: String) throws {
        let names = ["s": "HS256", "r": "RS256", "e": "ES256", "o": "EdDSA"]
        let header = #"{"alg":"\#(names[key] ?? "")","kid":"\#(key)"}"#
        let good = try signer.token(header, by: key)
        let parts = good.split(separator: ".").map(String.init)
        let shorter = signer.text(try signer.signature("\(parts[0]).\(parts[1])", by: key).dropLast())
        let other = signer.text(Signer.claims(#""userId":1"#).utf8)
        for forged in [
            "\(parts[0]).\(other).\(parts[2])", "\(parts[0]).\(parts[1]).", "\(parts[0]).\(parts[1]).AAAA",
            "\(parts[0]).\(parts[1]).\(signer.text([UInt8](repeating: 0, count: 64)))",
            "\(parts[0]).\(parts[1]).\(shorter)", try signer.token(header, by: key == "r" ? "e" : "r"),
        ] {
            try expect(.signature, of: forged)
        }
    }

    @Test(
        "a key id that is not in the set is refused",
        arguments: [
            #"{"alg":"RS256","kid":"x"}"#, #"{"alg":"RS256","kid":""}"#,
            #"{"alg":"RS256","kid":"../jwks.json"}"#, #"{"alg":"RS256","kid":"R"}"#,
        ])
    func keyID(header: String) throws {
        try expect(.keyUnknown, of: signer.token(header, by: "r"))
    }

    @Test(
        "a token that names no key is verified with that of its algorithm",
        arguments: [("RS256", "r"), ("ES256", "e"), ("EdDSA", "o"), ("Ed25519", "o")])
    func noKeyID(algorithm: String, key: String) throws {
        let token = try signer.token(#"{"alg":"\#(algorithm)"}"#, by: key)
        #expect(try signer.verifier().caller(presenting: token[...], at: noon).userID == 17)
        let others = signer.keys.filter { $0.id != key }.map(\.json).joined(separator: ",")
        let verifier = try signer.verifier { #"{"keys":[\#(others)]}"# }
        #expect(throws: Refusal.unauthenticated(.token(.keyUnknown))) {
            try verifier.caller(presenting: token[...], at: noon)
        }
    }

    @Test("keys of several algorithms may have one id")
    func sameID() throws {
        let ids = [#""kid":"r""#, #""kid":"e""#, #""kid":"o""#]
        let keySet = ids.reduce(signer.keySet) { $0.replacing($1, with: #""kid":"1""#) }
        let verifier = try signer.verifier { keySet }
        for (algorithm, key) in [("RS256", "r"), ("ES256", "e"), ("EdDSA", "o"), ("Ed25519", "o")] {
            let token = try signer.token(#"{"alg":"\#(algorithm)","kid":"1"}"#, by: key)
            #expect(try verifier.caller(presenting: token[...], at: noon).userID == 17, "\(algorithm)")
        }
        let forged = try signer.token(#"{"alg":"RS256","kid":"1"}"#, by: "e")
        #expect(throws: Refusal.unauthenticated(.token(.signature))) {
            try verifier.caller(presenting: forged[...], at: noon)
        }
    }

    @Test("where several keys could be meant each is tried, up to four", arguments: [#","kid":"e""#, ""])
    func severalKeys(keyID: String) throws {
        let key = signer.keys[1].json
        let token = try signer.token(#"{"alg":"ES256"\#(keyID)}"#, by: "e")
        for count in 1...5 {
            let others = (1..<count).map { _ in Signer.otherKey(id: "e") }
            let verifier = try signer.verifier { #"{"keys":[\#((others + [key]).joined(separator: ","))]}"# }
            if count <= 4 {
                #expect(try verifier.caller(presenting: token[...], at: noon).userID == 17)
                let forged = token.dropLast(20) + String(repeating: "A", count: 20)
                #expect(throws: Refusal.unauthenticated(.token(.signature))) {
                    try verifier.caller(presenting: forged, at: noon)
                }
            } else {
                #expect(throws: Refusal.unauthenticated(.token(.keyUnknown))) {
                    try verifier.caller(presenting: token[...], at: noon)
                }
            }
        }
    }

    @Test("Ed25519 and EdDSA are two words for one algorithm, in the token and in the key")
    func ed25519() throws {
        for ofKey in ["", #""alg":"EdDSA","#, #""alg":"Ed25519","#] {
            let key = signer.keys[2].json.replacing(#""kty""#, with: #"\#(ofKey)"kty""#)
            let verifier = try signer.verifier([.edDSA]) { #"{"keys":[\#(key)]}"# }
            for ofToken in ["EdDSA", "Ed25519"] {
                let token = try signer.token(#"{"alg":"\#(ofToken)","kid":"o"}"#, by: "o")
                #expect(try verifier.caller(presenting: token[...], at: noon).userID == 17)
            }
        }
        try expect(.algorithm, of: signer.token(#"{"alg":"Ed448","kid":"o"}"#, by: "o"))
        try expect(.algorithm, of: signer.token(#"{"alg":"Ed25519","kid":"o"}"#, by: "o"), [.rs256])
    }

    @Test("keys that a token brings along or points to are never looked at")
    func ownKey() throws {
        let key = signer.keys[1].json
        for name in ["jwk", "jku", "x5u", "x5c"] {
            let value = name == "jwk" ? key : #""https://evil.example.com/jwks.json""#
            let header = #"{"alg":"RS256","kid":"r","\#(name)":\#(value)}"#
            try expect(.signature, of: signer.token(header, by: "e"))
        }
    }

    @Test(
        "a header that says what else the token is for keeps it out",
        arguments: ["logout+jwt", "id+jwt", "refresh+jwt", "dpop+jwt", "JOSE"])
    func type(type: String) throws {
        try expect(.kind, of: signer.token(#"{"alg":"HS256","typ":"\#(type)"}"#, by: "s"))
    }

    @Test("keys are followed as they change, and a set that makes no sense lets nobody in and nobody down")
    func rotation() throws {
        let keys = signer.keys
        final class File { var text = "" }
        let file = File()
        file.text = #"{"keys":[\#(keys[0].json)]}"#
        let verifier = try signer.verifier([.rs256, .es256]) { file.text }
        let (old, new) = (
            try signer.token(#"{"alg":"RS256","kid":"r"}"#, by: "r"),
            try signer.token(#"{"alg":"ES256","kid":"e"}"#, by: "e")
        )
        let unknown = Refusal.unauthenticated(.token(.keyUnknown))
        #expect(try verifier.caller(presenting: old[...], at: noon).userID == 17)
        #expect(throws: unknown) { try verifier.caller(presenting: new[...], at: noon) }
        file.text = #"{"keys":["#
        #expect(throws: StoreError.self) { try verifier.caller(presenting: old[...], at: noon) }
        file.text = #"{"keys":[\#(keys[1].json)]}"#
        #expect(throws: unknown) { try verifier.caller(presenting: old[...], at: noon) }
        #expect(try verifier.caller(presenting: new[...], at: noon).userID == 17)
    }
}
