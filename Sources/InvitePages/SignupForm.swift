package import InviteDomain

/// What a person typed, and what is wrong with it.
package struct SignupForm: Equatable {
    /// The fields that people fill in; the names are those in the form.
    package enum Field: String, CaseIterable {
        case name, email
    }

    /// Something to be mended before the request can be recorded.
    package struct Problem: Equatable {
        /// Nil when it is none of a single field.
        package var field: Field?
        /// What to do, as a whole sentence.
        package var sentence: String

        package static func name(_ fault: NameFault) -> Problem {
            let sentence =
                switch fault {
                case .nothingVisible: "Enter your name."
                case .tooLong: "Enter your name in at most \(TextRule.shortName) characters."
                case .disruptive: "Enter your name without hidden characters that turn the direction of the text."
                }
            return Problem(field: .name, sentence: sentence)
        }
        package static let email = Problem(field: .email, sentence: "Enter an e-mail address such as ada@example.com.")
    }

    package var token: String
    package var callbackURL: String?
    /// The text of a `SubmissionMark`.
    package var submission: String?
    package var name: String
    package var email: String
    package var problems: [Problem]

    package init(
        token: String, callbackURL: String? = nil, submission: String? = nil, name: String = "", email: String = "",
        problems: [Problem] = []
    ) {
        self.token = token
        self.callbackURL = callbackURL
        self.submission = submission
        self.name = name
        self.email = email
        self.problems = problems
    }

    func typed(_ field: Field) -> String {
        switch field {
        case .name: name
        case .email: email
        }
    }

    func problem(of field: Field) -> Problem? { problems.first { $0.field == field } }
}
