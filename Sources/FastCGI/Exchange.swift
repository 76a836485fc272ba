package import HTTPTypes

/// One request as it came in.
package struct Exchange: Sendable {
    /// All that the web server said about the request.
    package let variables: CGIVariables
    package let request: HTTPRequest
    package let body: [UInt8]
}

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
            bytes.append(UInt8(ascii: ":"))
            bytes.append(UInt8(ascii: " "))
            bytes.append(contentsOf: value.utf8)
            endLine()
        }
        func endLine() {
            bytes.append(0x0D)
            bytes.append(0x0A)
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

/// Answers requests, however they came.
package protocol Handler {
    /// The path at which the operator says that the service is mounted, such as `/invites`; empty at the root.
    var mount: String { get }

    func respond(to exchange: Exchange) -> Reply

    /// Answers what is no request.
    func refuse(_ fault: RequestFault, _ variables: CGIVariables) -> Reply

    /// Does what can wait until an answer is sent; false when the process has to end.
    func tidy() -> Bool
}

extension Handler {
    package var mount: String { "" }

    /// Puts a request together and has it answered.
    func reply(to variables: CGIVariables, body: () throws(RequestFault) -> [UInt8]) -> Reply {
        do throws(RequestFault) {
            // The body first, whatever the rest is like: on a kept connection it is in the way of the next request.
            let body = try body()
            let request = try HTTPRequest(variables, below: mount)
            return respond(to: Exchange(variables: variables, request: request, body: body))
        } catch {
            return refuse(error, variables)
        }
    }
}

/// How much one request may be, and how long it may take.
package struct Limits: Sendable {
    /// Bytes of body.
    package var body = 102_400
    /// Bytes of all variables together, names and values.
    package var variables = 65_536
    /// Seconds in which a request has to arrive whole, and then its answer to leave.
    ///
    /// More than web servers give a client: theirs is the better answer.
    package var seconds = 12

    package init() {}
}
