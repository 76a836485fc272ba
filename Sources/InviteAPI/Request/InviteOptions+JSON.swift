import InviteDomain
import StrictJSON

extension InviteOptions {
    /// The properties that a request may have.
    static let properties: Set = [
        "allowedEmailDomains", "expiresAt", "expiresInDays", "maxUses", "metadata", "name", "role",
    ]

    /// Reads the properties of a request; what they may say is decided later, by `validated`.
    init(_ members: [JSONMember]) throws(Refusal) {
        self.init()
        for member in members { try read(member.name, member.value) }
        let names = members.map(\.name)
        if names.contains("expiresInDays"), names.contains("expiresAt") {
            throw .invalid(field: "expiresAt", expected: "either expiresInDays or expiresAt, not both")
        }
    }

    private mutating func read(_ name: String, _ value: JSONValue) throws(Refusal) {
        func expected(_ what: String) -> Refusal { .invalid(field: name, expected: what) }
        switch (name, value) {
        case ("expiresInDays", .null), ("expiresAt", .null): expiry = .never
        case ("expiresInDays", .integer(let days)): expiry = .days(days)
        case ("expiresInDays", _): throw expected(InviteLimits.expectedDays)
        case ("expiresAt", .string(let text)):
            guard let moment = Timestamp(text) else { throw expected("a time such as 2030-01-31T12:00:00Z") }
            expiry = .at(moment)
        case ("expiresAt", _): throw expected("a time such as 2030-01-31T12:00:00Z, or null for never")
        case ("maxUses", .null): maxUses = nil
        case ("maxUses", .integer(let number)): maxUses = number
        case ("maxUses", _): throw expected(InviteLimits.expectedUses)
        case ("role", _):
            guard let role = value.string.flatMap(Role.init) else { throw expected(Role.alternatives) }
            self.role = role
        case ("name", .null): self.name = nil
        case ("name", .string(let text)): self.name = text
        case ("name", _): throw expected("a string")
        case ("allowedEmailDomains", _):
            guard let elements = value.array, case let texts = elements.compactMap(\.string),
                texts.count == elements.count
            else { throw expected("an array of domain names") }
            allowedEmailDomains = texts
        default: metadata = try Self.metadata(value)
        }
    }

    private static func metadata(_ value: JSONValue) throws(Refusal) -> [String: String] {
        try Metadata.texts(value, expected: "an object of strings").compactMapValues { $0 }
    }
}

/// The properties of `metadata` in a request.
private enum Metadata {
    /// The texts by their names; nil for null, where that may be.
    static func texts(
        _ value: JSONValue, mayBeNull: Bool = false, expected: String
    ) throws(Refusal) -> [String: String?] {
        var texts: [String: String?] = [:]
        guard let members = value.members else { throw .invalid(field: "metadata", expected: expected) }
        for member in members {
            let text = member.value.string
            guard text != nil || (mayBeNull && member.value == .null) else {
                throw .invalid(field: "metadata", expected: expected)
            }
            texts.updateValue(text, forKey: member.name)
        }
        return texts
    }
}

extension InviteEdit {
    /// The properties that an edit may have: those of a new invite but for the role, and `paused`.
    static let properties = InviteOptions.properties.subtracting(["role"]).union(["paused"])

    /// Reads the properties of a request; what they may say is decided later.
    ///
    /// - Parameters:
    ///   - members: the properties.
    ///   - isMergePatch: true where an object changes only what it names (RFC 7396); else `metadata` replaces what there
    ///     was. Null takes away whatever it stands for.
    /// - Throws: which property cannot be.
    init(_ members: [JSONMember], isMergePatch: Bool = false) throws(Refusal) {
        self.init()
        let read = try take(members, isMergePatch: isMergePatch)
        let members = members.filter { !read.contains($0.name) }
        let options = try InviteOptions(members.filter { $0.name != "paused" })
        for member in members {
            switch member.name {
            case "expiresInDays", "expiresAt": expiry = options.expiry
            case "maxUses": maxUses = .some(options.maxUses)
            case "name": name = .some(options.name)
            case "allowedEmailDomains": allowedEmailDomains = options.allowedEmailDomains
            case "metadata": metadata = options.metadata
            case "paused":
                guard let flag = member.value.boolean else {
                    throw .invalid(field: "paused", expected: "true or false")
                }
                isPaused = flag
            default: throw .invalid(field: member.name, expected: "nothing: the role is fixed when an invite is made")
            }
        }
    }

    /// Reads what null takes away, and what a merge patch says otherwise; the result is the names of the properties.
    private mutating func take(_ members: [JSONMember], isMergePatch: Bool) throws(Refusal) -> Set<String> {
        var read: Set<String> = []
        for member in members {
            switch (member.name, member.value) {
            case ("metadata", .null): metadata = [:]
            case ("metadata", let value) where isMergePatch:
                metadataChanges = try Metadata.texts(value, mayBeNull: true, expected: "an object of strings and nulls")
            case ("allowedEmailDomains", .null): allowedEmailDomains = []
            case ("paused", .null) where isMergePatch: isPaused = false
            default: continue
            }
            read.insert(member.name)
        }
        return read
    }
}
