import StrictJSON

/// The components that are more than a text.
extension OpenAPIComponent {
    /// A parameter; one of the path is always required.
    ///
    /// - Parameters:
    ///   - name: the name of the component.
    ///   - sentAs: the name in the request.
    ///   - place: `path`, `query` or `header`.
    ///   - text: what it is for.
    ///   - isRequired: whether a request has to have it.
    ///   - schema: JSON.
    /// - Returns: the component.
    package static func parameter(
        _ name: String, _ sentAs: String, in place: String, _ text: String, isRequired: Bool = false, schema: String
    ) -> OpenAPIComponent {
        OpenAPIComponent(.parameters, name) {
            $0.object {
                $0.member("name", sentAs)
                $0.member("in", place)
                $0.member("required", isRequired || place == "path")
                $0.member("description", text)
                $0.member("schema") { $0.writeVerbatim(schema) }
            }
        }
    }

    /// A header field of answers; `schema` is JSON.
    package static func header(
        _ name: String, _ text: String, _ schema: String, isRequired: Bool = true
    ) -> OpenAPIComponent {
        OpenAPIComponent(.headers, name) {
            $0.object {
                $0.member("description", text)
                $0.member("required", isRequired)
                $0.member("schema") { $0.writeVerbatim(schema) }
            }
        }
    }

    /// The body of requests: for each media type the name of a schema.
    package static func requestBody(
        _ name: String, _ text: String, isRequired: Bool = true, _ contents: KeyValuePairs<String, String>
    ) -> OpenAPIComponent {
        OpenAPIComponent(.requestBodies, name) {
            $0.object {
                $0.member("description", text)
                $0.member("required", isRequired)
                $0.member("content") {
                    $0.object {
                        for (type, schema) in contents {
                            $0.member(type) { $0.object { $0.member("schema") { $0.reference(to: .schemas, schema) } } }
                        }
                    }
                }
            }
        }
    }

    /// Where to go on with an answer, by parameters of the path alone: a body with an expression in it is no JSON value
    /// to some readers, and to others the letters of the expression themselves.
    package static func link(
        _ name: String, to operationID: String, _ parameters: [String: String]
    ) -> OpenAPIComponent {
        OpenAPIComponent(.links, name) {
            $0.object {
                $0.member("operationId", operationID)
                $0.member("parameters", parameters)
            }
        }
    }
}
