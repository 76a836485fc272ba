package import StrictJSON

/// One call of an API (OpenAPI 3.0, Operation Object).
package struct OpenAPIOperation {
    package var tag: String
    /// The name under which client generators know it.
    package var id: String
    package var summary: String
    /// Empty for none.
    package var text: String
    /// The alternatives of credentials, as JSON.
    package var security: String
    /// The components that describe its parameters.
    package var parameters: [String]
    /// The component that describes its body; nil when it takes none.
    package var body: String?
    /// The answer when all is well.
    package var success: Success
    /// All other answers: for each status the component that describes it.
    package var errors: [(status: Int, response: String)]

    package struct Success {
        package var status: Int
        package var text: String
        /// What the body is; nil for none.
        package var content: Content?
        /// The components that describe its header fields.
        package var headers: [String]
        /// The components that say where to go on with it.
        package var links: [String]

        package init(
            status: Int = 200, text: String, content: Content? = nil, headers: [String] = [], links: [String] = []
        ) {
            self.status = status
            self.text = text
            self.content = content
            self.headers = headers
            self.links = links
        }
    }

    package enum Content {
        /// JSON, described by a component.
        case json(String)
        /// Something else, with its schema.
        case other(type: String, schema: String)
    }

    package init(
        tag: String, id: String, summary: String, text: String, security: String, parameters: [String], body: String?,
        success: Success, errors: [(status: Int, response: String)]
    ) {
        self.tag = tag
        self.id = id
        self.summary = summary
        self.text = text
        self.security = security
        self.parameters = parameters
        self.body = body
        self.success = success
        self.errors = errors
    }
}

extension JSONWriter {
    package mutating func operation(_ operation: OpenAPIOperation) {
        object {
            $0.member("tags", [operation.tag])
            $0.member("operationId", operation.id)
            $0.member("summary", operation.summary)
            if !operation.text.isEmpty { $0.member("description", operation.text) }
            $0.member("security") { $0.writeVerbatim(operation.security) }
            if !operation.parameters.isEmpty {
                $0.member("parameters") {
                    $0.array { for name in operation.parameters { $0.reference(to: .parameters, name) } }
                }
            }
            if let body = operation.body { $0.member("requestBody") { $0.reference(to: .requestBodies, body) } }
            $0.member("responses") { $0.responses(operation) }
        }
    }

    private mutating func responses(_ operation: OpenAPIOperation) {
        object {
            $0.member(String(operation.success.status)) { $0.success(operation.success) }
            for error in operation.errors.sorted(by: { $0.status < $1.status }) {
                $0.member(String(error.status)) { $0.reference(to: .responses, error.response) }
            }
        }
    }

    private mutating func success(_ success: OpenAPIOperation.Success) {
        object {
            $0.member("description", success.text)
            $0.member("headers") { $0.headers(success.headers) }
            if let content = success.content { $0.member("content") { $0.content(content) } }
            if !success.links.isEmpty {
                $0.member("links") {
                    $0.object { for name in success.links { $0.member(name) { $0.reference(to: .links, name) } } }
                }
            }
        }
    }

    /// Header fields of an answer, each by the component of its name.
    package mutating func headers(_ names: [String]) {
        object { for name in names { $0.member(name) { $0.reference(to: .headers, name) } } }
    }

    private mutating func content(_ content: OpenAPIOperation.Content) {
        object {
            switch content {
            case .json(let schema):
                $0.member("application/json") {
                    $0.object { $0.member("schema") { $0.reference(to: .schemas, schema) } }
                }
            case .other(let type, let schema):
                $0.member(type) { $0.object { $0.member("schema") { $0.writeVerbatim(schema) } } }
            }
        }
    }
}
