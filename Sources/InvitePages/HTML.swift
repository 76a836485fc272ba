import ByteText

/// A piece of an HTML document.
///
///     HTML(.p, [.class: "lead"]) {
///         "Welcome to "
///         HTML(.bdi) { team.name }
///     }
///
/// Texts and the values of attributes are always escaped; the names of elements and attributes are those below. The
/// only markup that is taken as it stands is a stylesheet, and that is a literal of this program's source, with nothing
/// of anybody else's in it but the numbers of a colour.
struct HTML {
    private indirect enum Content {
        case text(String)
        case stylesheet(StaticString, AccentColor?, nonce: String)
        case element(Tag, [(Attribute, String)], [HTML])
        case written([UInt8])
    }

    private let content: Content

    /// An element; attributes whose value is nil are left out.
    init(
        _ tag: Tag, _ attributes: KeyValuePairs<Attribute, String?> = [:],
        @Builder _ children: () -> [HTML] = { [] }
    ) {
        let children = children()
        precondition(children.isEmpty || !tag.isVoid, "a <\(tag.rawValue)> holds nothing")
        content = .element(tag, attributes.compactMap { name, value in value.map { (name, $0) } }, children)
    }

    private init(_ content: Content) { self.content = content }

    /// Pieces that are written once, for many documents, with places in them for a text that differs.
    struct Template: Sendable {
        /// What stands in a text or an attribute for such a place; nothing else has this character in it.
        static let place = "\0"

        private let parts: [[UInt8]]

        init(@Builder _ pieces: () -> [HTML]) {
            var output: [UInt8] = []
            for piece in pieces() { piece.write(to: &output) }
            parts = output.split(separator: 0, omittingEmptySubsequences: false).map(Array.init)
        }

        func filled(with text: String) -> HTML {
            var filling: [UInt8] = []
            HTML.escape(text, to: &filling)
            return HTML(.written(Array(parts.joined(separator: filling))))
        }
    }

    /// A stylesheet that a content security policy with this nonce admits; a colour of the site's own takes the place of
    /// the one in it.
    static func style(_ stylesheet: StaticString, _ accent: AccentColor? = nil, nonce: String) -> HTML {
        HTML(.stylesheet(stylesheet, accent, nonce: nonce))
    }

    /// The bytes of a whole document whose root this is.
    var document: [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(1 << 13)
        output += "<!doctype html>\n".utf8
        write(to: &output)
        output.append(.lineFeed)
        return output
    }

    private func write(to output: inout [UInt8]) {
        switch content {
        case .text(let text): Self.escape(text, to: &output)
        case .written(let bytes): output += bytes
        case .stylesheet(let stylesheet, let accent, let nonce):
            Self.open(.style, [(.nonce, nonce)], to: &output)
            output += stylesheet.description.utf8
            if let accent { output += accent.rules.utf8 }
            Self.close(.style, to: &output)
        case .element(let tag, let attributes, let children):
            Self.open(tag, attributes, to: &output)
            for child in children { child.write(to: &output) }
            if !tag.isVoid { Self.close(tag, to: &output) }
        }
    }

    private static func open(_ tag: Tag, _ attributes: [(Attribute, String)], to output: inout [UInt8]) {
        output += "<\(tag.rawValue)".utf8
        for (name, value) in attributes {
            output += " \(name.rawValue)=\"".utf8
            escape(value, to: &output)
            output.append(.quote)
        }
        output.append(.greaterThan)
    }

    private static func close(_ tag: Tag, to output: inout [UInt8]) { output += "</\(tag.rawValue)>".utf8 }

    /// The same for texts and for attributes: no character of `text` can end either.
    private static func escape(_ text: String, to output: inout [UInt8]) {
        for byte in text.utf8 {
            switch byte {
            case .ampersand: output += "&amp;".utf8
            case .lessThan: output += "&lt;".utf8
            case .greaterThan: output += "&gt;".utf8
            case .quote: output += "&quot;".utf8
            case .apostrophe: output += "&#39;".utf8
            default: output.append(byte)
            }
        }
    }

    /// Lets pieces stand one after another, a string as a text.
    @resultBuilder enum Builder {
        static func buildExpression(_ text: String) -> [HTML] { [HTML(.text(text))] }
        static func buildExpression(_ piece: HTML) -> [HTML] { [piece] }
        static func buildExpression(_ pieces: [HTML]) -> [HTML] { pieces }
        static func buildBlock(_ pieces: [HTML]...) -> [HTML] { pieces.flatMap(\.self) }
        static func buildOptional(_ pieces: [HTML]?) -> [HTML] { pieces ?? [] }
        static func buildEither(first pieces: [HTML]) -> [HTML] { pieces }
        static func buildEither(second pieces: [HTML]) -> [HTML] { pieces }
        static func buildArray(_ pieces: [[HTML]]) -> [HTML] { pieces.flatMap(\.self) }
    }
}

extension HTML {
    enum Tag: String {
        case a, article, bdi, body, button, code, dd, details, div, dl, dt, footer, form, h1, h2, h3, h4, head, header
        case html, img, input, label, li, link, main, meta, nav, p, pre, section, small, span, style, summary, time
        case title, ul

        /// True for elements that hold nothing and are never closed.
        var isVoid: Bool {
            switch self {
            case .img, .input, .link, .meta: true
            default: false
            }
        }
    }

    enum Attribute: String {
        case action, alt, autocapitalize, autocomplete, autofocus, charset, `class`, content, datetime, `for`, href, id,
            lang
        case method, name, nonce, rel, required, role, spellcheck, src, tabindex, type, value
        case ariaDescribedBy = "aria-describedby"
        case ariaHidden = "aria-hidden"
        case ariaLabel = "aria-label"
        case ariaInvalid = "aria-invalid"
        case ariaLabelledBy = "aria-labelledby"
    }
}
