import StrictJSON
import SystemPackage

/// A developer who copies lines from the page of the API into a shell, and puts what there is in the place of examples.
struct DocsShell: Sendable {
    private let service: WebService
    private let team: CreatedInvite
    private let inside: CreatedInvite

    /// A line, and what is said of it.
    struct Line: Sendable {
        let id: String
        let method: String
        let text: String
        let success: String
        let errors: [String]
    }

    /// - Parameters:
    ///   - service: where the lines go.
    ///   - team: an invite of team 42, which is that of the examples.
    ///   - inside: one of team 71 of organization 7.
    init(_ service: WebService, team: CreatedInvite, inside: CreatedInvite) {
        self.service = service
        self.team = team
        self.inside = inside
    }

    /// All the lines on the page that a browser shows.
    func lines(on browser: Browser) async throws -> [Line] {
        let found = try await browser.evaluate(
            """
            return [...document.querySelectorAll(".curl code")].map(code => {
                const way = code.closest("[id]"), call = code.closest("article");
                return {
                    id: way.id, text: code.textContent, method: way.querySelector(".method").textContent,
                    statuses: [...call.querySelectorAll("h4 ~ p > code:first-child, dl > div > dt > code")]
                        .map(e => e.textContent).filter(t => /^[2-5][0-9][0-9]$/.test(t))
                }
            })
            """)
        return try (found.array ?? []).map { line in
            guard let id = line["id"]?.string, let text = line["text"]?.string, let method = line["method"]?.string,
                let statuses = line["statuses"]?.strings, let success = statuses.first
            else { throw Unexpected("a line: \(line)") }
            return Line(id: id, method: method, text: text, success: success, errors: Array(statuses.dropFirst()))
        }
    }

    /// The status of the answer to a line.
    func run(_ line: Line) async throws -> String {
        let folder = service.state.folder.removingLastComponent()
        // Only what is to be seen differs from what a person would have.
        try folder.appending(".curlrc").write(
            "silent\noutput = /dev/null\nwrite-out = %{http_code}\nnoproxy = *\n".utf8)
        var shell = Command("sh", "-euc", replaced(line.text))
        shell.environment["HOME"] = folder.string
        shell.environment["KEY"] = service.state.key(of: .instanceAdmin)
        return try await shell.text()
    }

    private func replaced(_ text: String) -> String {
        let isInside = text.contains("/organizations/")
        let invite = isInside ? inside : team
        return text.replacing(/[0-7][0-9a-f]{63}/, with: invite.token)
            .replacing(/\b0000002a[0-9a-f]{16}\b/, with: invite.id)
            .replacing("/memberships/42", with: "/memberships/2")
            .replacing("/organizations/42/teams/42", with: "/organizations/7/teams/71")
    }
}
