/// Why a link admits nobody.
///
/// Its page says so and what to do next, and nothing of the team: whoever holds a dead link may be anyone.
package enum DeadLink: CaseIterable, Sendable {
    case unknown, expired, revoked, exhausted, paused
    /// The team admits nobody at all.
    case closed
    /// Only for people whose e-mail address the application itself has verified.
    case restricted
    /// Too many wait to be let in.
    case crowded

    package var title: String {
        switch self {
        case .unknown: "We do not know this link"
        case .expired: "This invite has ended"
        case .revoked: "This invite was withdrawn"
        case .exhausted: "This invite is used up"
        case .paused: "This invite is paused"
        case .closed: "This team is closed"
        case .crowded: "Too many people are waiting"
        case .restricted: "This link needs a confirmed address"
        }
    }

    package var explanation: String {
        switch self {
        case .unknown: "Part of it may have been lost on the way, as happens when a long link is broken or copied."
        case .expired: "Invites are open for a limited time, and the time of this one is over."
        case .revoked: "Somebody who looks after the team has taken it back, so it no longer lets anyone in."
        case .exhausted: "It was meant for a certain number of people, and all of its places are taken."
        case .paused: "The team takes nobody in through it for now. That may change, so keep the link."
        case .closed: "It takes nobody in any more, by this invite or any other."
        case .crowded: "So many have asked to join that somebody who looks after the team has to answer them first."
        case .restricted: "It is for people whose e-mail address has been confirmed, and this page cannot confirm one."
        }
    }

    package var advice: String {
        switch self {
        case .unknown: "Open it again from the message it came in. If that does not help, ask the sender for a new one."
        case .expired: "Ask the person who sent it to you for a new link."
        case .revoked: "If you think that this is a mistake, ask the person who sent it to you."
        case .exhausted:
            "If you signed up with it before, your request is safe. If not, ask the person who sent it for a new link."
        case .closed: "If you think that this is a mistake, ask the person who sent the link to you."
        case .paused: "Try again later, or ask the person who sent it to you when it will be open."
        case .crowded: "Keep the link and try again later, or tell the person who sent it to you."
        case .restricted: "Ask the person who sent it to let you in, or to make a link without that condition."
        }
    }
}
