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
        let late = try fixture.send(.get, "/signup/done", authorization: nil).answer
        #expect(late.response.status == .tooManyRequests)
        #expect(String(decoding: late.body, as: UTF8.self).contains("Too many requests have come from your network"))
        #expect(try status("/v2/invites/preview", as: nil, from: "192.0.2.2", body: body) == 200)
        #expect(try status("/v2/invites/preview", as: nil, from: nil, body: body) == 200)
        for _ in 1...3 { #expect(try status("/health", as: nil) == 200) }
        #expect(try status(list, as: 2) == 200)
        let preflight = try fixture.send(.options, list, authorization: nil).answer
        #expect(preflight.response.status == .noContent)
    }

    private func signUp(_ name: String, by token: String, from address: String = "192.0.2.1") throws -> Answer {
        fixture.address = address
        let form = "token=\(token)&name=\(name)&email=\(name)%40example.com"
        return try fixture.send(
            .post, "/signup", authorization: nil, body: form, type: "application/x-www-form-urlencoded"
        ).answer
    }

    @Test("one network signs up no more people than it may in a time, and is told to wait; mistakes do not count")
    func signUps() throws {
        fixture.limits = RequestLimits(
            counter: MemoryRequestCounter(), requests: nil, failures: nil, signUps: RateLimit(count: 2, seconds: 60))
        let token = try fixture.makeInvite().token
        #expect(try signUp("%20", by: token).response.status == .badRequest)
        #expect(try ["ada", "eve"].map { try signUp($0, by: token).response.status } == [.seeOther, .seeOther])
        let late = try signUp("joe", by: token)
        #expect(late.response.status == .tooManyRequests)
        #expect(late.response.headerFields[.retryAfter] == "60")
        #expect(late.log.reason == "TOO_MANY_SIGNUPS")
        #expect(String(decoding: late.body, as: UTF8.self).contains("from your network"))
        #expect(try signUp("joe", by: token, from: "198.51.100.1").response.status == .seeOther)
        fixture.now = noon.adding(seconds: 60)
        #expect(try signUp("kim", by: token).response.status == .seeOther)
    }

    @Test("so many people may wait by an invite and in a team; users who are vouched for never wait")
    func pending() throws {
        var policy = InvitePolicy()
        (policy.maxPending, policy.maxPendingPerInvite) = (3, 2)
        fixture.settings = APISettings(links: fixture.settings.links, policy: policy, apiKeyPrefix: "cal_")
        let invites = try (1...2).map { _ in try fixture.makeInvite() }
        let names = [("a", 0), ("b", 0), ("c", 0), ("d", 1), ("e", 1)]
        let answers = try names.map { try signUp($0.0, by: invites[$0.1].token) }
        #expect(answers.map(\.response.status.code) == [303, 303, 409, 303, 409])
        #expect(answers[2].log.reason == "PENDING_LIMIT_REACHED")
        #expect(String(decoding: answers[2].body, as: UTF8.self).contains("Too many people are waiting"))
        #expect(try status("/signup?token=\(invites[0].token)", as: nil) == 409)
        #expect(try status("/v2/invites/accept", as: 8, body: body(invites[0].token)) == 200)
        // The places are free again when somebody has looked at those who wait.
        let waiting = try #require(
            try fixture.teams.read(42) { team in team.members.filter { $0.inviteID != nil && !$0.accepted } })
        let paths = waiting.map { "/v2/teams/42/memberships/\($0.id)" }
        _ = try fixture.send(.patch, paths[0], body: #"{"accepted":true}"#)
        #expect(try signUp("f", by: invites[0].token).response.status == .seeOther)
        _ = try fixture.send(.delete, paths[1])
        #expect(try signUp("g", by: invites[1].token).response.status == .seeOther)
        #expect(try signUp("h", by: invites[1].token).response.status == .conflict)
    }

    private func body(_ token: String) -> String { #"{"token":"\#(token)"}"# }

    private let forged = String(repeating: "0", count: 64)

    @Test("who guesses too often is told so, and what is right is never refused for it")
    func guesses() throws {
        limit(failures: 3)
        let tokens = try (1...3).map { _ in try fixture.makeInvite().token }
        let outcomes = try (1...5).map { _ in try fixture.send(.get, list, authorization: fixture.key(77)) }
        #expect(outcomes.map(\.answer.response.status.code) == [401, 401, 401, 429, 429])
        #expect(outcomes[4].json.reason == "TOO_MANY_FAILURES")
        #expect(outcomes[4].answer.response.headerFields[.retryAfter] == "60")
        #expect(outcomes[4].json["error"]?["message"]?.string?.hasPrefix("the credential is not known here;") == true)
        // Tokens are counted apart from credentials.
        let previews = try (1...5).map { _ in try status("/v2/invites/preview", as: nil, body: body(forged)) }
        #expect(previews == [404, 404, 404, 429, 429])
        #expect(try status("/signup?token=\(forged)", as: nil) == 429)
        #expect(try status(list, as: 2) == 200)
        #expect(try status("/v2/invites/preview", as: nil, body: body(tokens[0])) == 200)
        #expect(try status("/signup?token=\(tokens[0])", as: nil) == 200)
        #expect(try status("/v2/invites/accept", as: 8, body: body(tokens[1])) == 200)
        let form = "token=\(tokens[2])&name=Ada&email=ada%40example.com"
        let signup = try fixture.send(
            .post, "/signup", authorization: nil, body: form, type: "application/x-www-form-urlencoded")
        #expect(signup.answer.response.status == .seeOther)
        #expect(try status(list, as: 77, from: "192.0.2.2") == 401)
        #expect(try status(list, as: 77, from: "unix:") == 401)
        fixture.now = noon.adding(seconds: 60)
        #expect(try status(list, as: 77) == 401)
    }

    @Test("a broken link says that it is one, also where too many are")
    func brokenLinks() throws {
        limit(failures: 1)
        let pages = try (1...2).map { _ in try fixture.send(.get, "/signup?token=\(forged)", authorization: nil) }
        #expect(pages.map(\.answer.response.status.code) == [404, 429])
        for page in pages {
            #expect(String(decoding: page.answer.body, as: UTF8.self).contains("We do not know this link"))
        }
    }

    @Test("an application that passes on nonsense is told the truth each time, others are counted by themselves")
    func vouching() throws {
        limit(failures: 2)
        fixture.addKey(9, canVouch: true)
        for _ in 1...5 { #expect(try status("/v2/invites/accept", as: 9, body: body(forged)) == 404) }
        let ordinary = try (1...3).map { _ in try status("/v2/invites/accept", as: 8, body: body(forged)) }
        #expect(ordinary == [404, 404, 429])
        #expect(try status("/v2/invites/accept", as: 7, body: body(forged)) == 404)
        #expect(try status("/v2/invites/preview", as: nil, body: body(forged)) == 404)
    }

    @Test("an application that may vouch says whose address it speaks for")
    func represented() throws {
        limit(requests: 100, failures: 1)
        fixture.addKey(9, canVouch: true)
        func send(_ path: String, as user: Int?, for client: String) throws -> (answer: Answer, json: JSONValue) {
            try fixture.send(
                .post, path, authorization: user.map(fixture.key), body: body(forged), fields: [.clientAddress: client])
        }
        for path in ["/v2/invites/accept", "/v2/invites/preview"] {
            let network = path.hasSuffix("accept") ? "2001:db8:1:1" : "2001:db8:1:2"
            #expect(try send(path, as: 9, for: "\(network)::1").answer.response.status == .notFound)
            #expect(try send(path, as: 9, for: "\(network)::2").json.reason == "TOO_MANY_FAILURES")
            #expect(try send(path, as: 9, for: "198.51.100.7\(path.count % 2)").answer.response.status == .notFound)
            #expect(try send(path, as: 8, for: "192.0.2.9").json.reason == "VOUCHING_NOT_ALLOWED")
            #expect(try send(path, as: nil, for: "192.0.2.9").json.reason == "CREDENTIAL_MISSING")
            let isPreview = path.hasSuffix("preview")
            fixture.address = "203.0.113.\(path.count)"
            let nobody = try send(path, as: nil, for: "").json.reason
            #expect(nobody == (isPreview ? "INVITE_NOT_FOUND" : "CREDENTIAL_MISSING"))
            #expect(try send(path, as: 9, for: "192.0.2.9:80").json.reason == "INVALID_FIELD")
            #expect(try send(path, as: 9, for: "192.0.2.9").answer.log.allowance?.remaining ?? 0 >= 98)
        }
        #expect(try status("/v2/invites/preview", as: nil, body: body(forged)) == 404)
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
        for field in ["", "Basic YTpi", "Bearer", "Bearer a b"] {
            for _ in 1...2 {
                #expect(try fixture.send(.get, list, authorization: field).answer.response.status == .unauthorized)
            }
        }
    }
}
