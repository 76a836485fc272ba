import ByteText
import InviteDomain

extension MemberFilter {
    /// What a query says about which members are wanted.
    init(_ query: FormFields) throws(RequestProblem) {
        self.init(
            accepted: try query.flag("accepted"), inviteID: try Self.inviteID(query.single("inviteId")),
            emails: try Self.emails(query.all("emails")), search: try Self.search(query.single("search")))
    }

    private static func inviteID(_ text: String?) throws(RequestProblem) -> InviteID? {
        guard let text else { return nil }
        guard let id = InviteID(text) else { throw .badParameter("inviteId", expected: "24 lower-case hex digits") }
        return id
    }

    private static func search(_ text: String?) throws(RequestProblem) -> SearchText? {
        guard let text else { return nil }
        guard let search = SearchText(text) else {
            throw .badParameter("search", expected: "\(SearchText.length.inWords) characters")
        }
        return search
    }

    /// E-mail addresses in one parameter with commas or in several, as Cal.com takes them.
    private static func emails(_ values: [String]) throws(RequestProblem) -> [String] {
        let emails = values.flatMap { $0.split(separator: ",") }.map { String($0.trimmed { $0 == " " }) }
        // One that is none is no member's.
        let spelled = emails.filter { !$0.isEmpty }.map { (try? TextRule.email($0)) ?? $0 }
        let unique = Set(spelled.map(EmailAddress.key))
        let limit = CallLimits.emails
        guard unique.count <= limit else { throw .badParameter("emails", expected: "at most \(limit) addresses") }
        if unique.isEmpty, !values.isEmpty { throw .badParameter("emails", expected: "one address or more") }
        return unique.map { String(decoding: $0, as: UTF8.self) }
    }
}
