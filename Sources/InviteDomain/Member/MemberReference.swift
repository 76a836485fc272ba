/// How a membership is named: by its own id, or by the user.
package enum MemberReference: Equatable, Sendable {
    case membership(Int)
    case user(UserID)
}
