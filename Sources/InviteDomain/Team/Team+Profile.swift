/// What may change about a team itself: what it is called, and whether it is open.
///
/// A closed team keeps its members, and nobody else gets in, in whatever way: by a link, by an admin, or by an import.
/// Reading, revoking, declining and removing go on. A team that is opened again is what it was, its links too.
///
/// An organization is closed for itself alone. Its teams stay open, and whoever joins one of them while the organization
/// is closed becomes no member of the organization.
extension Team {
    /// Decides on an edit of the team itself.
    ///
    /// - Parameters:
    ///   - edit: what is to change.
    ///   - author: by whose hand.
    ///   - now: the moment of the decision.
    /// - Returns: the profile as it will be, and the changes, if there are any.
    /// - Throws: the first rule that is broken.
    package func edit(_ edit: TeamEdit, by author: Author, at now: Timestamp) throws(Refusal) -> Decision<TeamProfile> {
        var changed = profile
        changed.name = edit.name ?? profile.name
        changed.slug = edit.slug ?? profile.slug
        changed = try changed.validated()
        var changes: [Change] = []
        if changed != profile { changes.append(.teamChanged(name: changed.name, slug: changed.slug)) }
        if let isClosed = edit.isClosed, isClosed != profile.isClosed {
            changed.closedAt = isClosed ? now : nil
            changes.append(isClosed ? .teamClosed : .teamReopened)
        }
        return Decision(by: author, changes, result: changed)
    }

    /// Refuses to let somebody into a closed team.
    func requireOpen() throws(Refusal) {
        if profile.isClosed { throw .teamClosed(team: id) }
    }
}

extension TeamProfile {
    mutating func apply(_ change: Change, at moment: Timestamp) throws(EventMismatch) {
        switch change {
        case .teamChanged(let name, let slug): (self.name, self.slug) = (name, slug)
        case .teamClosed where !isClosed: closedAt = moment
        case .teamReopened where isClosed: closedAt = nil
        default: throw EventMismatch("the team is \(isClosed ? "closed" : "open") already")
        }
    }
}
