import HTTPTypes
import InviteDomain

extension HTTPRequest {
    /// Which versions of an invite the request is meant for (`If-Match`, RFC 9110, 13.1.1).
    ///
    /// What is no entity tag of ours matches nothing, as a weak one does.
    var versionCondition: VersionCondition {
        guard let field = headerFields.value(of: .ifMatch) else { return .any }
        if field == "*" { return .any }
        return .oneOf(field.split(separator: ",").compactMap { VersionTag.version($0) })
    }

    /// What names this request if it is sent again (`Idempotency-Key`).
    func mark(body: [UInt8], of caller: Caller) throws(Refusal) -> RequestMark? {
        guard let key = headerFields.value(of: .idempotencyKey) else { return nil }
        guard (1...255).contains(key.utf8.count), key.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw .invalid(field: "Idempotency-Key", expected: "1 to 255 visible ASCII characters")
        }
        return RequestMark(key: key, body: body, of: caller.userID)
    }
}

/// The version of an invite as an entity tag (RFC 9110, 8.8.3).
enum VersionTag {
    static func text(_ version: Int) -> String { "\"\(version)\"" }

    static func version(_ tag: Substring) -> Int? {
        let tag = tag.drop { $0 == " " || $0 == "\t" }.reversed().drop { $0 == " " || $0 == "\t" }.reversed()
        guard tag.count > 2, tag.first == "\"", tag.last == "\"" else { return nil }
        return Int(String(tag.dropFirst().dropLast()))
    }
}
