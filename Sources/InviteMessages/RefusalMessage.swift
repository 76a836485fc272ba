/// What a refusal is told as, to each of those who may read of it.
///
/// The rules refuse in one place, and people read of it in four: in the API's answers, in the examples of the API's
/// description (made of the same answers), on the sign-up page, and in a shell. Each has words of its own, since each
/// reader can do something else about it; they stand beside each other in `init(_:)`, the one switch over `Refusal`. A
/// new case of `Refusal` does not compile before it has words for the API and the shell. A page of its own it needs only
/// where the API's words are none for people.
///
/// How a kind becomes a status of HTTP or an exit status is for the API and for invitectl to say.
package struct RefusalMessage: Sendable {
    package let kind: Kind
    /// The machine's word for it, which clients may rely on: `NOT_A_MEMBER`.
    package let reason: String
    /// For callers of the API: what failed, on what, and what to do; where Cal.com has a sentence, Cal.com's.
    package let api: String
    /// For an operator at a shell, with the command or option that helps.
    package let shell: String
    /// For whoever holds a link: which page about a dead link they see; nil where the page repeats what the API says.
    package let page: DeadLink?

    /// Of which sort a refusal is: the sections of the table.
    package enum Kind: Sendable {
        /// It is not known who asks.
        case unauthenticated
        /// Whoever asks may not do that.
        case notAllowed
        /// The invite is for other people.
        case notAdmitted
        case notFound
        /// It does not fit what there is now; that may change.
        case conflict
        /// It has ended for good.
        case gone
        /// It was changed since whoever asks has seen it.
        case outdated
        /// What was asked for cannot be.
        case invalid
    }

    init(_ kind: Kind, _ reason: String, api: String, shell: String, page: DeadLink? = nil) {
        (self.kind, self.reason, self.api, self.shell, self.page) = (kind, reason, api, shell, page)
    }
}
