import HTTPTypes
import InviteDomain

/// The built-in sign-up page, for sites without an application of their own: all that it can say.
enum SignupPage {
    /// An invite that admits, and what is asked of the person who holds it.
    case form(SignupOffer, SignupForm)
    /// A link that admits nobody, or not here.
    case dead(DeadLink)
    /// A link that is alive, and for people alone whose address an application has verified.
    case restricted(SignupRestriction)
    /// The request to join was recorded.
    case done
    /// The same, of a team; nil where nothing may be told of it.
    case waiting(SignupHost?)
    /// The request could not be looked at; the message is that of the failure, a sentence but for its first letter and
    /// its full stop.
    case failed(message: String)
    /// There is nothing at this address.
    case missing
    /// The service cannot answer for now.
    case unavailable

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

/// Who invites to what: what the holder of a live token may know.
struct SignupOffer: Equatable {
    var teamName: String
    /// Nil when whoever made the invite has no name here.
    var inviterName: String?
    var role: Role
    var expiresAt: Timestamp?
    var remainingUses: Int?
    /// How many are in the team; nil for a few, of whom that would tell too much and promise too little.
    var memberCount: Int?

    static let fewestMembersTold = 5
}

/// To whom somebody has asked to be let in.
struct SignupHost: Equatable {
    var teamName: String
    /// Nil when whoever made the invite has no name here.
    var inviterName: String?
}

/// What whoever holds a link may know that the page cannot let them use.
struct SignupRestriction: Equatable {
    var host: SignupHost
    /// The domains whose addresses are let in.
    var domains: [String]
    /// Where the site's application is; nil for a site that has none.
    var application: String?
}

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

/// Why a link admits nobody.
///
/// Its page says so and what to do next, and nothing of the team: whoever holds a dead link may be anyone.
enum DeadLink: CaseIterable {
    case unknown, expired, revoked, exhausted, paused
    /// Only for people whose e-mail address the application itself has verified.
    case restricted
    /// Too many wait to be let in.
    case crowded

    var title: String {
        switch self {
        case .unknown: "We do not know this link"
        case .expired: "This invite has ended"
        case .revoked: "This invite was withdrawn"
        case .exhausted: "This invite is used up"
        case .paused: "This invite is paused"
        case .crowded: "Too many people are waiting"
        case .restricted: "This link needs a confirmed address"
        }
    }

    var explanation: String {
        switch self {
        case .unknown: "Part of it may have been lost on the way, as happens when a long link is broken or copied."
        case .expired: "Invites are open for a limited time, and the time of this one is over."
        case .revoked: "Somebody who looks after the team has taken it back, so it no longer lets anyone in."
        case .exhausted: "It was meant for a certain number of people, and all of its places are taken."
        case .paused: "The team takes nobody in through it for now. That may change, so keep the link."
        case .crowded: "So many have asked to join that somebody who looks after the team has to answer them first."
        case .restricted: "It is for people whose e-mail address has been confirmed, and this page cannot confirm one."
        }
    }

    var advice: String {
        switch self {
        case .unknown: "Open it again from the message it came in. If that does not help, ask the sender for a new one."
        case .expired: "Ask the person who sent it to you for a new link."
        case .revoked: "If you think that this is a mistake, ask the person who sent it to you."
        case .exhausted:
            "If you signed up with it before, your request is safe. If not, ask the person who sent it for a new link."
        case .paused: "Try again later, or ask the person who sent it to you when it will be open."
        case .crowded: "Keep the link and try again later, or tell the person who sent it to you."
        case .restricted: "Ask the person who sent it to let you in, or to make a link without that condition."
        }
    }
}
