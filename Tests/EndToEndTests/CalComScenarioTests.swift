import StrictJSON
import Testing

/// What Cal.com's own tests ask of the endpoint, behind nginx.
@Suite(.serialized, .sharedService, .timeLimit(.minutes(2)))
struct CalComScenarioTests {
    private let service: WebService

    init() throws { service = try .shared }

    private func ask(_ team: Int, as person: Person, organization: Int? = nil) async throws -> HTTPAnswer {
        var request = WebRequest.invite(team: "\(team)", bearer: service.state.key(of: person))
        if let organization { request.target = "/v2/organizations/\(organization)/teams/\(team)/invite" }
        return try await service.send(request)
    }

    @Test(
        "an admin or owner gets a token of 64 hex digits, a link that contains it, and a line in the ledger",
        arguments: [Person.admin, .owner])
    func creates(person: Person) async throws {
        let before = try service.state.ledger(of: 42).inviteIDs
        let invite = try await ask(42, as: person).created()
        #expect(invite.token.wholeMatch(of: /[0-9a-f]{64}/) != nil)
        #expect(invite.link == "https://app.example.com/signup?token=\(invite.token)&callbackUrl=/getting-started")
        #expect(try service.state.ledger(of: 42).inviteIDs == before + [invite.id])
    }

    @Test("two calls make two invites")
    func createsAnew() async throws {
        let first = try await ask(42, as: .admin).created()
        let second = try await ask(42, as: .admin).created()
        #expect(first.token != second.token)
        #expect(first.id != second.id)
    }

    @Test("the answer says what was asked for")
    func showsOptions() async throws {
        let asked = #"{"expiresInDays":30,"maxUses":5,"name":"Spring","metadata":{"campaign":"s1"}}"#
        let answer = try await service.send(.invite(bearer: service.state.key(of: .admin), body: asked))
        let data = try #require(try answer.json()["data"])
        #expect(data["expiresInDays"] == .integer(30))
        #expect(data["maxUses"] == .integer(5))
        #expect(data["name"] == .string("Spring"))
        #expect(data["metadata"]?["campaign"] == .string("s1"))
        #expect(data["createdBy"] == .integer(Person.admin.rawValue))
    }

    @Test(
        "whoever does not manage the team is refused, and nothing is made",
        arguments: [
            (Person.member, 42, Failure(403, "ForbiddenException", "ROLE_TOO_LOW")),
            (.stranger, 42, Failure(403, "ForbiddenException", "NOT_A_MEMBER")),
            (.pendingAdmin, 42, Failure(403, "ForbiddenException", "NOT_A_MEMBER")),
            (.organizationAdmin, 42, Failure(403, "ForbiddenException", "NOT_A_MEMBER")),
            (.admin, 4711, Failure(403, "ForbiddenException", "NOT_A_MEMBER")),
            (.instanceAdmin, 4711, Failure(404, "NotFoundException", "TEAM_NOT_FOUND")),
        ])
    func refuses(person: Person, team: Int, failure: Failure) async throws {
        let before = try service.state.ledgers()
        let answer = try await ask(team, as: person)
        #expect(try answer.failure() == failure)
        #expect(try answer.json()["path"] == .string("/v2/teams/\(team)/invite"))
        #expect(try service.state.ledgers() == before)
    }

    @Test("an instance admin may invite to any team")
    func instanceAdmin() async throws {
        let invite = try await ask(42, as: .instanceAdmin).created()
        #expect(try service.state.ledger(of: 42).inviteIDs.last == invite.id)
    }

    @Test("an organization's admin may invite to its teams, without being in them")
    func organization() async throws {
        let invite = try await ask(71, as: .organizationAdmin, organization: 7).created()
        #expect(try service.state.ledger(of: 71).inviteIDs.last == invite.id)
    }

    @Test(
        "below an organization, a team outside it is not found",
        arguments: [(Person.organizationAdmin, 42), (.organizationAdmin, 4711), (.admin, 42)])
    func outsideOrganization(person: Person, team: Int) async throws {
        let before = try service.state.ledgers()
        let answer = try await ask(team, as: person, organization: 7)
        #expect(try answer.failure() == Failure(404, "NotFoundException", "TEAM_NOT_FOUND"))
        #expect(try service.state.ledgers() == before)
    }
}
