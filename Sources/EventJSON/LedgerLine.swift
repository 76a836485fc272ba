package import InviteDomain
import StrictJSON

/// The text of events: one JSON object a line, for `cat`, `jq` and `tail -f` as much as for us.
///
/// A reader ignores members it does not know and refuses events it does not know: an older program never guesses at a
/// newer ledger. So what a decision needs comes with a new event or a new version of the format, not as a new member
/// alone, which an older program that compacts would leave out. Two are members alone all the same: `submission`, without
/// which a form that is sent again is another person's, and `leftAddresses`, without which somebody who had no number may
/// come back into an organization by a request that completes an old one. A subject is written so that an older program
/// stops at it (`PartialUser`).
///
/// A snapshot with something in it that a reader of version 1.0.0 would leave out and that a decision needs has another
/// name, at which such a reader stops; all others keep theirs, byte for byte.
package enum LedgerLine {
    /// The line of an event, with its newline.
    package static func encode(_ event: Event) -> [UInt8] {
        var json = JSONWriter()
        json.object {
            $0.member("seq", event.sequence)
            $0.member("at", event.at.description)
            $0.member("by") { $0.write(event.by) }
            $0.member("event", event.change.name.rawValue)
            $0.write(event.change, of: event.sequence)
        }
        return json.line()
    }
}

extension JSONWriter {
    fileprivate mutating func write(_ author: Author) {
        object {
            switch author {
            case .user(.number(let number)): $0.member("userId", number.number)
            case .user(.subject(let subject)): $0.member("subject", subject.description)
            case .operator: $0.member("operator", "invitectl")
            case .newcomer: $0.member("newcomer", "signup")
            case .service: $0.member("service", "invite-fcgi")
            }
        }
    }

    fileprivate mutating func write(_ change: Change, of sequence: Int) {
        switch change {
        case .teamCreated(let profile): member("team") { $0.write(profile) }
        case .teamSnapshot(let snapshot):
            member("team") { $0.write(snapshot.profile) }
            member("snapshot") { $0.write(snapshot) }
        case .teamChanged(let name, let slug):
            member("name", name)
            member("slug", slug)
        case .teamClosed, .teamReopened: break
        case .memberAdded(let terms): member("member") { $0.object { $0.write(terms, id: MembershipID(sequence)) } }
        case .memberChanged(let id, let edit):
            member("memberId", id.number)
            write(edit)
        case .memberRemoved(let id), .memberKeptOut(let id), .memberReadmitted(let id):
            member("memberId", id.number)
        case .memberCorrected(let id, let email, let name):
            member("memberId", id.number)
            member("email", email)
            if let name { member("name", name) }
        case .inviteCreated(let terms): member("invite") { $0.object { $0.write(terms) } }
        case .inviteEdited(let id, let editable):
            member("inviteId", id.description)
            member("invite") { $0.object { $0.write(editable) } }
        case .inviteRedeemed(let id, let terms):
            member("inviteId", id.description)
            member("member") { $0.object { $0.write(terms, id: MembershipID(sequence)) } }
        case .inviteLinkShown(let id), .inviteRevoked(let id): member("inviteId", id.description)
        }
    }

    private mutating func write(_ edit: MemberEdit) {
        if let role = edit.role { member("role", role.rawValue) }
        if let accepted = edit.accepted { member("accepted", accepted) }
        if let flag = edit.disableImpersonation { member("disableImpersonation", flag) }
        if let userID = edit.userID { write(userID) }
    }

    fileprivate mutating func write(_ profile: TeamProfile) {
        object {
            $0.member("id", profile.id.number)
            $0.member("name", profile.name)
            $0.member("slug", profile.slug)
            $0.member("parentId", profile.parentID?.number)
            $0.member("isOrganization", profile.isOrganization)
            if let closedAt = profile.closedAt { $0.member("closedAt", closedAt.description) }
            if let key = profile.request { $0.member("request") { $0.object { $0.write(key) } } }
        }
    }

    /// The members of an object, as all that follow down here.
    mutating func write(_ terms: MemberTerms, id: MembershipID) {
        member("id", id.number)
        if let userID = terms.userID { write(userID) }
        member("role", terms.role.rawValue)
        member("accepted", terms.accepted)
        if terms.disableImpersonation { member("disableImpersonation", true) }
        if let email = terms.email { member("email", email) }
        if let name = terms.name { member("name", name) }
        if let joinedAt = terms.joinedAt { member("joinedAt", joinedAt.description) }
        if let submission = terms.submission { member("submission", submission.text) }
    }

    mutating func write(_ terms: InviteTerms) {
        member("id", terms.id.description)
        member("role", terms.role.rawValue)
        write(terms.editable)
        if let key = terms.idempotencyKey { member("request") { $0.object { $0.write(key) } } }
        if let digest = terms.tokenDigest { member("tokenDigest", digest.text) }
        if let history = terms.history { member("past") { $0.object { $0.write(history) } } }
    }

    mutating func write(_ key: IdempotencyKey) {
        member("key", key.fingerprint.description)
        member("body", key.body.description)
    }

    private mutating func write(_ history: InviteHistory) {
        member("createdAt", history.createdAt.description)
        member("createdBy") { $0.write(history.createdBy) }
        member("uses", history.uses)
        member("lastUsedAt", history.lastUsedAt?.description)
    }

    private mutating func write(_ editable: EditableTerms) {
        member("expiresAt", editable.expiresAt?.description)
        member("expiresInDays", editable.expiresInDays)
        member("maxUses", editable.maxUses)
        if editable.isPaused { member("paused", true) }
        let extras = editable.extras
        if let name = extras.name { member("name", name) }
        if !extras.allowedEmailDomains.isEmpty { member("allowedEmailDomains", extras.allowedEmailDomains) }
        if !extras.metadata.isEmpty { member("metadata", extras.metadata) }
    }
}
