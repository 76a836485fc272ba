import InviteDomain
import StrictJSON

/// What fields of requests hold of the domain.
extension JSONField {
    static let userNumber = "the number of a user"

    func userID() throws(JSONFieldError) -> UserID { try required(Self.userNumber, \.userID) }

    func role() throws(JSONFieldError) -> Role { try required(Role.alternatives) { $0.string.flatMap(Role.init) } }
}

extension JSONValue {
    var userID: UserID? { integer.flatMap { UserID($0) } }
}
