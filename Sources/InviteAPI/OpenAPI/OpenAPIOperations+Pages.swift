/// The built-in sign-up page, for people with a browser.
extension OpenAPIOperation {
    init(_ operation: PageOperation) {
        switch operation {
        case .signupForm: self = .signupForm
        case .signUp: self = .signUp
        case .signupDone: self = .signupDone
        case .gettingStarted: self = .gettingStarted
        }
    }

    private static let signupForm = OpenAPIOperation(
        tag: .pages, id: "signupForm", summary: "The page under an invite link",
        text: "Who invites to what, and a form. Looking changes nothing.",
        parameters: ["Token", "CallbackUrl"],
        success: Success(text: "The form.", content: .page),
        errors: [
            .pageBadRequest, .pageRestricted, .pageNotFound, .pagePaused, .pageGone, .pageTooManyRequests,
            .pageUnavailable,
        ]
            + OpenAPIError.ofTransportToPages
    )

    private static let signUp = OpenAPIOperation(
        tag: .pages, id: "signUp", summary: "Ask to join",
        text: """
            Records a pending membership, which a team's admin accepts. The same `submission` again corrects name or \
            address of whoever still waits; the same name and address again change nothing; all else is another person.
            """,
        body: "SignupForm",
        success: Success(
            status: 303, text: "Noted; where the browser goes on, which is always on the configured site.",
            headers: ["Location"]),
        errors: [
            .pageBadRequest, .pageForbidden, .pageNotFound, .pagePaused, .pageGone, .pageMediaType,
            .pageTooManySignUps, .pageUnavailable,
        ] + OpenAPIError.ofTransportToPages
    )

    private static let signupDone = OpenAPIOperation(
        tag: .pages, id: "signupDone", summary: "The page after signing up",
        text: "What happens next, of no team in particular.",
        success: Success(text: "What happens next.", content: .page),
        errors: [.pageMalformed, .pageRateLimited, .pageUnavailable] + OpenAPIError.ofTransportToPages
    )

    private static let gettingStarted = OpenAPIOperation(
        tag: .pages, id: "gettingStarted", summary: "The page after signing up, of a team",
        text: "Where people go on after signing up, unless the site has a page of its own for that.",
        parameters: ["SignupInvite"],
        success: Success(text: "Who invited to what, and what happens next.", content: .page),
        errors: [.pageBadRequest, .pageTooManyRequests, .pageUnavailable] + OpenAPIError.ofTransportToPages
    )
}
