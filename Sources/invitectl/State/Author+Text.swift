import InviteDomain

extension Author {
    /// How people are told whose hand it was.
    var text: String {
        switch self {
        case .user(let userID): "user \(userID)"
        case .operator: "operator"
        case .newcomer: "newcomer"
        case .service: "service"
        }
    }
}
