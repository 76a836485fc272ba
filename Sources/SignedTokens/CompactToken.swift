import ByteText
import InviteDomain
import StrictJSON

/// A signed token taken apart (RFC 7515, 3.1), of which nothing is believed yet.
struct CompactToken {
    /// What the log calls it: like other credentials, by the first digits of its digest.
    let id: String
    /// How it claims to be signed.
    let algorithm: String?
    /// Which key it claims to be signed with.
    let keyID: String?
    /// What kind of token its header says it is.
    let type: String?
    /// What was signed.
    let signed: ArraySlice<UInt8>
    let payload: [UInt8]
    let signature: [UInt8]

    /// Longer ones are not even looked at; a web server would have refused them.
    private static let limit = 16_384

    /// Takes a token apart.
    ///
    /// Of the header only `alg`, `kid` and `typ` are read. Keys that a token brings along or points to (`jwk`, `jku`,
    /// `x5c`, `x5u`) are never looked at.
    init(_ text: Substring) throws(TokenFault) {
        let bytes = Array(text.utf8.prefix(Self.limit + 1))
        guard bytes.count <= Self.limit else { throw .malformed("the token", expected: "at most \(Self.limit) bytes") }
        let parts = bytes.split(separator: .dot, omittingEmptySubsequences: false)
        guard parts.count == 3 else { throw .malformed("the token", expected: "three parts with dots between them") }
        let header = try Self.object(parts[0], "header")
        // An extension that must be understood and is not (RFC 7515, 4.1.11).
        guard header["crit"] == nil else { throw .malformed("the token's header", expected: "no 'crit'") }
        do throws(JSONFieldError) {
            algorithm = try header["alg"]?.text()
            keyID = try header["kid"]?.text()
            type = try header["typ"]?.text()
        } catch {
            throw .malformed("'\(error.path)' in the token's header", expected: error.expected)
        }
        guard let payload = Base64URL.decode(parts[1]) else {
            throw .malformed("the token's claims", expected: "base64url")
        }
        guard let signature = Base64URL.decode(parts[2]) else {
            throw .malformed("the token's signature", expected: "base64url")
        }
        self.payload = payload
        self.signature = signature
        signed = bytes[..<parts[1].endIndex]
        id = String(SecretDigest(of: text).text.utf8.prefix(12)) ?? ""
    }

    /// The JSON object in a part of a token.
    private static func object(_ part: ArraySlice<UInt8>, _ what: String) throws(TokenFault) -> JSONFields {
        guard let bytes = Base64URL.decode(part) else { throw .malformed("the token's \(what)", expected: "base64url") }
        return try object(bytes, what)
    }

    static func object(_ bytes: [UInt8], _ what: String) throws(TokenFault) -> JSONFields {
        guard let json = try? JSONReader.value(of: bytes), let fields = JSONFields(json) else {
            throw .malformed("the token's \(what)", expected: "one JSON object without duplicate names")
        }
        return fields
    }
}
