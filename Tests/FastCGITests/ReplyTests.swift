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
