import Testing

/// Whom the handler counts where a proxy stands in front of its web server.
@Suite(.timeLimit(.minutes(2)))
struct ProxiedClientTests {
    private static let proxy = "127.0.0.9"
    private static let settings = ["INVITE_RATE_LIMIT": "2/3600"]

    @Test(
        "what the proxy says is believed, and a stranger's word is not",
        // An account of a shared host has no say in it, and h2o goes by another protocol.
        arguments: WebServer.configurable.filter { $0 != .h2o })
    func believed(server: WebServer) async throws {
        try await WebService.use(server, proxy: Self.proxy, settings: Self.settings) { service in
            // What stands to the left of the client's address the client itself has said.
            let one = ["203.0.113.1, 198.51.100.7", "203.0.113.2, 198.51.100.7", "203.0.113.3,198.51.100.7"]
            let ofOne = try await statuses(service, from: Self.proxy, one)
            #expect(ofOne == [404, 404, 429])
            let ofAnother = try await statuses(service, from: Self.proxy, ["198.51.100.8"])
            #expect(ofAnother == [404])
            let forged = try await statuses(service, from: "127.0.0.8", (1...3).map { "198.51.100.\($0)" })
            #expect(forged == [404, 404, 429])
        }
    }

    /// What somebody at `source` gets who says that they speak for these.
    private func statuses(_ service: WebService, from source: String, _ names: [String]) async throws -> [Int] {
        var statuses: [Int] = []
        for name in names {
            var request = WebRequest.preview("x")
            request.source = source
            request.fields.append("X-Forwarded-For: \(name)")
            statuses.append(try await service.send(request).status)
        }
        return statuses
    }

    @Test("h2o believes the PROXY protocol")
    func protocolled() async throws {
        try await WebService.use(.h2o, proxy: Self.proxy, settings: Self.settings) { service in
            let port = String(service.base.split(separator: ":").last ?? "")
            var statuses: [String] = []
            for address in ["198.51.100.7", "198.51.100.7", "198.51.100.7", "198.51.100.8"] {
                let shell = Command("bash", "-c", Self.script, port, address)
                statuses.append(try await shell.text())
            }
            #expect(statuses == ["404", "404", "429", "404"])
        }
    }

    private static let script = #"""
        exec 3<>"/dev/tcp/127.0.0.1/$0"
        printf 'PROXY TCP4 %s 127.0.0.1 50000 80\r\nPOST /v2/invites/preview HTTP/1.1\r\nHost: 127.0.0.1\r\n' "$1" >&3
        printf 'Content-Type: application/json\r\nContent-Length: 13\r\nConnection: close\r\n\r\n{"token":"x"}' >&3
        read -r _ status _ <&3 && echo "$status"
        """#
}
