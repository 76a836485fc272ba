import HTTPTypes
import Testing

@testable import InviteAPI

/// Links as they come back from people, mail programs and gateways.
@Suite struct SharedLinkTests {
    let fixture: Fixture

    init() throws { fixture = try Fixture() }

    private func get(_ target: String) throws -> Answer { try fixture.send(.get, target, authorization: nil).answer }

    private func text(_ answer: Answer) -> String { String(decoding: answer.body, as: UTF8.self) }

    private func form(at target: String) throws -> String? {
        let answer = try get(target)
        guard answer.response.status == .ok else { return nil }
        return text(answer).firstMatch(of: #/name="token" value="([0-9a-f]{64})"/#).map { String($0.1) }
    }

    @Test("a link opens whatever people and programs have made of it")
    func pasted() throws {
        let token = try fixture.makeInvite().token
        let (head, tail) = (token.prefix(40), token.dropFirst(40))
        for query in [
            "token=\(token).", "token=\(token))", "token=\(token)%3E", "token=\(token)%22", "token=\(token)%E2%80%9D",
            "token=\(token)%E2%80%8B", "token=\(token)&amp;callbackUrl=/x", "callbackUrl=/x&amp;token=\(token)",
            "callbackUrl=/x&amp;amp;token=\(token)", "token=\(head)%0D%0A\(tail)", "token=\(head)=%0D%0A\(tail)",
            "token=\(head)+\(tail)", "token=3D\(token)", "token=\(token.uppercased())", "token%3D\(token)",
            "token=\(token)%26callbackUrl=/x", "+token=\(token)", "token=\(token)&token=\(token)",
            "token=\(token)&token=", "token=\(token)&utm_content=50%off", "token=\(token)&q=%E9", "q=%&token=\(token)",
            "token=\(token)%A0", "token=\(token)&callbackUrl=%zz", "token=\(token)&callbackUrl=%ff",
            "token=\(token)&callbackUrl=/x&callbackUrl=/y", "token=\(token)?utm_source=x", "&&token=\(token)&=&",
        ] { #expect(try form(at: "/signup?\(query)") == token, "\(query)") }
        let two = try get("/signup?token=\(token)&token=\(try fixture.makeInvite().token)")
        #expect(two.response.status == .badRequest)
        #expect(text(two).contains("two different tokens; open one link"))
        #expect(try form(at: "/signup?token=\(token)a") == nil)
    }

    @Test(
        "where to go on is read likewise, and counts for nothing if it cannot be",
        arguments: [
            ("callbackUrl=/x", "/x"), ("callbackUrl=/x.", "/x"), ("callbackUrl=/x)", "/x"), ("callbackUrl=/x%0A", "/x"),
            ("callbackUrl=/x&callbackUrl=/x", "/x"), ("amp;callbackUrl=/x", "/x"),
            ("callbackUrl=/x&callbackUrl=/y", nil),
            ("callbackUrl=%zz", nil), ("callbackUrl=%ff", nil), ("callbackUrl=//evil.com", nil), ("x=50%off", nil),
        ] as [(String, String?)])
    func pastedCallback(query: String, path: String?) throws {
        let page = text(try get("/signup?token=\(try fixture.makeInvite().token)&\(query)"))
        let value = page.firstMatch(of: #/name="callbackUrl" value="([^"]*)"/#).map { String($0.1) }
        #expect(value == path)
    }
}
