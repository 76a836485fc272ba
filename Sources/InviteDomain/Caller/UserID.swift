/// Who somebody is: the number of a user, as in Cal.com, or a subject, which is whatever else the host application or its
/// identity provider calls its users.
///
/// One person has one of these and no second: the plain decimal of a number in range is that number, wherever it came
/// from, so that `55` and `"55"` are the same user. Everything else compares by bytes.
package enum UserID: Hashable, Sendable {
    case number(UserNumber)
    case subject(Subject)

    package init?(_ number: Int) {
        guard let number = UserNumber(number) else { return nil }
        self = .number(number)
    }

    /// Reads what an application or an identity provider calls a user; nil for what can be neither number nor subject.
    package init?(_ text: Substring) {
        if let number = UserNumber(text) {
            self = .number(number)
        } else if let subject = Subject(text) {
            self = .subject(subject)
        } else {
            return nil
        }
    }

    /// What a text has to be to name somebody, as the end of a sentence.
    package static let expected = "a user's number, or a subject of \(Subject.form)"

    /// Nil for a subject.
    package var number: Int? {
        guard case .number(let number) = self else { return nil }
        return number.number
    }

    /// Nil for a number.
    package var subject: Subject? {
        guard case .subject(let subject) = self else { return nil }
        return subject
    }
}

extension UserID: CustomStringConvertible {
    /// The digits of a number, or the text of a subject: what `init(_:)` reads.
    package var description: String {
        switch self {
        case .number(let number): number.description
        case .subject(let subject): subject.description
        }
    }
}

extension UserID: Comparable {
    /// Numbers come before subjects.
    package static func < (a: UserID, b: UserID) -> Bool {
        switch (a, b) {
        case (.number(let a), .number(let b)): a < b
        case (.subject(let a), .subject(let b)): a < b
        case (.number, .subject): true
        case (.subject, .number): false
        }
    }
}
