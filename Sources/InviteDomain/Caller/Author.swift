/// By whose hand something happened.
package enum Author: Hashable, Sendable {
    /// A user, through the API or through an operator who acted in the user's name.
    case user(UserID)
    /// Whoever runs the service, through `invitectl`.
    case `operator`
    /// Somebody with a link, through the sign-up page.
    case newcomer
    /// The service itself, tidying up.
    case service
}

extension Author {
    /// The user, if it was one.
    package var userID: UserID? {
        guard case .user(let userID) = self else { return nil }
        return userID
    }
}
