import InviteDomain
import StrictJSON

/// What is in the file of a credential.
///
/// One that is narrowed in a way that version 1.0.0 cannot know is of a kind that it does not know either: an old program
/// stops there, and does not take a narrowed key for one that may do everything.
extension CredentialFiles {
    static func encode(_ credential: Credential) -> [UInt8] {
        let (reach, kind) = (credential.reach, FileKind(credential))
        var json = JSONWriter()
        json.object {
            $0.member("kind", kind.rawValue)
            if kind != .apiKey { $0.member("scopes", reach.scopes?.map(\.rawValue)) }
            if kind.isNarrowed { $0.member("teams", reach.teams?.map(\.number)) }
            $0.member("userId", credential.userID.number)
            // A program that knows no subjects refuses the null.
            if let subject = credential.userID.subject { $0.member("subject", subject.description) }
            $0.member("createdAt", credential.createdAt.description)
            $0.member("expiresAt", credential.expiresAt?.description)
            $0.member("revokedAt", credential.revokedAt?.description)
            $0.member("instanceAdmin", credential.isInstanceAdmin)
            if credential.canVouch { $0.member("canVouch", true) }
            $0.member("note", credential.note)
            if let body = credential.requestBody { $0.member("requestBody", body.description) }
        }
        return json.line()
    }

    static func decode(_ json: JSONValue, _ digest: SecretDigest) throws -> Credential {
        guard let createdAt = try json.time("createdAt") else { throw JSONShapeError("no 'createdAt'") }
        guard let kind = json["kind"]?.string.flatMap(FileKind.init) else {
            throw JSONShapeError("neither an 'apiKey' nor an 'accessToken'")
        }
        return Credential(
            kind: kind.kind, digest: digest, userID: try json.user(), createdAt: createdAt,
            expiresAt: try json.time("expiresAt"), revokedAt: try json.time("revokedAt"),
            isInstanceAdmin: json["instanceAdmin"]?.boolean ?? false, canVouch: json["canVouch"]?.boolean ?? false,
            note: json["note"]?.string, reach: try json.reach(of: kind),
            requestBody: json["requestBody"]?.string.flatMap { Fingerprint($0) })
    }
}

/// How a file names the kind of its credential.
private enum FileKind: String {
    case apiKey, accessToken
    case narrowedAPIKey = "narrowedApiKey"
    case narrowedAccessToken

    init(_ credential: Credential) {
        let reach = credential.reach
        switch credential.kind {
        case .apiKey: self = reach == .all ? .apiKey : .narrowedAPIKey
        case .accessToken: self = reach.teams == nil ? .accessToken : .narrowedAccessToken
        }
    }

    var kind: Credential.Kind {
        switch self {
        case .apiKey, .narrowedAPIKey: .apiKey
        case .accessToken, .narrowedAccessToken: .accessToken
        }
    }

    /// True for what version 1.0.0 does not know.
    var isNarrowed: Bool { self == .narrowedAPIKey || self == .narrowedAccessToken }
}

extension JSONValue {
    fileprivate func user() throws -> UserID {
        switch (self["userId"], self["subject"]) {
        case (.integer(let number)?, nil):
            if let number = UserNumber(number) { return .number(number) }
        case (.null?, .string(let text)?):
            if let subject = Subject(text[...]) { return .subject(subject) }
        default: break
        }
        throw JSONShapeError("neither a 'userId' alone, nor 'userId' as null and a 'subject'")
    }

    /// An end that is not there is not one that was never set: a lost name would give a revoked key its life back.
    fileprivate func time(_ name: String) throws -> Timestamp? {
        switch self[name] {
        case nil: throw JSONShapeError("no '\(name)'")
        case .null?: return nil
        case .string(let text)?:
            guard let time = Timestamp(text) else { throw JSONShapeError("'\(name)' is not a time") }
            return time
        default: throw JSONShapeError("'\(name)' is not a time")
        }
    }

    /// What a credential is narrowed to; as with an end, what is not there is not "all".
    fileprivate func reach(of kind: FileKind) throws -> Reach {
        if kind == .apiKey { return .all }
        // A scope of some newer version is passed over: it opens nothing here.
        let scopes = try list("scopes") { $0.string.map { Scope(rawValue: $0) } }?.compactMap(\.self)
        if kind == .accessToken, scopes == nil { throw JSONShapeError("no 'scopes'") }
        let teams = kind.isNarrowed ? try list("teams") { $0.integer.flatMap { TeamID($0) } } : nil
        return Reach(scopes: scopes, teams: teams)
    }

    private func list<Element>(_ name: String, _ read: (JSONValue) -> Element?) throws -> [Element]? {
        if self[name] == .null { return nil }
        let elements = self[name]?.array?.map(read)
        guard let elements, !elements.contains(where: { $0 == nil }) else { throw JSONShapeError("no '\(name)'") }
        return elements.compactMap(\.self)
    }
}
