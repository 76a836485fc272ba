import ByteText
import HTTPTypes
import InviteDomain

extension HTTPRequest {
    /// Which versions of an invite the request is meant for (`If-Match`, RFC 9110, 13.1.1).
    ///
    /// What is no entity tag of ours matches nothing.
    var versionCondition: VersionCondition {
        guard let field = headerFields.value(of: .ifMatch) else { return .any }
        let tags = EntityTags(field)
        return tags.isAny ? .any : .oneOf(tags.opaque.compactMap(VersionTag.version))
    }

    /// What names this request if it is sent again (`Idempotency-Key`).
    func idempotencyKey(body: [UInt8], of caller: Caller) throws(Refusal) -> IdempotencyKey? {
        guard let key = headerFields.value(of: .idempotencyKey) else { return nil }
        let length = CallLimits.idempotencyKey
        guard length.contains(key.utf8.count), key.utf8.allSatisfy({ $0.isVisible }) else {
            throw .invalid(field: "Idempotency-Key", expected: "\(length.inWords) visible ASCII characters")
        }
        return IdempotencyKey(key, body: body, of: caller.userID)
    }
}
