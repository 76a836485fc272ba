import InviteDomain

/// What the query of an invite link says, whatever has become of it on the way.
///
/// Strangers add names of their own, and what those hold is no concern of ours. A gateway that repeats a parameter
/// changes nothing; a link that holds two tokens is two links.
struct SharedLink {
    /// The token, or else what stands in its place; nil where there is nothing.
    let token: String?
    /// Where to go on after signing up; nil for none that can be read, and for several.
    let callback: LocalPath?

    init(_ target: String) throws(RequestProblem) {
        let query = FormFields(ofLink: target)
        let given = query.all("token")
        let tokens = Set(given.compactMap(PastedText.token))
        guard tokens.count < 2 else {
            throw .malformed("two different tokens; open one link, as it was sent to you")
        }
        token = tokens.first ?? given.first
        let paths = query.all("callbackUrl").compactMap(PastedText.path)
        callback = paths.dropFirst().contains { $0 != paths.first } ? nil : paths.first
    }
}
