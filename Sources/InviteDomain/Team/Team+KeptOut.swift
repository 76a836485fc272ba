/// What is decided about those who are kept out. Whom an admin adds or accepts is kept out no more (`MemberList.readmit`).
extension Team {
    /// Decides to let people try again who were kept out, all of them or none.
    ///
    /// - Parameters:
    ///   - ids: of the memberships that ended so; whoever else has the same user or address may try again too.
    ///   - author: by whose hand.
    /// - Returns: those who were named, each once.
    /// - Throws: `notKeptOut` for the first who is none of them.
    package func readmit(_ ids: [MembershipID], by author: Author) throws(Refusal) -> Decision<[KeptOut]> {
        var (changes, named): ([Change], [KeptOut]) = ([], [])
        var left = members.keptOut
        for id in ids where !named.contains(where: { $0.id == id }) {
            guard let person = members.keptOut.first(where: { $0.id == id }) else {
                throw .notKeptOut(id, team: self.id)
            }
            named.append(person)
            // Another who was named before may be the same person.
            guard left.contains(where: { $0.id == id }) else { continue }
            left.removeAll { $0.isNamed(userID: person.userID, email: person.email) }
            changes.append(.memberReadmitted(id))
        }
        return Decision(by: author, changes, result: named)
    }
}

extension Change {
    /// The end of a membership, after which that person may come again or is kept out.
    static func end(of id: MembershipID, keepingOut: Bool) -> Change {
        keepingOut ? .memberKeptOut(id) : .memberRemoved(id)
    }
}
