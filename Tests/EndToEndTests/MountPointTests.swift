import Testing

@Suite(.timeLimit(.minutes(2)))
struct MountPointTests {
    @Test("below a prefix of somebody else's site, the service answers there and nowhere else")
    func prefix() async throws {
        try await WebService.use(mount: "/tools/invites") { service in
            let request = WebRequest.invite(bearer: service.state.key(of: .admin))
            let invite = try await service.send(request).created()
            #expect(try service.state.ledger(of: 42).inviteIDs == [invite.id])

            let failed = try await service.send(.invite(team: "0", bearer: service.state.key(of: .admin)))
            #expect(try failed.failure().reason == "INVALID_ID")

            let root = String(service.base.dropLast("/tools/invites".count))
            let outside = try await request.send(to: root, folder: service.run)
            #expect(try outside.failure() == Failure(404, "NotFoundException", "ROUTE_NOT_FOUND"))
            #expect(try service.state.ledger(of: 42).inviteIDs == [invite.id])
        }
    }

    @Test("below a prefix the command line makes the same links as the handlers, and they open")
    func commandLine() async throws {
        try await WebService.use(mount: "/tools/invites", isItsOwnSite: true) { service in
            var create = service.state.invitectl("invite create --team 42 --as-user 17")
            create.environment["INVITE_WEBAPP_URL"] = String(service.base.dropLast("/tools/invites".count))
            create.environment["INVITE_MOUNT"] = "/tools/invites"
            let link = try await create.text()
            #expect(link.hasPrefix("\(service.base)/signup?token="))
            #expect(link.hasSuffix("&callbackUrl=/tools/invites/getting-started"))
            #expect(try await service.send(WebRequest("GET", String(link.dropFirst(service.base.count)))).status == 200)
            let made = try await service.send(.invite(bearer: service.state.key(of: .admin), body: "{}")).created()
            #expect(made.link == link.replacing(/[0-9a-f]{64}/, with: made.token))
        }
    }

    @Test("a page of the site, for the time after signing up, is not below the prefix")
    func applicationCallback() async throws {
        let settings = ["INVITE_CALLBACK_URL": "/welcome"]
        try await WebService.use(mount: "/tools/invites", isItsOwnSite: true, settings: settings) { service in
            let invite = try await service.send(.invite(bearer: service.state.key(of: .admin))).created()
            #expect(invite.link == "\(service.base)/signup?token=\(invite.token)&callbackUrl=/welcome")
            let form = [("token", invite.token), ("name", "Grace"), ("email", "grace@example.com")]
            let answer = try await service.send(.signup(form + [("callbackUrl", "/welcome")]))
            #expect(answer.status == 303)
            #expect(answer["location"] == service.base.replacing("/tools/invites", with: "/welcome"))
        }
    }

    /// What a web server says of a request for an invite that has the handler below a prefix.
    private func variables(_ state: SampleState) -> [String: String] {
        let place = ["SCRIPT_NAME": "/cgi", "REQUEST_URI": "/cgi/v2/teams/42/invite"]
        return state.variables().merging(place) { $1 }
    }

    @Test("who has not said where the service is mounted reads it in the log, with the first link")
    func notice() async throws {
        try await SampleState.use { state in
            let outcome = try await Handler.use(state) { handler in
                for _ in 1...2 {
                    let link = try await handler.ask(variables(state)).created().link
                    #expect(link.hasPrefix("https://app.example.com/signup?"))
                }
            }
            let notices = outcome.errors.split(separator: "\n").filter { $0.contains("set INVITE_MOUNT=/cgi,") }
            #expect(notices.count == 1)
            #expect(notices.first?.contains(#""level":"warning""#) == true)
            #expect(notices.first?.contains("https://app.example.com/signup") == true)
        }
    }

    @Test(
        "whose links lead to the right place, or to an application, reads nothing",
        arguments: [
            ["INVITE_MOUNT": "/cgi"], ["INVITE_WEBAPP_URL": "https://app.example.com/cgi"],
            ["INVITE_SIGNUP_PAGE": "off"], ["INVITE_LINK_PATH": "/join?t={token}"],
        ])
    func noNotice(settings: [String: String]) async throws {
        try await SampleState.use { state in
            let outcome = try await state.cgi(variables(state).merging(settings) { $1 }).run()
            _ = try HTTPAnswer(cgi: outcome.output).created()
            #expect(!outcome.errors.contains("warning"))
        }
    }
}
