import StrictJSON
import Testing

/// One request that asks for something that cannot be.
struct BadInput: Sendable, CustomTestStringConvertible {
    let testDescription: String
    var team = "42"
    var body: [UInt8]?
    var type = "application/json"
    let failure: Failure

    init(_ description: String, team: String, _ failure: Failure) {
        testDescription = description
        self.team = team
        self.failure = failure
    }

    init(_ description: String, _ body: String, type: String = "application/json", _ failure: Failure) {
        self.init(description, bytes: Array(body.utf8), type: type, failure)
    }

    init(_ description: String, bytes: [UInt8], type: String = "application/json", _ failure: Failure) {
        testDescription = description
        body = bytes
        self.type = type
        self.failure = failure
    }

    static let ids = ["abc", "0", "-1", "+42", "042", "1.5", "42%20", "2147483648", "99999999999"].map {
        BadInput("teamId \($0)", team: $0, Failure(400, "BadRequestException", "INVALID_ID"))
    }

    static let bodies: [BadInput] = [
        BadInput("not JSON", "maxUses=1", notJSON),
        BadInput("half of it", #"{"maxUses":1"#, notJSON),
        BadInput("not UTF-8", bytes: Array(#"{"name":""#.utf8) + [0xC3, 0x28] + Array(#""}"#.utf8), notJSON),
        BadInput("an array", "[]", notJSON),
        BadInput("null", "null", notJSON),
        BadInput("a comma too many", #"{"maxUses":1,}"#, notJSON),
        BadInput("10,000 levels deep", String(repeating: "[", count: 10_000), notJSON),
        BadInput("a property twice", #"{"maxUses":1,"maxUses":2}"#, notJSON),
        BadInput("an unknown property", #"{"maxUse":1}"#, Failure(400, "BadRequestException", "UNKNOWN_PROPERTY")),
        BadInput("maxUses 0", #"{"maxUses":0}"#, invalidField),
        BadInput("maxUses as text", #"{"maxUses":"1"}"#, invalidField),
        BadInput("366 days", #"{"expiresInDays":366}"#, invalidField),
        BadInput("both expiries", #"{"expiresInDays":7,"expiresAt":"2099-01-01T00:00:00Z"}"#, invalidField),
        BadInput("expired before it begins", #"{"expiresAt":"2020-01-01T00:00:00Z"}"#, invalidField),
        BadInput("a name with a line break", #"{"name":"a\nb"}"#, invalidField),
        BadInput(
            "a role above the ceiling", #"{"role":"OWNER"}"#, Failure(403, "ForbiddenException", "ROLE_ABOVE_CEILING")),
        BadInput("a form", "maxUses=1", type: "application/x-www-form-urlencoded", wrongType),
        BadInput("another charset", "{}", type: "application/json; charset=latin1", wrongType),
        BadInput(
            "101 kB", bytes: Array("{}".utf8) + [UInt8](repeating: UInt8(ascii: " "), count: 101 * 1024),
            Failure(413, "PayloadTooLargeException", "BODY_TOO_LARGE")),
    ]

    private static let notJSON = Failure(400, "BadRequestException", "INVALID_JSON")
    private static let invalidField = Failure(400, "BadRequestException", "INVALID_FIELD")
    private static let wrongType = Failure(415, "UnsupportedMediaTypeException", "UNSUPPORTED_MEDIA_TYPE")
}

@Suite(.serialized, .sharedService, .timeLimit(.minutes(2)))
struct BadInputTests {
    private let service: WebService

    init() throws { service = try .shared }

    @Test(
        "bad input is refused in its envelope, and the ledgers stay byte for byte as they were",
        arguments: BadInput.ids + BadInput.bodies)
    func refuses(input: BadInput) async throws {
        let before = try service.state.ledgers()
        var request = WebRequest.invite(team: input.team, bearer: service.state.key(of: .admin))
        if let body = input.body { request.set(body: body, type: input.type) }
        let answer = try await service.send(request)
        #expect(try answer.failure() == input.failure)
        #expect(try answer.json()["path"] == .string("/v2/teams/\(input.team)/invite"))
        #expect(try service.state.ledgers() == before)
    }

    @Test("a body of exactly 100 kB is not too large, one byte more is")
    func bodyLimit() async throws {
        var request = WebRequest.invite(bearer: service.state.key(of: .admin))
        request.set(body: Array(#"{"maxUses":9}"#.utf8) + [UInt8](repeating: UInt8(ascii: " "), count: 102_400 - 13))
        let invite = try await service.send(request).created()
        #expect(try service.state.ledger(of: 42).inviteIDs == [invite.id])
        request.body?.append(UInt8(ascii: "\n"))
        // Again and again, for the answer comes while nginx may still be sending the body.
        for _ in 1...20 {
            let refused = try await service.send(request)
            #expect(try refused.failure() == Failure(413, "PayloadTooLargeException", "BODY_TOO_LARGE"))
        }
        #expect(try service.state.ledger(of: 42).inviteIDs == [invite.id])
    }
}
