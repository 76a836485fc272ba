@testable import InvitePages

/// What a browser would make of a document of ours: its elements in their order, with the text right after each tag.
struct Markup {
    struct Element {
        let tag: String
        let attributes: [String: String]
        /// What stands between this tag and the next, unescaped.
        let text: String

        subscript(name: String) -> String? { attributes[name] }
    }

    /// The document as it was written.
    let source: String
    let elements: [Element]
    /// All that is to be read, in one line; neither the title nor the style.
    let text: String

    init(_ page: SignupPage, nonce: String = "n", of site: SignupSite = SignupSite()) {
        source = String(decoding: page.render(nonce: nonce, of: site), as: UTF8.self)
        let tag = #/<([a-z0-9]+)((?: [a-z-]+="[^"<>]*")*)>([^<]*)/#
        elements = source.matches(of: tag).map { match in
            let attributes = match.2.matches(of: #/ ([a-z-]+)="([^"]*)"/#).map {
                (String($0.1), Self.unescaped($0.2))
            }
            return Element(
                tag: String(match.1), attributes: Dictionary(attributes) { first, _ in first },
                text: Self.unescaped(match.3))
        }
        let body = source.split(separator: "<body>").last ?? ""
        text = Self.unescaped(body.replacing(#/<[^>]*>/#, with: "\n")[...])
            .split(separator: "\n").joined(separator: " ").replacing("  ", with: " ")
    }

    func all(_ tag: String) -> [Element] { elements.filter { $0.tag == tag } }

    func element(id: String) -> Element? { elements.first { $0["id"] == id } }

    /// The fields that would be sent, by their names.
    var fields: [String: Element] {
        Dictionary(all("input").map { ($0["name"] ?? "", $0) }) { first, _ in first }
    }

    private static func unescaped(_ text: Substring) -> String {
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
            .reduce(String(text)) { $0.replacing($1.0, with: $1.1) }
    }
}
