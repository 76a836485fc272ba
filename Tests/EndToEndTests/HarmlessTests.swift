import StrictJSON
import SystemPackage
import Testing

/// Looking at things, by people and by whatever opens links before them.
@Suite(.serialized, .sharedService, .timeLimit(.minutes(2)))
struct HarmlessTests {
    private let service: WebService

    init() throws { service = try .shared }

    /// Every file of the state: what is in it, and when it or its name was last changed.
    private func fingerprint() async throws -> String {
        let look = "cd \"$0\" && find . -printf '%p %y %m %s %T@ %C@\\n' | sort && find . -type f -exec sha256sum {} +"
        return try await Command("sh", "-c", look, service.state.folder.string).text()
    }

    private static let visitors = [
        [], ["Sec-Purpose: prefetch", "Purpose: prefetch"], ["User-Agent: Slackbot-LinkExpanding 1.0"],
        ["X-HTTP-Method-Override: POST"], ["X-HTTP-Method: DELETE", "X-Method-Override: DELETE"],
    ]

    @Test("GET, HEAD and OPTIONS of any route, by anybody, leave every file as it was, byte for byte")
    func scanners() async throws {
        let admin = service.state.key(of: .admin)
        let invite = try await service.send(.invite(bearer: admin)).created()
        _ = try await service.send(.accept(invite.token, bearer: service.state.key(of: .stranger))).data()
        let query = "?token=\(invite.token)&callbackUrl=/home&name=Ada&email=ada@example.com&createdBy=17&_method=POST"
        let one = "/v2/teams/42/invites/\(invite.id)"
        let routes = [
            "/v2/teams/42/invite", "/v2/organizations/7/teams/71/invite", "/v2/teams/42/invites", one, "\(one)/link",
            "\(one)/redemptions", "/v2/invites/preview", "/v2/invites/accept", "/v2/teams/42/memberships",
            "/v2/teams/42/memberships/2", "/v2/teams/42", "/v2/me", "/signup", "/teams", "/signup/done",
            "/getting-started",
            "/v2/openapi.json", "/docs", "/health", "/nowhere",
        ]
        let before = try await fingerprint()
        var requests: [WebRequest] = []
        for route in routes {
            for method in ["GET", "HEAD", "OPTIONS"] {
                for visitor in Self.visitors {
                    let fields = visitor + ["Authorization: Bearer \(admin)"]
                    requests.append(WebRequest(method, route + query, fields: fields))
                    requests.append(WebRequest(method, route, fields: visitor))
                }
            }
        }
        try await forEachAtOnce(requests, width: 4) { request async throws in
            #expect(try await service.send(request).status < 500, "\(request.method) \(request.target)")
        }
        #expect(try await fingerprint() == before)
    }

    @Test("a preview may be asked for as often as one likes")
    func previews() async throws {
        let options = #"{"maxUses":1}"#
        let invite = try await service.send(
            .invite(bearer: service.state.key(of: .admin), body: options)
        ).created()
        let before = try await fingerprint()
        try await forEachAtOnce(Array(0..<20), width: 4) { _ in
            let data = try await service.send(.preview(invite.token)).data()
            #expect(data["remainingUses"] == .integer(1))
        }
        #expect(try await fingerprint() == before)
    }
}
