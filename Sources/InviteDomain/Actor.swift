/// By whose hand something happened.
package enum Actor: Hashable, Sendable {
    /// A user, through the API or through an operator who acted in the user's name.
    case user(UserID)
    /// Whoever runs the service, through `invitectl`.
    case `operator`
}
