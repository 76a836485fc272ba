import InviteDomain
import StrictJSON

/// What a line said of a team as a whole, before it is known to be complete: a list that is missing is not an empty one.
struct PartialSnapshot {
    private var createdAt: Timestamp?
    private var members: [Member]?
    private var former: [Member]?
    private var left: [UserID]?
    private var leftAddresses: [String] = []
    private var keptOut: [KeptOut] = []
    private var invites: [InviteRecord]?
    private var requests: [RecentRequests.Entry]?

    mutating func read(_ name: String, from reader: inout JSONReader) throws {
        switch name {
        case "createdAt": createdAt = try reader.timestamp()
        case "members": members = try reader.list { try $0.partialMember().member() }
        case "former": former = try reader.list { try $0.partialMember().member() }
        case "left": left = try reader.list { try $0.userID() }
        case "leftAddresses": leftAddresses = try reader.list { try $0.string() }
        case "keptOut": keptOut = try reader.list { try $0.keptOut() }
        case "invites": invites = try reader.list { try $0.partialInvite().record() }
        case "requests": requests = try reader.list { try $0.requestEntry() }
        default: try reader.skip()
        }
    }

    func snapshot(of team: TeamProfile) throws -> TeamSnapshot {
        TeamSnapshot(
            profile: team, createdAt: try createdAt.required("snapshot.createdAt"),
            members: try members.required("snapshot.members"), former: try former.required("snapshot.former"),
            left: try left.required("snapshot.left"), leftAddresses: leftAddresses, keptOut: keptOut,
            invites: try invites.required("snapshot.invites"), requests: try requests.required("snapshot.requests"))
    }
}

extension JSONReader {
    mutating func partialSnapshot() throws -> PartialSnapshot {
        var partial = PartialSnapshot()
        try object { try partial.read($1, from: &$0) }
        return partial
    }

    /// A number, or a subject's text; what knows no subjects stops at a text.
    fileprivate mutating func userID() throws -> UserID {
        let value = try value()
        let userID: UserID? =
            switch value {
            case .integer(let number): UserID(number)
            case .string(let text): Subject(text[...]).map { .subject($0) }
            default: nil
            }
        guard let userID else { throw JSONShapeError("somebody who left is neither a number nor a subject") }
        return userID
    }

    fileprivate mutating func list<Element>(_ read: (inout JSONReader) throws -> Element) throws -> [Element] {
        var elements: [Element] = []
        try array { elements.append(try read(&$0)) }
        return elements
    }

    fileprivate mutating func keptOut() throws -> KeptOut {
        var person = PartialMember()
        var since: Timestamp?
        try object {
            switch $1 {
            case "since": since = try $0.timestamp()
            default: try person.read($1, from: &$0)
            }
        }
        let userID = try person.userID()
        guard userID != nil || person.email != nil else {
            throw JSONShapeError("neither 'keptOut.userId' nor 'keptOut.email'")
        }
        return KeptOut(
            id: try person.id.required("keptOut.id"), userID: userID, email: person.email, name: person.name,
            since: try since.required("keptOut.since"))
    }

    fileprivate mutating func requestEntry() throws -> RecentRequests.Entry {
        var partial = PartialIdempotencyKey()
        var id: InviteID?
        var at: Timestamp?
        try object {
            switch $1 {
            case "inviteId": id = try $0.inviteID()
            case "at": at = try $0.timestamp()
            default: try partial.read($1, from: &$0)
            }
        }
        return RecentRequests.Entry(
            idempotencyKey: try partial.idempotencyKey(), inviteID: try id.required("request.inviteId"),
            at: try at.required("request.at"))
    }
}
