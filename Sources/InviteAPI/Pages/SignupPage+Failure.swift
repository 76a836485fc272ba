import HTTPTypes
import InvitePages

extension SignupPage {
    /// What a person reads of a failure that is none of a link.
    init(_ failure: Failure) {
        switch failure.status.code {
        case 404, 405: self = .missing
        case 500...: self = .unavailable
        default: self = .failed(message: failure.pageMessage ?? failure.message)
        }
    }
}
