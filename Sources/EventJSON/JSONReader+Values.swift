import InviteDomain
import StrictJSON

extension JSONReader {
    /// Reads a string and makes a value of it.
    private mutating func string<Value>(_ what: String, _ make: (String) -> Value?) throws -> Value {
        let text = try string()
        guard let value = make(text) else { throw JSONShapeError("'\(text)' is not \(what)") }
        return value
    }

    /// Reads an integer and makes an id of it.
    mutating func id<ID: NumericID>(_: ID.Type) throws -> ID {
        let number = try integer()
        guard let id = ID(number) else { throw JSONShapeError("\(number) is not an id") }
        return id
    }

    /// Reads a value unless it is null.
    mutating func optional<Value>(_ read: (inout JSONReader) throws -> Value) throws -> Value? {
        try null() ? nil : try read(&self)
    }

    mutating func timestamp() throws -> Timestamp { try string("a time") { Timestamp($0) } }

    mutating func role() throws -> Role { try string("a role") { Role(rawValue: $0) } }

    mutating func inviteID() throws -> InviteID { try string("an invite's id") { InviteID($0) } }

    mutating func digest() throws -> SecretDigest { try string("a SHA-256") { SecretDigest(text: $0) } }

    /// Reads a subject as a ledger has it, where a text that is a number was never written.
    mutating func subject() throws -> Subject { try string("a subject") { Subject($0[...]) } }

    mutating func author() throws -> Author {
        var author: Author?
        try object {
            guard author == nil || !["userId", "subject"].contains($1) else { throw JSONShapeError("two authors") }
            switch $1 {
            case "userId": author = .user(.number(try $0.id(UserNumber.self)))
            case "subject": author = .user(.subject(try $0.subject()))
            case "operator":
                try $0.skip()
                author = .operator
            case "newcomer":
                try $0.skip()
                author = .newcomer
            case "service":
                try $0.skip()
                author = .service
            default: try $0.skip()
            }
        }
        return try author.required("userId', 'subject', 'operator', 'newcomer' or 'service")
    }

    mutating func teamProfile() throws -> TeamProfile {
        var id: TeamID?
        var name: String?
        var slug: String?
        var parentID: TeamID?
        var isOrganization = false
        var closedAt: Timestamp?
        var request: IdempotencyKey?
        try object {
            switch $1 {
            case "id": id = try $0.id(TeamID.self)
            case "name": name = try $0.string()
            case "slug": slug = try $0.optional { try $0.string() }
            case "parentId": parentID = try $0.optional { try $0.id(TeamID.self) }
            case "isOrganization": isOrganization = try $0.boolean()
            case "closedAt": closedAt = try $0.timestamp()
            case "request": request = try $0.idempotencyKey()
            default: try $0.skip()
            }
        }
        return TeamProfile(
            id: try id.required("team.id"), name: try name.required("team.name"), slug: slug, parentID: parentID,
            isOrganization: isOrganization, closedAt: closedAt, request: request
        )
    }

    mutating func fingerprint() throws -> Fingerprint { try string("a fingerprint") { Fingerprint($0) } }
}
