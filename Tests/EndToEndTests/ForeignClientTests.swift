import SystemPackage
import Testing

@Suite(.timeLimit(.minutes(2)))
struct ForeignClientTests {
    @Test(
        "a client generated from Cal.com's description makes an invite, unchanged",
        .enabled("the generator comes from PyPI", { await ForeignClient.isAvailable() }))
    func generated() async throws {
        try await WebService.use { service in
            let client = try await ForeignClient.generate(in: service.run)
            let answer = try await client.createInvite(at: service.base, key: service.state.key(of: .admin))
            let token = try #require(answer.dropFirst().first)
            let link = "https://app.example.com/signup?token=\(token)&callbackUrl=/getting-started"
            #expect(answer == ["success", token, link])
            #expect(try service.state.ledger(of: 42).inviteIDs == [String(token.prefix(24))])
        }
    }
}
