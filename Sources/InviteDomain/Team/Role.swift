/// What a member may do in a team, in Cal.com's words and order.
package enum Role: String, CaseIterable, Comparable, Sendable {
    case member = "MEMBER"
    case admin = "ADMIN"
    case owner = "OWNER"

    package static func < (a: Role, b: Role) -> Bool { a.rank < b.rank }

    /// All of them, as messages and help name them: `MEMBER, ADMIN or OWNER`.
    package static let alternatives: String = {
        let names = allCases.map(\.rawValue)
        return names.dropLast().joined(separator: ", ") + " or " + names.suffix(1).joined()
    }()

    private var rank: Int {
        switch self {
        case .member: 0
        case .admin: 1
        case .owner: 2
        }
    }
}
