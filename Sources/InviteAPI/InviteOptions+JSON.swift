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
        case ("expiresInDays", _): throw expected("an integer from 1 to 365, or null for never")
        case ("expiresAt", .string(let text)):
            guard let moment = Timestamp(text) else { throw expected("a time such as 2030-01-31T12:00:00Z") }
            expiry = .at(moment)
        case ("expiresAt", _): throw expected("a time such as 2030-01-31T12:00:00Z, or null for never")
        case ("maxUses", .null): maxUses = nil
        case ("maxUses", .integer(let number)): maxUses = number
        case ("maxUses", _): throw expected("an integer from 1 to 2147483647, or null for no limit")
        case ("role", _):
            guard let role = value.string.flatMap(Role.init) else { throw expected("MEMBER, ADMIN or OWNER") }
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
        var metadata: [String: String] = [:]
        guard let members = value.members else { throw .invalid(field: "metadata", expected: "an object of strings") }
        for member in members {
            guard let text = member.value.string else {
                throw .invalid(field: "metadata", expected: "an object of strings")
            }
            metadata[member.name] = text
        }
        return metadata
    }
}

extension InviteEdit {
    /// The properties that an edit may have: those of a new invite but for the role, and `paused`.
    static let properties = InviteOptions.properties.subtracting(["role"]).union(["paused"])

    /// Reads the properties of a request; what they may say is decided later.
    init(_ members: [JSONMember]) throws(Refusal) {
        self.init()
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
}
