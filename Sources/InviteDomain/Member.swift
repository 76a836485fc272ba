/// Somebody in a team, or on the way in.
package struct Member: Equatable, Sendable {
    /// The membership's id, unique in its team: the sequence number of the event that added it.
    package let id: Int
    package let userID: UserID
    package var role: Role
    /// False while somebody still has to agree; a pending member may do nothing.
    package var accepted: Bool
    package let email: String?
    package let name: String?
    package let joinedAt: Timestamp

    package init(
        id: Int, userID: UserID, role: Role, accepted: Bool, email: String? = nil, name: String? = nil,
        joinedAt: Timestamp
    ) {
        self.id = id
        self.userID = userID
        self.role = role
        self.accepted = accepted
        self.email = email
        self.name = name
        self.joinedAt = joinedAt
    }
}
