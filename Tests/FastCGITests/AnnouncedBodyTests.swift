import Testing

@testable import FastCGI

@Suite struct AnnouncedBodyTests {
    private static func announced(_ variables: [String: String]) throws(RequestFault) -> AnnouncedBody {
        try AnnouncedBody(.sample(variables), limit: 102_400)
    }

    @Test(
        "what is said of a body's length",
        arguments: [
            (["CONTENT_LENGTH": "0"], .bytes(0)), (["CONTENT_LENGTH": "7"], .bytes(7)),
            (["CONTENT_LENGTH": "102400"], .bytes(102_400)), (["CONTENT_LENGTH": ""], .none), ([:], .none),
            // Caddy's word for chunks, by FastCGI and CGI alike.
            (["CONTENT_LENGTH": "-1"], .inChunks), (["HTTP_TRANSFER_ENCODING": "chunked"], .inChunks),
            (["CONTENT_LENGTH": "7", "HTTP_TRANSFER_ENCODING": "chunked"], .bytes(7)),
            // nginx says it twice.
            (["CONTENT_LENGTH": "7", "HTTP_CONTENT_LENGTH": "7"], .bytes(7)),
            (["HTTP_CONTENT_LENGTH": "7"], .claimed(7)),
            (["CONTENT_LENGTH": "0", "HTTP_CONTENT_LENGTH": "7"], .claimed(7)),
            (["CONTENT_LENGTH": "0", "HTTP_CONTENT_LENGTH": "0"], .claimed(0)),
            (["HTTP_CONTENT_LENGTH": "7", "REQUEST_METHOD": "PATCH"], .claimed(7)),
            // As a subrequest of nginx's auth_request, which leaves the body out.
            (["CONTENT_LENGTH": "", "HTTP_CONTENT_LENGTH": "7", "REQUEST_METHOD": "GET"], .none),
            (["HTTP_CONTENT_LENGTH": "7", "REQUEST_METHOD": "DELETE"], .none),
        ] as [([String: String], AnnouncedBody)]
    )
    func announcement(variables: [String: String], expected: AnnouncedBody) throws {
        #expect(try Self.announced(variables) == expected)
    }

    @Test(
        "what is no length is told from what is too long",
        arguments: [
            ("-2", .contentLength), ("1.5", .contentLength), ("abc", .contentLength), ("+1", .contentLength),
            (" 1", .contentLength), ("102401", .bodyTooLarge), ("99999999999999999999", .bodyTooLarge),
        ] as [(String, RequestFault)], ["CONTENT_LENGTH", "HTTP_CONTENT_LENGTH"]
    )
    func refused(value: (text: String, fault: RequestFault), name: String) {
        #expect(throws: value.fault) { try Self.announced([name: value.text]) }
    }

    @Test("what came is what was said")
    func check() throws {
        for said in [AnnouncedBody.none, .inChunks, .bytes(2), .claimed(2)] { try said.check([1, 2]) }
        #expect(throws: RequestFault.contentLength) { try AnnouncedBody.bytes(3).check([1, 2]) }
        #expect(throws: RequestFault.bodyWithheld) { try AnnouncedBody.claimed(3).check([1, 2]) }
        #expect(throws: RequestFault.bodyWithheld) { try AnnouncedBody.claimed(3).check([]) }
    }
}
