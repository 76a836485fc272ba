import ByteText
package import HTTPTypes

/// What is sent back, and whether the process may go on afterwards.
package struct Reply: Sendable {
    package let response: HTTPResponse
    package let body: [UInt8]
    /// True when the process has to end once this is sent.
    package let isLast: Bool

    package init(response: HTTPResponse, body: [UInt8], isLast: Bool = false) {
        self.response = response
        self.body = body
        self.isLast = isLast
    }

    /// The bytes of a CGI response (RFC 3875, 6) to a request of this method, in two parts.
    func bytes(answering method: String?) -> (head: [UInt8], body: [UInt8]) {
        // A HEAD gets the fields and no body.
        (head, method == "HEAD" ? [] : body)
    }

    private var head: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(960)
        func add(_ name: String, _ value: String) {
            bytes.append(contentsOf: name.utf8)
            bytes.append(.colon)
            bytes.append(.space)
            bytes.append(contentsOf: value.utf8)
            endLine()
        }
        func endLine() {
            bytes.append(.carriageReturn)
            bytes.append(.lineFeed)
        }
        let isRedirection = response.status.kind == .redirection
        // First: with HAProxy 2.6, a Location makes 302 of whatever Status came before it.
        if isRedirection {
            for field in response.headerFields where field.name == .location { add("Location", field.value) }
        }
        add("Status", "\(response.status.code) \(response.status.reasonPhrase)")
        for field in response.headerFields where !isRedirection || field.name != .location {
            add(field.name.rawName, field.value)
        }
        if response.status != .noContent { add("Content-Length", String(body.count)) }
        endLine()
        return bytes
    }
}
