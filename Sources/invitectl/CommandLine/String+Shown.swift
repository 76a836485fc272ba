import InviteDomain

extension String {
    /// As much of a text from a file as a terminal can be trusted with.
    var shown: String {
        let start = String(String.UnicodeScalarView(unicodeScalars.prefix(40))).printable
        return start + (unicodeScalars.count > 40 ? "…" : "")
    }
}
