import InviteDomain
import StrictJSON

extension InviteOptions {
    /// The properties that a request may have.
    static let properties: Set = [
        "allowedEmailDomains", "expiresAt", "expiresInDays", "maxUses", "metadata", "name", "role",
    ]

    /// Reads the properties of a request; what they may say is decided later, by `validated`.
    init(_ fields: [JSONField]) throws(JSONFieldError) {
        self.init()
        for field in fields { try read(field) }
        if let end = fields.first(where: { $0.name == "expiresAt" }),
            fields.contains(where: { $0.name == "expiresInDays" })
        {
            throw end.problem("either expiresInDays or expiresAt, not both")
        }
    }

    private mutating func read(_ field: JSONField) throws(JSONFieldError) {
        switch field.name {
        case "expiresInDays":
            expiry = try field.optional(InviteLimits.expectedDays, \.integer).map { .days($0) } ?? .never
        case "expiresAt":
            let time = "a time such as 2030-01-31T12:00:00Z"
            guard let text = try field.optional("\(time), or null for never", \.string) else { return expiry = .never }
            guard let moment = Timestamp(text) else { throw field.problem(time) }
            expiry = .at(moment)
        case "maxUses": maxUses = try field.optional(InviteLimits.expectedUses, \.integer)
        case "role": role = try field.role()
        case "name": name = try field.optionalText()
        case "allowedEmailDomains": allowedEmailDomains = try field.required("an array of domain names", \.strings)
        default:
            let texts = try field.required("an object of strings") { $0.texts(orNull: false) }
            metadata = texts.compactMapValues(\.self)
        }
    }
}

extension JSONValue {
    /// The texts of an object by their names, nil for null; nil for an object with anything else in it, and for no object.
    fileprivate func texts(orNull mayBeNull: Bool) -> [String: String?]? {
        var texts: [String: String?] = [:]
        for member in members ?? [] {
            let text = member.value.string
            guard text != nil || (mayBeNull && member.value == .null) else { return nil }
            texts.updateValue(text, forKey: member.name)
        }
        return members.map { _ in texts }
    }
}

extension InviteEdit {
    /// The properties that an edit may have: those of a new invite but for the role, and `paused`.
    static let properties = InviteOptions.properties.subtracting(["role"]).union(["paused"])

    /// Reads the properties of a request; what they may say is decided later.
    ///
    /// - Parameters:
    ///   - fields: the properties.
    ///   - isMergePatch: true where an object changes only what it names (RFC 7396); else `metadata` replaces what there
    ///     was. Null takes away whatever it stands for.
    /// - Throws: which property cannot be.
    init(_ fields: JSONFields, isMergePatch: Bool = false) throws(JSONFieldError) {
        self.init()
        var rest: [JSONField] = []
        for field in fields.all where !(try takes(field, isMergePatch: isMergePatch)) { rest.append(field) }
        let options = try InviteOptions(rest.filter { $0.name != "paused" })
        for field in rest {
            switch field.name {
            case "expiresInDays", "expiresAt": expiry = options.expiry
            case "maxUses": maxUses = .some(options.maxUses)
            case "name": name = .some(options.name)
            case "allowedEmailDomains": allowedEmailDomains = options.allowedEmailDomains
            case "metadata": metadata = options.metadata
            case "paused": isPaused = try field.flag()
            default: throw field.problem("nothing: the role is fixed when an invite is made")
            }
        }
    }

    /// Reads what null takes away, and what a merge patch says otherwise; false for any other property.
    private mutating func takes(_ field: JSONField, isMergePatch: Bool) throws(JSONFieldError) -> Bool {
        switch (field.name, field.value) {
        case ("metadata", .null): metadata = [:]
        case ("metadata", _) where isMergePatch:
            metadataChanges = try field.required("an object of strings and nulls") { $0.texts(orNull: true) }
        case ("allowedEmailDomains", .null): allowedEmailDomains = []
        case ("paused", .null) where isMergePatch: isPaused = false
        default: return false
        }
        return true
    }
}
