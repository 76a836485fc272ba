/// What a member may do in a team, in Cal.com's words and order.
package enum Role: String, CaseIterable, Comparable, Sendable {
    case member = "MEMBER"
    case admin = "ADMIN"
    case owner = "OWNER"

    package static func < (a: Role, b: Role) -> Bool { a.rank < b.rank }

    private var rank: Int {
        switch self {
        case .member: 0
        case .admin: 1
        case .owner: 2
        }
    }
}
