import InviteDomain
import StrictJSON

/// What a line said of a member, before it is known to be complete.
struct PartialMember {
    /// Counts in a snapshot only: elsewhere it is the number of the event.
    var id: MembershipID?
    private var user = PartialUser()
    private var role: Role?
    private var accepted: Bool?
    private var disableImpersonation = false
    private(set) var email: String?
    private(set) var name: String?
    private(set) var joinedAt: Timestamp?
    /// In a snapshot only, for who joined by an invite.
    private(set) var inviteID: InviteID?
    private var submission: SecretDigest?

    mutating func read(_ member: String, from reader: inout JSONReader) throws {
        switch member {
        case "id": id = MembershipID(try reader.integer())
        case "userId", "subject": try user.read(member, from: &reader)
        case "role": role = try reader.role()
        case "accepted": accepted = try reader.boolean()
        case "disableImpersonation": disableImpersonation = try reader.boolean()
        case "email": email = try reader.optional { try $0.string() }
        case "name": name = try reader.optional { try $0.string() }
        case "joinedAt": joinedAt = try reader.timestamp()
        case "inviteId": inviteID = try reader.inviteID()
        case "submission": submission = try reader.digest()
        default: try reader.skip()
        }
    }

    func userID() throws -> UserID? { try user.userID() }

    func terms() throws -> MemberTerms {
        let userID = try userID()
        guard userID != nil || email != nil else { throw JSONShapeError("neither 'member.userId' nor 'member.email'") }
        return MemberTerms(
            userID: userID, role: try role.required("member.role"), accepted: try accepted.required("member.accepted"),
            disableImpersonation: disableImpersonation, email: email, name: name, joinedAt: joinedAt,
            submission: submission
        )
    }

    func member() throws -> Member {
        let joinedAt = try joinedAt.required("member.joinedAt")
        return Member(try terms(), id: try id.required("member.id"), at: joinedAt, by: inviteID)
    }
}

extension JSONReader {
    mutating func partialMember() throws -> PartialMember {
        var partial = PartialMember()
        try object { try partial.read($1, from: &$0) }
        return partial
    }
}
