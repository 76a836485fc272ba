import HTTPTypes
import InvitePages

extension SignupPage {
    /// What a person reads of a failure that is none of a link.
    init(_ failure: Failure) {
        switch failure.status.code {
        case 404, 405: self = .missing
        case 429 where failure.reason == "RATE_LIMITED":
            // Cal.com's sentence for programs is none for people.
            self = .failed(message: "too many requests have come from your network; try again in a while")
        case 500...: self = .unavailable
        default: self = .failed(message: failure.message)
        }
    }
}
