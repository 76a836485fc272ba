import StrictJSON
import SystemPackage
import Testing

/// The whole way of somebody who gets a link.
@Suite(.timeLimit(.minutes(5)))
struct WalkTests {
    @Test("behind every web server, a link leads from its first page to a membership", arguments: WebServer.places)
    func walk(server: WebServer, mount: String) async throws {
        try await WebService.use(server, mount: mount, isItsOwnSite: true) { service in
            let key = service.state.folder.removingLastComponent().appending("key")
            try key.write("header = \"Authorization: Bearer \(service.state.key(of: .admin))\"\n".utf8)
            let walk = Products.repository.appending("deploy/checks/walk")
            _ = try await Command(walk, [service.base, "42", "Acme", key.string]).text()
            let members = try await service.state.invitectl("member list --json --team 42").json().array ?? []
            #expect(members.contains { $0["name"]?.string == "Grace Walker" && $0["accepted"] == .boolean(true) })
        }
    }
}
