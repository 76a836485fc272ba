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
}
