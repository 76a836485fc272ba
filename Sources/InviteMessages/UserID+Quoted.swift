package import InviteDomain

extension UserID {
    /// As sentences name a user: the digits of a number, or a subject in quotes, cut where it is longer than a line.
    package var quoted: String {
        guard let text = subject?.description else { return description }
        return "'\(text.count > 64 ? text.prefix(64) + "…" : text)'"
    }
}
