package import InviteDomain
package import StrictJSON

extension JSONWriter {
    /// Who somebody is, as Cal.com's `userId` and our `subject`: one of them is null, both are for nobody's user.
    package mutating func members(of userID: UserID?) {
        member("userId", userID?.number)
        member("subject", userID?.subject?.description)
    }
}
