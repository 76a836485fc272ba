import InviteDomain
import InviteMessages

extension KeptOut {
    /// How people are told who it is.
    var text: String { userID.map { "user \($0.quoted)" } ?? email ?? "membership \(id)" }
}

extension Member {
    /// How people are told who it is.
    var text: String {
        userID.map { "user \($0.quoted)" } ?? email ?? "membership \(id)"
    }
}
