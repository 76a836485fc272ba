import StrictJSON
import Testing

/// Requests that try to lead people elsewhere, behind nginx.
@Suite(.serialized, .sharedService, .timeLimit(.minutes(2)))
struct HostileRequestTests {
    private let service: WebService

    init() throws { service = try .shared }

    private static let callbacks = [
        "//evil.example", "///evil.example", "/\\evil.example", "\\/evil.example", "\\\\evil.example",
        "http://evil.example", "https://evil.example", "https:evil.example", "https:/evil.example",
        "HTTPS://EVIL.EXAMPLE", "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x",
        "@evil.example", ".evil.example", ":80@evil.example", "?next=//evil.example", "#//evil.example",
        "/#//evil.example", "/%2Fevil.example", "/%2f%2fevil.example", "/%5Cevil.example", "/%2e%2e//evil.example",
        "/..//evil.example", "/.//evil.example", "/a/../../evil.example", "/%00", "/%0d%0aSet-Cookie:%20a=b",
        "/a\r\nLocation: https://evil.example", "/\tevil.example", "\t//evil.example", " //evil.example", "/a b",
        "/\u{2028}evil", "/\u{FF0F}evil.example", "/ä", "/%", "/%zz", "https://app.example.com.evil.example",
        "https://app.example.com@evil.example", "/<script>alert(1)</script>", "/\"onmouseover=\"alert(1)", "",
    ]

    @Test("no callback that leads off the site reaches a redirect or the page")
    func callbacks() async throws {
        #expect(Self.callbacks.count >= 40)
        let invite = try await service.send(.invite(bearer: service.state.key(of: .admin))).created()
        for (number, callback) in Self.callbacks.enumerated() {
            let answer = try await service.send(
                .signup([
                    ("token", invite.token), ("name", "Ada"), ("email", "ada\(number)@example.com"),
                    ("callbackUrl", callback),
                ]))
            #expect(answer.status == 303, "\(callback)")
            #expect(answer["location"] == "https://app.example.com/getting-started?invite=\(invite.id)", "\(callback)")
            #expect(answer.fields.count { $0.name == "location" } == 1)
            #expect(answer["set-cookie"] == nil)
            let encoded = callback.utf8.map { "%" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
            let page = try await service.send(
                WebRequest("GET", "/signup?token=\(invite.token)&callbackUrl=\(encoded)"))
            #expect(page.status == 200, "\(callback)")
            #expect(!page.text.contains("evil") && !page.text.contains("alert("), "\(callback)")
        }
    }

    private static let fields = [
        ["Host: evil.example"], ["Host: app.example.com.evil.example:8080"], ["X-Forwarded-Host: evil.example"],
        ["X-Forwarded-Proto: http", "X-Forwarded-Port: 81"], ["X-Forwarded-Server: evil.example"],
        ["Forwarded: for=1.2.3.4;host=evil.example;proto=http"], ["X-Original-Host: evil.example"],
        ["X-Original-URL: https://evil.example/x", "X-Rewrite-URL: /evil"], ["X-Forwarded-Prefix: /evil"],
        ["X-Host: evil.example", "X-HTTP-Host-Override: evil.example"], ["Referer: https://evil.example/"],
        ["Proxy: http://evil.example"], ["X-Forwarded-Scheme: evil", "Front-End-Https: off"],
    ]

    @Test("no header of a request changes a link, a page or a redirect", arguments: fields)
    func headers(fields: [String]) async throws {
        let key = service.state.key(of: .admin)
        var create = WebRequest.invite(bearer: key)
        create.fields += fields
        let invite = try await service.send(create).created()
        let link = "https://app.example.com/signup?token=\(invite.token)&callbackUrl=/getting-started"
        #expect(invite.link == link)
        var show = WebRequest.call("POST", "/v2/teams/42/invites/\(invite.id)/link", bearer: key)
        show.fields += fields
        #expect(try await service.send(show).data()["inviteLink"] == .string(link))
        let page = try await service.send(WebRequest("GET", "/signup?token=\(invite.token)", fields: fields))
        #expect(page.status == 200)
        #expect(!page.description.contains("evil"))
        var form = WebRequest.signup([("token", invite.token), ("name", "Ada"), ("email", "h@example.com")])
        form.fields += fields
        let answer = try await service.send(form)
        #expect(answer["location"] == "https://app.example.com/getting-started?invite=\(invite.id)")
        #expect(!answer.description.contains("evil"))
    }
}
