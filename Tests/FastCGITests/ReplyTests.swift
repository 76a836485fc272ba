import HTTPTypes
import Testing

@testable import FastCGI

@Suite struct ReplyTests {
    @Test("a reply is a Status line, the fields, the length and the body")
    func bytes() {
        let response = HTTPResponse(status: .notFound, headerFields: [.contentType: "text/plain"])
        let reply = Reply(response: response, body: Array("no".utf8))
        let expected = "Status: 404 Not Found\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\n"
        #expect(text(reply, "GET") == expected + "no")
        #expect(text(reply, "HEAD") == expected)
    }

    @Test("a redirection says where to before it says that it is one")
    func redirection() {
        let fields: HTTPFields = [.cacheControl: "no-store", .location: "https://app.example.com/x"]
        let reply = Reply(response: HTTPResponse(status: .seeOther, headerFields: fields), body: [])
        let head = "Location: https://app.example.com/x\r\nStatus: 303 See Other\r\nCache-Control: no-store\r\n"
        #expect(text(reply, "POST") == head + "Content-Length: 0\r\n\r\n")
    }

    @Test("204 has no length")
    func noContent() {
        let reply = Reply(response: HTTPResponse(status: .noContent), body: [])
        #expect(text(reply, "OPTIONS") == "Status: 204 No Content\r\n\r\n")
    }

    private func text(_ reply: Reply, _ method: String) -> String {
        let (head, body) = reply.bytes(answering: method)
        return String(decoding: head + body, as: UTF8.self)
    }
}

@Suite struct LimitsTests {
    @Test(
        "an announced length is a number within the limit",
        arguments: [("0", 0), ("7", 7), ("102400", 102_400), ("", nil)] as [(String, Int?)]
    )
    func announced(text: String, length: Int?) throws {
        #expect(try Limits().announcedLength(.sample(["CONTENT_LENGTH": text])) == length)
    }

    @Test(
        "what is no length is told from what is too long",
        arguments: [
            ("-1", .contentLength), ("1.5", .contentLength), ("abc", .contentLength), ("+1", .contentLength),
            (" 1", .contentLength), ("102401", .bodyTooLarge), ("99999999999999999999", .bodyTooLarge),
        ] as [(String, RequestFault)]
    )
    func refused(text: String, fault: RequestFault) {
        #expect(throws: fault) { try Limits().announcedLength(.sample(["CONTENT_LENGTH": text])) }
    }
}
