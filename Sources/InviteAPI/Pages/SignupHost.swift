/// To whom somebody has asked to be let in.
struct SignupHost: Equatable {
    var teamName: String
    /// Nil when whoever made the invite has no name here.
    var inviterName: String?
}
