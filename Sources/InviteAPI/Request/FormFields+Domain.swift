import InviteDomain
import StrictJSON

/// What queries hold of the domain.
extension FormFields {
    /// Whom a query means, by a user's number or, in the place of that, by a subject; nil: everybody.
    func userID(_ number: String, subject: String) throws(RequestProblem) -> UserID? {
        let numberText = try single(number)
        guard let subjectText = try single(subject) else {
            guard let numberText else { return nil }
            guard let found = UserNumber(numberText[...]) else {
                throw .badParameter(number, expected: JSONField.userNumber)
            }
            return .number(found)
        }
        guard numberText == nil else {
            throw .badParameter(subject, expected: "nothing beside \(number): one of the two")
        }
        guard let found = UserID(subjectText[...]) else { throw .badParameter(subject, expected: Subject.form) }
        return found
    }
}
