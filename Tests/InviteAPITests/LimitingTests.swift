import HTTPTypes
import InviteDomain
import InviteTestSupport
import StrictJSON
import Testing

@testable import InviteAPI

@Suite struct LimitingTests {
    let fixture: Fixture

    init() throws { fixture = try Fixture() }

    private func limit(requests: Int? = nil, failures: Int? = nil) {
        fixture.limits = RequestLimits(
            counter: MemoryRequestCounter(), requests: requests.map { RateLimit(count: $0, seconds: 60) },
            failures: failures.map { RateLimit(count: $0, seconds: 60) })
    }

    private func status(_ path: String, as user: Int?, from address: String? = "192.0.2.1", body: String = "") throws
        -> Int
    {
        fixture.address = address
        let method: HTTPRequest.Method = body.isEmpty ? .get : .post
        let answer = try fixture.send(method, path, authorization: user.map(fixture.key), body: body).answer
        return answer.response.status.code
    }

    private let list = "/v2/teams/42/invites"

    @Test("each credential has its own count, and is told of it in Cal.com's names")
    func perCredential() throws {
        limit(requests: 2)
        let answers = try (0..<3).map { _ in try fixture.send(.get, list) }
        #expect(answers.map(\.answer.response.status.code) == [200, 200, 429])
        let fields = answers.map(\.answer.response.headerFields)
        #expect(fields.map { $0[.rateLimit] } == ["2", "2", "2"])
        #expect(fields.map { $0[.rateLimitRemaining] } == ["1", "0", "0"])
        #expect(fields.map { $0[.rateLimitReset] } == ["60", "60", "60"])
        #expect(fields[2][.retryAfter] == "60")
        let error = answers[2].json["error"]
        #expect(error?["code"] == .string("ThrottlerException"))
        #expect(error?["message"] == .string("CustomThrottlerGuard - Too many requests. Please try again later."))
        #expect(answers[2].json.reason == "RATE_LIMITED")
        #expect(try status(list, as: 1) == 200)
        fixture.now = noon.adding(seconds: 60)
        #expect(try status(list, as: 2) == 200)
    }

    @Test("who needs no credential is counted by address; health and preflights are not")
    func perAddress() throws {
        let body = #"{"token":"\#(try fixture.makeInvite().token)"}"#
        limit(requests: 1)
        #expect(try status("/v2/invites/preview", as: nil, body: body) == 200)
        #expect(try status("/v2/invites/preview", as: nil, body: body) == 429)
        #expect(try status("/signup/done", as: nil) == 429)
        #expect(try status("/v2/invites/preview", as: nil, from: "192.0.2.2", body: body) == 200)
        #expect(try status("/v2/invites/preview", as: nil, from: nil, body: body) == 200)
        for _ in 1...3 { #expect(try status("/health", as: nil) == 200) }
        #expect(try status(list, as: 2) == 200)
        let preflight = try fixture.send(.options, list, authorization: nil).answer
        #expect(preflight.response.status == .noContent)
    }

    @Test("an address that guesses is refused before it can find out, another is not")
    func guesses() throws {
        limit(failures: 3)
        let token = try fixture.makeInvite().token
        for _ in 1...2 { #expect(try status(list, as: 77) == 401) }
        let forged = #"{"token":"\#(String(repeating: "0", count: 64))"}"#
        #expect(try status("/v2/invites/preview", as: nil, body: forged) == 404)
        // From now on even what is right is not told from what is wrong.
        for (path, user, body) in [
            (list, 77, ""), (list, 2, ""), ("/v2/invites/preview", nil, forged),
            ("/v2/invites/preview", nil, #"{"token":"\#(token)"}"#), ("/signup?token=\(token)", nil, ""),
        ] as [(String, Int?, String)] {
            #expect(try status(path, as: user, body: body) == 429, "\(path)")
        }
        #expect(try status(list, as: nil) == 401)
        #expect(try status("/v2/openapi.json", as: nil) == 200)
        #expect(try status(list, as: 2, from: "192.0.2.2") == 200)
        #expect(try status(list, as: 2, from: nil) == 200)
        let refused = try fixture.send(.get, list)
        #expect(refused.json.reason == nil || refused.json.reason == "TOO_MANY_FAILURES")
        fixture.now = noon.adding(seconds: 60)
        #expect(try status(list, as: 2) == 200)
    }

    @Test("what is no guess is not counted as one")
    func noGuesses() throws {
        limit(failures: 1)
        for _ in 1...3 {
            #expect(try status(list, as: nil) == 401)
            #expect(try status(list, as: 3) == 403)
            #expect(try status("\(list)/0000002a00000000000000ff", as: 2) == 404)
            #expect(try status("/v2/invites/preview", as: nil, body: "{}") == 400)
        }
        fixture.addKey(8, expiresAt: noon)
        for _ in 1...3 { #expect(try status(list, as: 8) == 401) }
        #expect(try status(list, as: 2) == 200)
    }
}
