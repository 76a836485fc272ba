import ByteText
import Crypto

/// The key that makes and proves invite tokens; it lives apart from the ledgers.
package struct TokenKey: Sendable {
    /// The hash with the key worked in, to go on from.
    private let prepared: HMAC<SHA256>

    /// A key from the 64 lower-case hex digits of its 32 bytes, nil for any other text.
    package init?(hex: String) {
        guard let bytes = Hex.bytes(hex, count: 32) else { return nil }
        var mac = HMAC<SHA256>(key: SymmetricKey(data: bytes))
        mac.update(data: Array("invite-token-v1".utf8))
        prepared = mac
    }

    /// What tells this key from another and gives nothing away of it: 16 hex digits.
    package var fingerprint: String {
        var mac = prepared
        mac.update(data: Array("fingerprint".utf8))
        return Hex.text(mac.finalize().firstBytes(8))
    }

    /// 16 bytes that nobody can guess who has not the key: the secret of the API key that a request asks for.
    ///
    /// They are hashed of more bytes than a token's proof, so that neither can be taken for the other.
    ///
    /// - Parameters:
    ///   - request: whose, and its `Idempotency-Key`.
    ///   - round: tells the keys apart that the same request has made.
    /// - Returns: the bytes, the same each time.
    func secret(of request: Fingerprint, round: UInt64) -> [UInt8] {
        var mac = prepared
        mac.update(data: Array("api-key".utf8) + request.bytes + round.bigEndianBytes)
        return mac.finalize().firstBytes(16)
    }

    func proof(of id: InviteID) -> [UInt8] {
        var mac = prepared
        mac.update(data: id.bytes)
        return mac.finalize().firstBytes(20)
    }
}
