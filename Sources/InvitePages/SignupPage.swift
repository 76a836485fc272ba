package import InviteMessages

/// The built-in sign-up page, for sites without an application of their own: all that it can say.
package enum SignupPage {
    /// An invite that admits, and what is asked of the person who holds it.
    case form(SignupOffer, SignupForm)
    /// A link that admits nobody, or not here.
    case dead(DeadLink)
    /// A link that is alive, and for people alone whose address an application has verified.
    case restricted(SignupRestriction)
    /// The request to join was recorded.
    case done
    /// The same, of a team; nil where nothing may be told of it.
    case waiting(SignupHost?)
    /// The request could not be looked at; the message is that of the failure, a sentence but for its first letter and
    /// its full stop.
    case failed(message: String)
    /// There is nothing at this address.
    case missing
    /// The service cannot answer for now.
    case unavailable
}
