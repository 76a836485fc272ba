/// The form of the sign-up page, and what is wrong with what was typed into it.
extension SignupForm {
    /// What is wrong, before the form: each problem of a field leads to the field.
    var summary: HTML {
        let heading = "problems"
        // Where no field is wrong, there is no better place to start reading.
        let takesFocus = problems.allSatisfy { $0.field == nil }
        return HTML(
            .div,
            [
                .class: "problems", .role: "alert", .ariaLabelledBy: heading, .tabindex: "-1",
                .autofocus: takesFocus ? "" : nil,
            ]
        ) {
            HTML(.h2, [.id: heading]) { "Please look at this again" }
            HTML(.ul) {
                for problem in problems {
                    HTML(.li) {
                        if let field = problem.field {
                            HTML(.a, [.href: "#\(field.rawValue)"]) { problem.sentence }
                        } else {
                            problem.sentence
                        }
                    }
                }
            }
        }
    }

    /// The form itself.
    ///
    /// It goes to the path that it came from, whatever that is, and without the query: the token leaves the URL.
    var element: HTML {
        HTML(.form, [.method: "post", .action: "?"]) {
            HTML(.input, [.type: "hidden", .name: "token", .value: token])
            if let callbackURL { HTML(.input, [.type: "hidden", .name: "callbackUrl", .value: callbackURL]) }
            if let submission { HTML(.input, [.type: "hidden", .name: "submission", .value: submission]) }
            for field in Field.allCases { element(of: field) }
            HTML(.button, [.type: "submit"]) { "Ask to join" }
        }
    }

    private func element(of field: Field) -> HTML {
        let problem = problem(of: field)
        let explanation = "\(field.rawValue)-problem"
        return HTML(.div, [.class: "field"]) {
            HTML(.label, [.for: field.rawValue]) { field.label }
            if let problem { HTML(.p, [.id: explanation, .class: "problem"]) { problem.sentence } }
            HTML(
                .input,
                [
                    .id: field.rawValue, .name: field.rawValue, .type: field.type, .value: typed(field), .required: "",
                    .autocomplete: field.rawValue, .autocapitalize: field == .name ? "words" : "none",
                    .spellcheck: "false", .ariaInvalid: problem.map { _ in "true" },
                    .ariaDescribedBy: problem.map { _ in explanation },
                    .autofocus: field == problems.lazy.compactMap(\.field).first ? "" : nil,
                ]
            )
        }
    }
}

extension SignupForm.Field {
    fileprivate var label: String {
        switch self {
        case .name: "Your name"
        case .email: "Your e-mail address"
        }
    }

    fileprivate var type: String {
        switch self {
        case .name: "text"
        case .email: "email"
        }
    }
}
