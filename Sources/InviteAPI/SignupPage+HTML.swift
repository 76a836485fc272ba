import InviteDomain

extension SignupPage {
    /// The whole document; `nonce` is the one that the content security policy names for styles.
    func render(nonce: String) -> [UInt8] {
        HTML(.html, [.lang: "en"]) {
            HTML(.head) {
                HTML(.meta, [.charset: "utf-8"])
                HTML(.title) { title }
                HTML(.meta, [.name: "viewport", .content: "width=device-width, initial-scale=1"])
                HTML(.meta, [.name: "color-scheme", .content: "light dark"])
                HTML(.meta, [.name: "robots", .content: "noindex"])
                // Without one, browsers would ask for /favicon.ico.
                HTML(.link, [.rel: "icon", .href: "data:,"])
                HTML.style(SignupStyle.sheet, nonce: nonce)
            }
            HTML(.body) { HTML(.main) { content } }
        }.document
    }

    private var title: String {
        switch self {
        case .form(let offer, let form): (form.problems.isEmpty ? "" : "Error: ") + "Join \(offer.teamName)"
        case .dead(let link): link.title
        case .done, .waiting(nil, _): "Thank you"
        case .waiting(let host?, _): "\(host.teamName) has your request"
        case .failed: "That did not work"
        }
    }

    @HTML.Builder private var content: [HTML] {
        switch self {
        case .form(let offer, let form):
            offer.introduction
            if !form.problems.isEmpty { form.summary }
            form.element(action: "?", button: "Ask to join")
        case .dead(let link):
            HTML(.h1) { link.title }
            HTML(.p) { link.explanation }
            HTML(.p, [.class: "next"]) { link.advice }
        case .done:
            HTML(.h1) { title }
            HTML(.p) { "Your request to join was recorded. An administrator of the team will let you in." }
            HTML(.p, [.class: "next"]) { "There is nothing more to do here. You can close this page." }
        case .waiting(let host, let form):
            HTML(.h1) { "Thank you" }
            if let host { host.introduction } else { HTML(.p) { "Your request to join was recorded." } }
            if let form { form.correction }
            HTML(.p) {
                "An administrator of the team looks at each request and lets people in. Until then there is nothing that "
                "you have to do, and you can close this page."
            }
            HTML(.p, [.class: "next"]) {
                "If you hear nothing for some days, or if your e-mail address was mistyped, tell the person who sent you "
                "the link."
            }
        case .failed(let message):
            HTML(.h1) { title }
            HTML(.p) { message.prefix(1).uppercased() + message.dropFirst() + (message.hasSuffix(".") ? "" : ".") }
            HTML(.p, [.class: "next"]) { "Go back and try again. Asking twice does no harm." }
        }
    }
}

extension SignupOffer {
    @HTML.Builder fileprivate var introduction: [HTML] {
        HTML(.h1) {
            "Join "
            HTML(.bdi) { teamName }
        }
        HTML(.p, [.class: "lead"]) { sentence }
        HTML(.p) { "An administrator of the team still has to accept you." }
        if let expiresAt {
            HTML(.p, [.class: "terms"]) {
                "Open until "
                HTML(.time, [.datetime: expiresAt.description]) { expiresAt.spoken }
                "."
            }
        }
        if let remainingUses, remainingUses > 0 {
            HTML(.p, [.class: "terms"]) {
                remainingUses == 1 ? "One place is left." : "\(remainingUses) places are left."
            }
        }
    }

    // People's names may run from right to left; <bdi> keeps them from turning the sentence around them.
    @HTML.Builder private var sentence: [HTML] {
        if let inviterName {
            HTML(.bdi) { inviterName }
            " invites you to join "
        } else {
            "You are invited to join "
        }
        HTML(.bdi) { teamName }
        " \(role.phrase)."
    }
}

extension SignupHost {
    fileprivate var introduction: HTML {
        HTML(.p, [.class: "lead"]) {
            "Your request to join "
            HTML(.bdi) { teamName }
            if let inviterName {
                ", to which "
                HTML(.bdi) { inviterName }
                " invited you,"
            }
            " was recorded."
        }
    }
}

extension SignupForm {
    /// What is wrong, before the form: each problem of a field leads to the field.
    fileprivate var summary: HTML {
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
    /// It goes to `action`, relative to the page: `?` is the path that the page came from, whatever that is, and without
    /// the query, so that the token leaves the URL.
    fileprivate func element(action: String, button: String) -> HTML {
        HTML(.form, [.method: "post", .action: action]) {
            HTML(.input, [.type: "hidden", .name: "token", .value: token])
            if let callbackURL { HTML(.input, [.type: "hidden", .name: "callbackUrl", .value: callbackURL]) }
            if let submission { HTML(.input, [.type: "hidden", .name: "submission", .value: submission]) }
            for field in Field.allCases { element(of: field) }
            HTML(.button, [.type: "submit"]) { button }
        }
    }

    /// What was sent, and the form once more for whoever mistyped it.
    @HTML.Builder fileprivate var correction: [HTML] {
        HTML(.p) {
            "You gave the name "
            HTML(.bdi) { name }
            " and the e-mail address "
            HTML(.bdi) { email }
            "."
        }
        HTML(.details) {
            HTML(.summary) { "Correct your name or e-mail address" }
            element(action: "signup?", button: "Correct it")
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

extension Role {
    fileprivate var phrase: String {
        switch self {
        case .member: "as a member"
        case .admin: "as an administrator"
        case .owner: "as an owner"
        }
    }
}

extension Timestamp {
    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]

    /// The moment as people write it, to the minute: `30 November 2026, 12:00 UTC`.
    fileprivate var spoken: String {
        // 2026-11-30T12:00:00.000Z
        let parts = description.utf8.split { [UInt8(ascii: "-"), UInt8(ascii: "T"), UInt8(ascii: ":")].contains($0) }
            .map { String(Substring($0)) }
        let (month, day) = (Int(parts[1]) ?? 1, Int(parts[2]) ?? 1)
        return "\(day) \(Self.months[month - 1]) \(parts[0]), \(parts[3]):\(parts[4]) UTC"
    }
}
