import InviteDomain
import StrictJSON

// The text of a snapshot: members and invites as in the lines that made them, with what has become of them since.

extension JSONWriter {
    mutating func write(_ snapshot: TeamSnapshot) {
        object {
            $0.member("createdAt", snapshot.createdAt.description)
            $0.member("members", snapshot.members) { $0.write($1) }
            $0.member("former", snapshot.former) { $0.write($1) }
            $0.member("left", snapshot.left) { $0.writeVerbatim($1.description) }
            // A list that came later and is empty for most: what lacks it was written before.
            if !snapshot.leftAddresses.isEmpty { $0.member("leftAddresses", snapshot.leftAddresses) }
            $0.member("invites", snapshot.invites) { $0.write($1) }
            $0.member("requests", snapshot.requests) { $0.write($1) }
        }
    }

    private mutating func member<Element>(
        _ name: String, _ elements: [Element], _ write: (inout JSONWriter, Element) -> Void
    ) {
        member(name) { $0.array { for element in elements { write(&$0, element) } } }
    }

    private mutating func write(_ member: Member) {
        let terms = MemberTerms(
            userID: member.userID, role: member.role, accepted: member.accepted,
            disableImpersonation: member.disableImpersonation, email: member.email, name: member.name,
            joinedAt: member.joinedAt, submission: member.submission)
        object {
            $0.write(terms, id: member.id)
            if let inviteID = member.inviteID { $0.member("inviteId", inviteID.description) }
        }
    }

    private mutating func write(_ record: InviteRecord) {
        object {
            $0.write(record.terms)
            if record.usesElsewhere > 0 { $0.member("usesElsewhere", record.usesElsewhere) }
            if record.changes > 0 { $0.member("changes", record.changes) }
            if let updatedAt = record.updatedAt { $0.member("updatedAt", updatedAt.description) }
            if let revokedAt = record.revokedAt { $0.member("revokedAt", revokedAt.description) }
        }
    }

    private mutating func write(_ entry: RecentRequests.Entry) {
        object {
            $0.write(entry.idempotencyKey)
            $0.member("inviteId", entry.inviteID.description)
            $0.member("at", entry.at.description)
        }
    }
}

/// What a line said of a team as a whole, before it is known to be complete: a list that is missing is not an empty one.
struct SnapshotFacts {
    private var createdAt: Timestamp?
    private var members: [Member]?
    private var former: [Member]?
    private var left: [UserID]?
    private var leftAddresses: [String] = []
    private var invites: [InviteRecord]?
    private var requests: [RecentRequests.Entry]?

    mutating func read(_ name: String, from reader: inout JSONReader) throws {
        switch name {
        case "createdAt": createdAt = try reader.timestamp()
        case "members": members = try reader.list { try $0.memberFacts().member() }
        case "former": former = try reader.list { try $0.memberFacts().member() }
        case "left": left = try reader.list { try $0.id(UserID.self) }
        case "leftAddresses": leftAddresses = try reader.list { try $0.string() }
        case "invites": invites = try reader.list { try $0.inviteFacts().record() }
        case "requests": requests = try reader.list { try $0.requestEntry() }
        default: try reader.skip()
        }
    }

    func snapshot(of team: TeamProfile) throws -> TeamSnapshot {
        TeamSnapshot(
            profile: team, createdAt: try createdAt.required("snapshot.createdAt"),
            members: try members.required("snapshot.members"), former: try former.required("snapshot.former"),
            left: try left.required("snapshot.left"), leftAddresses: leftAddresses,
            invites: try invites.required("snapshot.invites"), requests: try requests.required("snapshot.requests"))
    }
}

extension MemberFacts {
    fileprivate func member() throws -> Member {
        let joinedAt = try joinedAt.required("member.joinedAt")
        return Member(try terms(), id: try id.required("member.id"), at: joinedAt, by: inviteID)
    }
}

extension InviteFacts {
    fileprivate func record() throws -> InviteRecord {
        InviteRecord(
            terms: try terms(), usesElsewhere: life.usesElsewhere, changes: life.changes, updatedAt: life.updatedAt,
            revokedAt: life.revokedAt)
    }
}

extension JSONReader {
    mutating func snapshotFacts() throws -> SnapshotFacts {
        var facts = SnapshotFacts()
        try object { try facts.read($1, from: &$0) }
        return facts
    }

    fileprivate mutating func list<Element>(_ read: (inout JSONReader) throws -> Element) throws -> [Element] {
        var elements: [Element] = []
        try array { elements.append(try read(&$0)) }
        return elements
    }

    fileprivate mutating func requestEntry() throws -> RecentRequests.Entry {
        var facts = IdempotencyKeyFacts()
        var id: InviteID?
        var at: Timestamp?
        try object {
            switch $1 {
            case "inviteId": id = try $0.inviteID()
            case "at": at = try $0.timestamp()
            default: try facts.read($1, from: &$0)
            }
        }
        return RecentRequests.Entry(
            idempotencyKey: try facts.idempotencyKey(), inviteID: try id.required("request.inviteId"),
            at: try at.required("request.at"))
    }
}
