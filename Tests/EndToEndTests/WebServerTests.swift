import Testing

/// The same program behind every web server.
@Suite(.timeLimit(.minutes(5)))
struct WebServerTests {
    /// What the handler says to each request at the root of a site behind nginx.
    private static let reference = Task { try await answers(.nginx, mount: "") }

    private static func answers(_ server: WebServer, mount: String) async throws -> [String] {
        let answers = Collected()
        try await WebService.use(server, mount: mount) { service in
            for (index, sample) in SampleRequest.all.enumerated() where sample.passes(server, mount: mount) {
                let answer = try await service.send(sample.request(on: service.state))
                answers.insert("\(100 + index) \(answer.comparable(below: mount))")
                guard sample.creates else { continue }
                let invite = try answer.created()
                let query = "?token=\(invite.token)&callbackUrl=\(mount)/getting-started"
                #expect(invite.link == "https://app.example.com\(mount)/signup\(query)")
            }
            let created = SampleRequest.all.count { $0.creates && $0.passes(server, mount: mount) }
            let made = try service.state.ledger(of: 42).inviteIDs.count
            #expect(made == created)
        }
        return answers.all.sorted()
    }

    @Test(
        "the same requests get the same answers behind every web server, at the root and below a prefix",
        arguments: WebServer.places)
    func sameAnswers(server: WebServer, mount: String) async throws {
        let reference = try await Self.reference.value
        let answers = try await Self.answers(server, mount: mount)
        for (index, sample) in SampleRequest.all.enumerated() where sample.passes(server, mount: mount) {
            let answer = try #require(answers.first { $0.hasPrefix("\(100 + index) ") })
            #expect(answer == reference[index], "\(sample.testDescription)")
            #expect(answer.hasPrefix("\(100 + index) \(sample.status)\n"), "\(sample.testDescription)")
        }
    }

    @Test("nginx stops a flood from one address, tells people in words, and lets everybody else go on")
    func flood() async throws {
        try await WebService.use { service in
            // Some 40 seconds' worth of what one address may ask.
            let flood = Command(
                "curl", "--noproxy", "*", "--silent", "--interface", "127.0.0.7", "--write-out", "%{http_code}\n",
                "--output", "/dev/null", "\(service.base)/health?[1-2000]")
            let statuses = Set(try await flood.text().split(separator: "\n"))
            #expect(statuses == ["200", "429"])
            let page = Command(
                "curl", "--noproxy", "*", "--silent", "--interface", "127.0.0.7", "\(service.base)/signup?[1-2000]")
            let pages = try await page.text()
            #expect(pages.contains("<h1>Too many people at once</h1>"))
            var other = WebRequest("GET", "/health")
            other.source = "127.0.0.8"
            #expect(try await service.send(other).status == 200)
        }
    }

    /// Requests that not every web server lets through: what nginx and Apache say, and what lighttpd says.
    private static let borderline: [(request: WebRequest, status: Int, ofLighttpd: Int)] = {
        var large = WebRequest("POST", "/v2/teams/42/invite")
        large.set(body: [UInt8](repeating: UInt8(ascii: " "), count: 200_000))
        return [
            // It wants a length of each POST.
            (WebRequest("POST", "/v2/teams/0/invite"), 401, 411),
            // It has a list of methods.
            (WebRequest("BREW", "/v2/teams/42/invite"), 405, 501),
            (WebRequest("GET", "/v2/%FF"), 400, 400), (large, 413, 413),
        ]
    }()

    @Test("what a web server refuses by itself it refuses with the same status", arguments: WebServer.configurable)
    func borderline(server: WebServer) async throws {
        try await WebService.use(server) { service in
            for (request, status, ofLighttpd) in Self.borderline {
                let answer = try await service.send(request)
                let expected = server.rawValue.hasPrefix("lighttpd") ? ofLighttpd : status
                #expect(answer.status == expected, "\(request.method) \(request.target)")
            }
        }
    }
}
