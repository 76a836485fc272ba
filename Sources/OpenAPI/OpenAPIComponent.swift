package import StrictJSON

/// A part of a document that is written once and referred to by name (OpenAPI 3.0, Components Object).
package struct OpenAPIComponent {
    package let group: Group
    package let name: String
    /// JSON.
    package let text: String

    /// The groups that the specification sorts components into; security schemes are given to the document itself.
    package enum Group: String, CaseIterable {
        case parameters, headers, requestBodies, responses, links, examples, schemas
    }

    package init(_ group: Group, _ name: String, text: String) {
        self.group = group
        self.name = name
        self.text = text
    }

    package init(_ group: Group, _ name: String, _ write: (inout JSONWriter) -> Void) {
        var json = JSONWriter()
        write(&json)
        self.init(group, name, text: String(decoding: json.bytes, as: UTF8.self))
    }

    /// What the document calls the component.
    package var reference: String { Self.reference(to: group, name) }

    package static func reference(to group: Group, _ name: String) -> String {
        "#/components/\(group.rawValue)/\(name)"
    }
}

extension [OpenAPIComponent] {
    /// Those that `text` refers to, and those that these refer to, once each, in the order in which they stand here.
    ///
    /// A reference to what is not here is a fault of the program, and ends it.
    package func needed(by text: String) -> [OpenAPIComponent] {
        var needed: Set<String> = []
        var texts = [text]
        while let text = texts.popLast() {
            for reference in Self.references(in: text) where needed.insert(reference).inserted {
                guard let component = first(where: { $0.reference == reference }) else {
                    preconditionFailure("there is no \(reference)")
                }
                texts.append(component.text)
            }
        }
        return filter { needed.remove($0.reference) != nil }
    }

    private static func references(in text: String) -> [String] {
        text.split(separator: "\"").filter { $0.hasPrefix("#/components/") }.map(String.init)
    }
}

extension JSONWriter {
    /// A Reference Object.
    package mutating func reference(to group: OpenAPIComponent.Group, _ name: String) {
        object { $0.member("$ref", OpenAPIComponent.reference(to: group, name)) }
    }
}
