import InviteTestSupport
import Testing

/// Every JSON text of the table, and every text that is none, as the body of a create behind nginx.
@Suite(.serialized, .sharedService, .timeLimit(.minutes(2)))
struct JSONBodyTests {
    private let service: WebService

    init() throws { service = try .shared }

    @Test("a body that is JSON is understood, whatever is then made of it", arguments: JSONCase.accepted)
    func understands(text: JSONCase) async throws {
        let answer = try await create(text.isObject ? text.bytes : text.member("name"))
        if answer.status == 200 { return _ = try answer.created() }
        let failure = try answer.failure()
        #expect(failure.status == 400)
        #expect(["UNKNOWN_PROPERTY", "INVALID_FIELD"].contains(failure.reason))
    }

    @Test("a body that is no JSON is refused as such, and makes no invite", arguments: JSONCase.refused)
    func refuses(text: JSONCase) async throws {
        let before = try service.state.ledgers()
        // No body at all is none that is wrong.
        for body in [text.bytes, text.member("name")] where !body.isEmpty {
            let answer = try await create(body)
            #expect(try answer.failure() == Failure(400, "BadRequestException", "INVALID_JSON"))
        }
        #expect(try service.state.ledgers() == before)
    }

    private func create(_ body: [UInt8]) async throws -> HTTPAnswer {
        var request = WebRequest.invite(bearer: service.state.key(of: .admin))
        request.set(body: body)
        return try await service.send(request)
    }
}
