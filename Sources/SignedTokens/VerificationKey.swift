import Crypto
import CryptoExtras
import InviteDomain

/// A key that signatures are verified with; it knows the one algorithm that it is for.
enum VerificationKey {
    case hs256(SymmetricKey)
    case rs256(_RSA.Signing.PublicKey)
    case es256(P256.Signing.PublicKey)
    case edDSA(Curve25519.Signing.PublicKey)

    var algorithm: SigningAlgorithm {
        switch self {
        case .hs256: .hs256
        case .rs256: .rs256
        case .es256: .es256
        case .edDSA: .edDSA
        }
    }

    /// Whether `signature` is this key's for these bytes.
    func verifies(_ signature: [UInt8], of signed: ArraySlice<UInt8>) -> Bool {
        switch self {
        case .hs256(let key):
            // In constant time.
            return HMAC<SHA256>.isValidAuthenticationCode(signature, authenticating: signed, using: key)
        case .rs256(let key):
            let signature = _RSA.Signing.RSASignature(rawRepresentation: signature)
            return key.isValidSignature(signature, for: SHA256.hash(data: signed), padding: .insecurePKCS1v1_5)
        case .es256(let key):
            guard let signature = try? P256.Signing.ECDSASignature(rawRepresentation: signature) else { return false }
            return key.isValidSignature(signature, for: signed)
        case .edDSA(let key):
            return key.isValidSignature(signature, for: signed)
        }
    }
}
