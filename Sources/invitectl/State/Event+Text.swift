import InviteDomain
import InviteMessages

extension Event {
    /// The event as a line for people, in columns.
    var text: String {
        ["#\(sequence)".padded(to: 5), at.description, by.text.padded(to: 10), change.text(by: by)]
            .joined(separator: "  ")
    }
}

extension Change {
    /// What somebody did, in a few words that follow their name.
    fileprivate func text(by author: Author) -> String {
        switch self {
        case .teamCreated(let profile): "made \(profile.text)"
        case .teamSnapshot(let snapshot):
            "compacted \(snapshot.profile.text): \(counted(snapshot.members.count, "member")), "
                + counted(snapshot.invites.count, "invite")
        case .teamChanged(let name, let slug): "named the team \(name)" + (slug.map { ", slug \($0)" } ?? ", no slug")
        case .teamClosed: "closed the team"
        case .teamReopened: "opened the team again"
        case .memberAdded(let terms): "added \(terms.text)"
        case .memberChanged(let id, let edit): "changed member #\(id): \(edit.text)"
        case .memberRemoved(let id): "took out member #\(id)"
        case .memberKeptOut(let id): "took out member #\(id), and keeps them out"
        case .memberReadmitted(let id): "keeps member #\(id) out no more"
        case .memberCorrected(let id, let email, let name):
            "corrected request #\(id): " + [name, "<\(email)>"].compactMap(\.self).joined(separator: " ")
        case .inviteCreated(let terms): "made invite \(terms.id) (\(terms.role.rawValue), \(terms.editable.text))"
        case .inviteEdited(let id, let editable): "edited invite \(id) (\(editable.text))"
        case .inviteLinkShown(let id): "saw the link of invite \(id)"
        case .inviteRedeemed(let id, let terms):
            if author == .newcomer || author.userID == terms.userID {
                "joined by invite \(id) as \(terms.state)" + (terms.person.isEmpty ? "" : ": \(terms.person)")
            } else {
                "let in \(terms.text), by invite \(id)"
            }
        case .inviteRevoked(let id): "revoked invite \(id)"
        }
    }
}

extension TeamProfile {
    fileprivate var text: String {
        let kind = isOrganization ? "organization" : "team"
        return "\(kind) \(id), \(name)" + (parentID.map { ", of organization \($0)" } ?? "")
    }
}

extension MemberTerms {
    fileprivate var state: String { role.rawValue + (accepted ? "" : ", pending") }

    /// Name and e-mail address, as far as they are known.
    fileprivate var person: String { [name, email.map { "<\($0)>" }].compactMap(\.self).joined(separator: " ") }

    fileprivate var text: String {
        guard let userID else { return "\(person) as \(state)" }
        return "user \(userID.quoted)" + (person.isEmpty ? "" : " (\(person))") + " as \(state)"
    }
}

extension MemberEdit {
    fileprivate var text: String {
        let parts = [
            role?.rawValue, accepted.map { $0 ? "accepted" : "pending" }, userID.map { "is user \($0.quoted)" },
            disableImpersonation.map { "impersonation \($0 ? "disabled" : "enabled")" },
        ].compactMap(\.self)
        return parts.isEmpty ? "nothing" : parts.joined(separator: ", ")
    }
}

extension EditableTerms {
    fileprivate var text: String {
        let domains = extras.allowedEmailDomains
        let parts = [
            "ends \(expiresAt?.description ?? "never")", maxUses.map { "for at most \($0)" },
            domains.isEmpty ? nil : "for \(domains.joined(separator: " "))", isPaused ? "paused" : nil,
            extras.name.map { "named \($0)" },
        ]
        return parts.compactMap(\.self).joined(separator: ", ")
    }
}

extension String {
    /// The same with blanks at the end, if it is shorter than a column.
    func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
