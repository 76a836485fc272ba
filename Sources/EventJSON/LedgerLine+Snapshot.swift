import InviteDomain
import StrictJSON

// The text of a snapshot: members and invites as in the lines that made them, with what has become of them since.

extension JSONWriter {
    mutating func write(_ snapshot: TeamSnapshot) {
        object {
            $0.member("createdAt", snapshot.createdAt.description)
            $0.member("members", snapshot.members) { $0.write($1) }
            $0.member("former", snapshot.former) { $0.write($1) }
            $0.member("left", snapshot.left) { json, userID in
                if userID.subject == nil {
                    json.writeVerbatim(userID.description)
                } else {
                    json.write(userID.description)
                }
            }
            // A list that came later and is empty for most: what lacks it was written before.
            if !snapshot.leftAddresses.isEmpty { $0.member("leftAddresses", snapshot.leftAddresses) }
            if !snapshot.keptOut.isEmpty { $0.member("keptOut", snapshot.keptOut) { $0.write($1) } }
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

    private mutating func write(_ person: KeptOut) {
        object {
            $0.member("id", person.id.number)
            if let userID = person.userID { $0.write(userID) }
            if let email = person.email { $0.member("email", email) }
            if let name = person.name { $0.member("name", name) }
            $0.member("since", person.since.description)
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
