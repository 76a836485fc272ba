import StrictJSON
import SystemPackage

/// Somebody with a browser and a link that Ada, an admin of team 42, has made.
struct SignupVisit: Sendable {
    let service: WebService
    let browser: Browser
    private let key: String

    private static let ada = 20

    init(service: WebService, browser: Browser) async throws {
        self.service = service
        self.browser = browser
        let state = service.state
        _ = try await state.invitectl("member add --team 42 --user \(Self.ada) --role ADMIN --name Ada").text()
        key = try await state.invitectl("key issue --user \(Self.ada)").text()
    }

    /// A new invite; what follows after signing up is the page that says thank you.
    func create(team: Int = 42, _ options: String = "{}") async throws -> CreatedInvite {
        try await service.send(.invite(team: "\(team)", bearer: key, body: options)).created()
    }

    func link(_ options: String = "{}") async throws -> String { link(to: try await create(options).token) }

    /// The link of a new team.
    func link(team: Int, named name: String) async throws -> String {
        for line in [
            "team create --id \(team) --name \(name)", "member add --team \(team) --user \(Self.ada) --role ADMIN",
        ] { _ = try await service.state.invitectl(line).text() }
        return link(to: try await create(team: team).token)
    }

    private func link(to token: String) -> String { "\(service.base)/signup?token=\(token)&callbackUrl=/signup/done" }

    /// Fills in the form that is to be seen, and sends it.
    func signUp() async throws {
        try await browser.find("#name").type("Grace")
        try await browser.find("#email").type("grace@example.com")
        try await browser.find("button").click()
    }

    /// Who waits to be accepted after signing up: name and address.
    func pending() async throws -> [String] {
        let members = try await service.state.invitectl("member list --json --team 42").json().array ?? []
        return members.filter { $0["accepted"] == .boolean(false) && $0["userId"]?.integer == nil }.map {
            "\($0["name"]?.string ?? "-") <\($0["email"]?.string ?? "-")>"
        }
    }

    /// What the web server was asked for, but for the API: each method and path.
    func requests() throws -> [String] {
        let log = try service.run.appending("logs/invite-fcgi.access.log").text()
        return log.matches(of: #/"([A-Z]+ [^"]*)"/#).map { String($0.1) }.filter { !$0.contains(#/\ /(v2|health)/#) }
    }

    func status(of link: String) async throws -> Int {
        try await service.send(WebRequest("GET", String(link.dropFirst(service.base.count)))).status
    }

    /// A link that is dead, or about to be.
    func deadLink(_ invite: DeadInvite) async throws -> String {
        switch invite {
        case .unknown:
            return link(to: String(try await create().token.reversed()))
        case .expired:
            let soon = try await Command("date", "--utc", "--date=+2 seconds", "+%FT%TZ").text()
            return try await link(#"{"expiresAt": "\#(soon)"}"#)
        case .revoked:
            return try await changed("DELETE")
        case .exhausted:
            let link = try await link(#"{"maxUses": 1}"#)
            try await browser.open(link)
            try await signUp()
            return link
        case .paused:
            return try await changed("PATCH", #"{"paused": true}"#)
        case .restricted:
            return try await link(#"{"allowedEmailDomains": ["example.com"]}"#)
        }
    }

    private func changed(_ method: String, _ body: String? = nil) async throws -> String {
        let invite = try await create()
        var request = WebRequest(method, "/v2/teams/42/invites/\(invite.id)", fields: ["Authorization: Bearer \(key)"])
        if let body { request.set(body: Array(body.utf8)) }
        let answer = try await service.send(request)
        guard answer.status == 200 else { throw Unexpected("\(method): \(answer)") }
        return link(to: invite.token)
    }
}

/// Each way in which a link can lead to nothing.
enum DeadInvite: CaseIterable, Sendable {
    case unknown, expired, revoked, exhausted, paused, restricted

    var status: Int {
        switch self {
        case .unknown: 404
        case .expired, .revoked, .exhausted: 410
        case .paused: 409
        case .restricted: 403
        }
    }

    var heading: String {
        switch self {
        case .unknown: "We do not know this link"
        case .expired: "This invite has ended"
        case .revoked: "This invite was withdrawn"
        case .exhausted: "This invite is used up"
        case .paused: "This invite is paused"
        case .restricted: "Join Acme"
        }
    }
}
