import InviteDomain

/// What a person typed, and what is wrong with it.
struct SignupForm: Equatable {
    /// The fields that people fill in; the names are those in the form.
    enum Field: String, CaseIterable {
        case name, email
    }

    /// Something to be mended before the request can be recorded.
    struct Problem: Equatable {
        /// Nil when it is none of a single field.
        var field: Field?
        /// What to do, as a whole sentence.
        var sentence: String

        static func name(_ fault: NameFault) -> Problem {
            let sentence =
                switch fault {
                case .nothingVisible: "Enter your name."
                case .tooLong: "Enter your name in at most \(TextRule.shortName) characters."
                case .disruptive: "Enter your name without hidden characters that turn the direction of the text."
                }
            return Problem(field: .name, sentence: sentence)
        }
        static let email = Problem(field: .email, sentence: "Enter an e-mail address such as ada@example.com.")
    }

    var token: String
    var callbackURL: String?
    /// The text of a `SubmissionMark`.
    var submission: String?
    var name = ""
    var email = ""
    var problems: [Problem] = []

    func typed(_ field: Field) -> String {
        switch field {
        case .name: name
        case .email: email
        }
    }

    func problem(of field: Field) -> Problem? { problems.first { $0.field == field } }
}
