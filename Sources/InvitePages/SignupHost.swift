/// To whom somebody has asked to be let in.
package struct SignupHost: Equatable {
    package var teamName: String
    /// Nil when whoever made the invite has no name here.
    package var inviterName: String?

    package init(teamName: String, inviterName: String?) {
        self.teamName = teamName
        self.inviterName = inviterName
    }
}
