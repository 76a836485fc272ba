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

    func proof(of id: InviteID) -> [UInt8] {
        var mac = prepared
        mac.update(data: id.bytes)
        return mac.finalize().firstBytes(20)
    }
}
