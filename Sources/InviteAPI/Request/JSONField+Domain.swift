import InviteDomain
import StrictJSON

/// What fields of requests hold of the domain.
extension JSONField {
    static let userNumber = "the number of a user"

    func optionalTeamID() throws(JSONFieldError) -> TeamID? {
        try optional("the number of a team, or null") { $0.integer.flatMap { TeamID($0) } }
    }

    func role() throws(JSONFieldError) -> Role { try required(Role.alternatives) { $0.string.flatMap(Role.init) } }
}

extension JSONFields {
    /// Who somebody is: a number in one field, or a subject in `subject`; nil where neither is there.
    ///
    /// The number is in the field that `number` names. What is neither, and both at a time, is an error.
    func userID(_ number: String = "userId") throws(JSONFieldError) -> UserID? {
        guard let subject = self["subject"] else {
            return try self[number]?.required(JSONField.userNumber) { $0.integer.flatMap { UserID($0) } }
        }
        if self[number] != nil { throw subject.problem("nothing, since '\(number)' says who it is: one of the two") }
        return try subject.required("a string of \(Subject.form)") { $0.string.flatMap { UserID($0[...]) } }
    }

    /// The same where somebody has to be named.
    func requiredUserID(_ number: String = "userId") throws(JSONFieldError) -> UserID {
        guard let userID = try userID(number) else {
            throw problem(number, "\(JSONField.userNumber), or 'subject' in its place")
        }
        return userID
    }
}
