import StrictJSON
import SystemPackage
import Testing

/// A web server that knows who is asking, and clients that would like to be somebody else.
@Suite(.timeLimit(.minutes(3)))
struct FrontTests {
    @Test("nginx with auth_request: its users are believed, and nobody can claim to be one")
    func nginx() async throws {
        try await FrontServer.use(.nginx) { server in
            try await expectUsers(server, .nginx)
            try await expectForgeriesFail(server, .nginx)
            // Scopes come from the web server too: this session may only read.
            let reader = FrontServer.Kind.nginx.login(16)
            for fields in [[reader]] + Self.scopeForgeries.map({ [reader, $0] }) {
                try await expect(server, fields, Failure(403, "ForbiddenException", "INSUFFICIENT_SCOPE"))
            }
            // Somebody without a number is known by name, and somebody whom the front failed to name is nobody.
            try await expect(server, ["Cookie: session=ada"], Failure(403, "ForbiddenException", "NOT_A_MEMBER"))
            try await expect(
                server, ["Cookie: session=unset"], Failure(401, "UnauthorizedException", "FRONT_IDENTITY"))
            // A bearer decides, even beside a session, and even a bad one.
            let session = FrontServer.Kind.nginx.login(17)
            let member = "Authorization: Bearer \(server.state.key(of: .member))"
            try await expect(server, [session, member], Failure(403, "ForbiddenException", "ROLE_TOO_LOW"))
            try await expect(
                server, [session, "Authorization: Bearer nobody"],
                Failure(401, "UnauthorizedException", "CREDENTIAL_UNKNOWN"))
            try await expect(
                server, [session, "Sec-Fetch-Site: cross-site"], Failure(403, "ForbiddenException", "CROSS_SITE"))
        }
    }

    @Test("what nginx passes on as REMOTE_USER, a mere claim of the client, is not believed")
    func claims() async throws {
        try await FrontServer.use(.nginxWithClaims) { server in
            let login = FrontServer.Kind.nginxWithClaims.login(17)
            for fields in [[], ["Auth-Type: Basic"], ["AUTH_TYPE: Basic"], [FrontServer.Kind.nginx.login(17)]] {
                try await expect(
                    server, [login] + fields, Failure(401, "UnauthorizedException", "CREDENTIAL_MALFORMED"))
            }
        }
    }

    @Test(
        "Apache with passwords, by mod_proxy_fcgi and by mod_cgid: the same",
        .enabled("Apache must be there", { await FrontServer.apacheIsAvailable() }),
        arguments: [FrontServer.Kind.apacheFastCGI, .apacheCGI])
    func apache(kind: FrontServer.Kind) async throws {
        try await FrontServer.use(kind) { server in
            try await expectUsers(server, kind)
            try await expectForgeriesFail(server, kind)
            let wrong = "Authorization: Basic MTc6d3Jvbmc="
            #expect(try await server.send(Self.invite([wrong])).status == 401)
        }
    }

    @Test("a preflight, which carries no cookie, passes nginx with auth_request")
    func preflight() async throws {
        try await FrontServer.use(.nginx) { server in
            let fields = ["Origin: https://a.example", "Access-Control-Request-Method: POST"]
            let answer = try await server.send(WebRequest("OPTIONS", "/v2/teams/42/invite", fields: fields))
            #expect(answer.status == 204)
            #expect(answer["access-control-allow-origin"] == "*")
        }
    }

    private static func invite(_ fields: [String]) -> WebRequest {
        WebRequest("POST", "/v2/teams/42/invite", fields: fields)
    }

    /// Who the web server says is there is there, with a bearer somebody else, and without either nobody.
    private func expectUsers(_ server: FrontServer, _ kind: FrontServer.Kind) async throws {
        let made = try await server.send(Self.invite([kind.login(17)])).created()
        #expect(try server.state.ledger(of: 42).inviteIDs == [made.id])
        let ledger = try server.state.folder.appending("teams/42.jsonl").text()
        #expect(ledger.contains(#""by":{"userId":17},"event":"invite.created""#))
        try await expect(server, [kind.login(18)], Failure(403, "ForbiddenException", "ROLE_TOO_LOW"))
        try await expect(server, [], Failure(401, "UnauthorizedException", "CREDENTIAL_MISSING"))
        let bearer = "Authorization: Bearer \(server.state.key(of: .owner))"
        _ = try await server.send(Self.invite([bearer])).created()
    }

    /// Every way to write the parameters into a request.
    private static let forgeries = [
        "Remote-User-Id", "Remote_User_Id", "REMOTE_USER_ID", "Remote-User", "REMOTE_USER", "X-User",
        "X-Remote-User-Id",
        "HTTP_REMOTE_USER_ID", "Http-Remote-User", "Redirect-Remote-User", "Redirect-Http-Remote-User-Id", "Front-User",
        "Remote-Ident", "Auth-User", "Authorization-User", "X-Forwarded-User",
    ].map { "\($0): 17" }
    private static let scopeForgeries = [
        "Remote-Scopes", "Remote_Scopes", "REMOTE_SCOPES", "X-Scopes", "Front-Scopes", "FRONT_SCOPES",
        "HTTP_REMOTE_SCOPES",
    ].map { "\($0): TEAM_MEMBERSHIP_WRITE" }

    /// None of them makes nobody somebody, or a member an admin.
    private func expectForgeriesFail(_ server: FrontServer, _ kind: FrontServer.Kind) async throws {
        let before = try server.state.ledgers()
        for forgery in Self.forgeries {
            try await expect(
                server, [forgery] + Self.scopeForgeries, Failure(401, "UnauthorizedException", "CREDENTIAL_MISSING"))
            try await expect(
                server, [kind.login(18), forgery], Failure(403, "ForbiddenException", "ROLE_TOO_LOW"))
        }
        let query = WebRequest("POST", "/v2/teams/42/invite?REMOTE_USER=17&REMOTE_USER_ID=17")
        #expect(try await server.send(query).failure().reason == "CREDENTIAL_MISSING")
        #expect(try server.state.ledgers() == before)
    }

    private func expect(
        _ server: FrontServer, _ fields: [String], _ failure: Failure, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let answer = try await server.send(Self.invite(fields))
        #expect((try? answer.failure()) == failure, "\(fields): \(answer)", sourceLocation: sourceLocation)
    }
}
