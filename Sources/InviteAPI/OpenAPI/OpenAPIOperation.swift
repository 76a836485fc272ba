import HTTPTypes
import InviteDomain
import StrictJSON

/// What the document says of an operation beyond its method and path.
struct OpenAPIOperation {
    var tag: OpenAPITag
    /// The name under which client generators know it.
    var id: String
    /// The same by way of an organization; nil for what is not of a team.
    var idInOrganization: String?
    var summary: String
    var text = ""
    /// The components that describe its query and header fields; those of its path follow from the path.
    var parameters: [String] = []
    /// The component that describes its body; nil when it takes none.
    var body: String?
    var success: Success
    var errors: [OpenAPIError]

    /// The answer when all is well.
    struct Success {
        var status = 200
        var text: String
        /// What the body is; nil for none.
        var content: Content?
        /// The components that describe its header fields, besides `X-Request-Id`.
        var headers: [String] = []
        /// The components that say where to go on with it.
        var links: [String] = []
    }

    enum Content {
        /// JSON, described by a component.
        case json(String)
        /// Something else, with its schema.
        case other(type: String, schema: String)

        static let page = Content.other(type: "text/html", schema: #"{ "type": "string" }"#)
    }
}

enum OpenAPITag: String, CaseIterable {
    case invites = "Teams / Invite"
    case joining = "Invites"
    case memberships = "Teams / Memberships"
    case teams = "Teams"
    case me = "Me"
    case pages = "Sign-up page"
    case service = "Service"
}

extension JSONWriter {
    mutating func responses(_ operation: OpenAPIOperation) {
        object {
            $0.member(String(operation.success.status)) {
                $0.success(operation.success, isCounted: operation.errors.contains { $0.status == 429 })
            }
            for error in operation.errors.sorted(by: { $0.status < $1.status }) {
                $0.member(String(error.status)) { $0.reference(to: .responses, error.name) }
            }
        }
    }

    private mutating func success(_ success: OpenAPIOperation.Success, isCounted: Bool) {
        object {
            $0.member("description", success.text)
            let allowance = isCounted ? OpenAPIComponent.allowance : []
            $0.member("headers") { $0.headers(["X-Request-Id"] + success.headers + allowance) }
            if let content = success.content {
                $0.member("content") { $0.content(content) }
            }
            if !success.links.isEmpty {
                $0.member("links") {
                    $0.object { for name in success.links { $0.member(name) { $0.reference(to: .links, name) } } }
                }
            }
        }
    }

    mutating func headers(_ names: [String]) {
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

    mutating func reference(to group: OpenAPIComponent.Group, _ name: String) {
        object { $0.member("$ref", OpenAPIComponent.reference(to: group, name)) }
    }
}
