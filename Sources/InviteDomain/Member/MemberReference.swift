/// How a membership is named: by its own id, or by the user.
package enum MemberReference: Equatable, Sendable {
    case membership(MembershipID)
    case user(UserID)
}
