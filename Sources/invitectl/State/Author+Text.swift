import InviteDomain
import InviteMessages

extension Author {
    /// How people are told whose hand it was.
    var text: String {
        switch self {
        case .user(let userID): "user \(userID.quoted)"
        case .operator: "operator"
        case .newcomer: "newcomer"
        case .service: "service"
        }
    }
}
