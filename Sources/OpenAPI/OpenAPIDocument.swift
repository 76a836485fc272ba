import ByteText
import StrictJSON

/// The description of an API (OpenAPI 3.0.3).
package struct OpenAPIDocument {
    /// The Info Object, as JSON.
    package let info: String
    /// In this order; those that no operation has are left out.
    package let tags: [String]
    /// The Security Scheme Objects by name, as JSON.
    package let securitySchemes: String
    /// The operations, by path and method; those of one path need not stand together.
    package let operations: [(path: String, method: String, operation: OpenAPIOperation)]
    /// Those that operations may refer to; what none refers to is left out.
    package let components: [OpenAPIComponent]

    package init(
        info: String, tags: [String], securitySchemes: String,
        operations: [(path: String, method: String, operation: OpenAPIOperation)], components: [OpenAPIComponent]
    ) {
        self.info = info
        self.tags = tags
        self.securitySchemes = securitySchemes
        self.operations = operations
        self.components = components
    }

    /// All of the document but where it is served, which is known only when it is asked for.
    package struct Body {
        fileprivate let bytes: [UInt8]

        /// The whole document, as JSON: of an API at this URL, which may be a path.
        package func served(at url: String) -> [UInt8] {
            var json = JSONWriter()
            json.object {
                $0.member("openapi", "3.0.3")
                $0.member("servers") { $0.array { $0.object { $0.member("url", url) } } }
            }
            return json.bytes.dropLast() + [.comma] + bytes.dropFirst()
        }
    }

    package var body: Body {
        let paths = paths
        var json = JSONWriter()
        json.object {
            $0.member("info") { $0.writeVerbatim(info) }
            $0.member("tags") { $0.array { for tag in usedTags { $0.object { $0.member("name", tag) } } } }
            $0.member("paths") { $0.writeVerbatim(paths) }
            $0.member("components") {
                $0.object {
                    $0.member("securitySchemes") { $0.writeVerbatim(securitySchemes) }
                    $0.groups(of: components.needed(by: paths))
                }
            }
        }
        return Body(bytes: json.bytes)
    }

    private var usedTags: [String] {
        tags.filter { tag in operations.contains { $0.operation.tag == tag } }
    }

    private var paths: String {
        var names: [String] = []
        for (path, _, _) in operations where !names.contains(path) { names.append(path) }
        var json = JSONWriter()
        json.object {
            for name in names {
                $0.member(name) {
                    $0.object {
                        for (path, method, operation) in operations where path == name {
                            $0.member(method.lowercased()) { $0.operation(operation) }
                        }
                    }
                }
            }
        }
        return String(decoding: json.bytes, as: UTF8.self)
    }
}

extension JSONWriter {
    /// The components in the groups of the specification.
    fileprivate mutating func groups(of components: [OpenAPIComponent]) {
        for group in OpenAPIComponent.Group.allCases {
            let members = components.filter { $0.group == group }
            if members.isEmpty { continue }
            member(group.rawValue) {
                $0.object {
                    for component in members {
                        $0.member(component.name) { $0.writeVerbatim(component.text) }
                    }
                }
            }
        }
    }
}
