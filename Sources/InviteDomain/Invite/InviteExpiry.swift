/// When a caller wants an invite to end.
package enum InviteExpiry: Equatable, Sendable {
    case never
    case days(Int)
    case at(Timestamp)

    func moment(from now: Timestamp) -> Timestamp? {
        switch self {
        case .never: nil
        case .days(let days): now.adding(days: days)
        case .at(let moment): moment
        }
    }

    var days: Int? {
        guard case .days(let days) = self else { return nil }
        return days
    }
}
