import HTTPTypes
import StrictJSON

/// What `GET /v2/openapi.json` answers: OpenAPI 3.0 of exactly what is served, and nothing else.
///
/// It extends the published description of Cal.com's endpoints: the same paths, operations, parameters and names, so
/// that a client made from either works with both.
enum OpenAPIDocument {
    /// The whole document, for sites whose application has no sign-up page of its own, or has one.
    ///
    /// It names as its server where the service is on its host, without the host, since that is the one that the document
    /// came from, by whatever name that was: generators put the two together. (They would put `http://` before a relative
    /// `..`, and an address from the settings need not be that of the API.)
    ///
    /// - Parameters:
    ///   - hasPages: whether the service's own pages are served.
    ///   - path: where the service is on its host: `/` or `/invites`.
    /// - Returns: JSON.
    static func text(hasPages: Bool, servedAt path: String) -> [UInt8] {
        var json = JSONWriter()
        json.object {
            $0.member("openapi", "3.0.3")
            $0.member("servers") { $0.array { $0.object { $0.member("url", path) } } }
        }
        return json.bytes.dropLast() + [UInt8(ascii: ",")] + (hasPages ? complete : withoutPages).dropFirst()
    }

    /// All that is the same everywhere, made once in the life of a process, when somebody first asks for it.
    private static let complete = body(of: Routes(pages: true).all)
    private static let withoutPages = body(of: Routes(pages: false).all)

    private static func body(of routes: [Route]) -> [UInt8] {
        let paths = paths(of: routes)
        var json = JSONWriter()
        json.object {
            $0.member("info") { $0.writeVerbatim(info) }
            $0.member("tags") { $0.tags(of: routes) }
            $0.member("paths") { $0.writeVerbatim(paths) }
            $0.member("components") { $0.components(OpenAPIComponent.all(neededBy: paths)) }
        }
        return json.bytes
    }

    private static func paths(of routes: [Route]) -> String {
        var templates: [String] = []
        for route in routes where !templates.contains(route.template) { templates.append(route.template) }
        var json = JSONWriter()
        json.object {
            for template in templates {
                $0.member(template) {
                    $0.object {
                        for route in routes where route.template == template {
                            $0.member(route.method.rawValue.lowercased()) { $0.operation(of: route) }
                        }
                    }
                }
            }
        }
        return String(decoding: json.bytes, as: UTF8.self)
    }

    private static let info = #"""
        {
          "title": "invite-fcgi",
          "version": "1.0.0",
          "description": "Team invite links, compatible with Cal.com API v2. A success means that the change is on stable \#
        storage. Every path answers HEAD where it answers GET, and OPTIONS; another method gets 405 and `Allow`. A path \#
        may end in a slash. The web server in front may answer 429, 502 and 504 of its own accord, in the same envelope."
        }
        """#
}

extension JSONWriter {
    fileprivate mutating func tags(of routes: [Route]) {
        let used = routes.map { OpenAPIOperation(of: $0).tag }
        array { json in
            for tag in OpenAPITag.allCases where used.contains(tag) {
                json.object { $0.member("name", tag.rawValue) }
            }
        }
    }

    /// The components in the groups of the specification.
    fileprivate mutating func components(_ components: [OpenAPIComponent]) {
        object {
            $0.member("securitySchemes") { $0.writeVerbatim(OpenAPIComponent.securitySchemes) }
            for group in OpenAPIComponent.Group.allCases {
                let members = components.filter { $0.group == group }
                if members.isEmpty { continue }
                $0.member(group.rawValue) {
                    $0.object {
                        for component in members { $0.member(component.name) { $0.writeVerbatim(component.text) } }
                    }
                }
            }
        }
    }
}
