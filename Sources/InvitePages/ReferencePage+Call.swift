import OpenAPI

extension APIReference.Call {
    /// The line of the contents that leads to the call.
    var entry: HTML {
        HTML(.a, [.href: "#" + id]) {
            way.badge
            " " + summary
        }
    }

    /// All of the call, for a service at a URL.
    func article(at base: String) -> HTML {
        HTML(.article, [.id: id]) {
            HTML(.h3) { HTML(.a, [.href: "#" + id]) { summary } }
            way.line
            HTML.sentences(text)
            HTML(.p, [.class: "terms"]) { need.sentence }
            HTML.listing(way.curl.text(at: base), class: "curl")
            if !parameters.isEmpty {
                HTML(.h4) { "Parameters" }
                parameters.list
            }
            if let body { body.part(named: "Body") }
            answerPart
            HTML(.h4) { "Errors" }
            HTML(.dl) { for error in errors { error.entry } }
            for other in otherWays { other.part(at: base) }
        }
    }

    @HTML.Builder private var answerPart: [HTML] {
        HTML(.h4) { "Answer" }
        HTML.sentences("`\(answer.status)` " + answer.text)
        if !answer.fields.isEmpty {
            HTML.sentences("Header fields: " + answer.fields.map { "`\($0)`" }.joined(separator: ", ") + ".")
        }
        if let content = answer.content { content.forms.flatMap(\.parts) }
    }
}

extension APIReference.Call.Need {
    fileprivate var sentence: String {
        switch self {
        case .no: "Anyone may call it, without a credential."
        case .optional: "Anyone may call it; a credential is of use and not needed."
        case .yes: "It needs a credential."
        }
    }
}

extension APIReference.Way {
    fileprivate var badge: HTML { HTML(.span, [.class: "method"]) { method } }

    fileprivate var line: HTML {
        HTML(.p, [.class: "path"]) {
            badge
            " "
            HTML(.code) { path }
        }
    }

    @HTML.Builder fileprivate func part(at base: String) -> [HTML] {
        HTML(.div, [.id: id]) {
            HTML(.h4) { "Another way" }
            line
            HTML.sentences(text)
            HTML.listing(curl.text(at: base), class: "curl")
        }
    }
}

extension APIReference.Content {
    @HTML.Builder fileprivate func part(named heading: String) -> [HTML] {
        HTML(.h4) { heading }
        HTML.sentences(text + (isRequired ? "" : " It may be left out."))
        forms.flatMap(\.parts)
    }
}

extension APIReference.Content.Form {
    @HTML.Builder fileprivate var parts: [HTML] {
        HTML(.p, [.class: "terms"]) { type }
        members.list
        if !example.isEmpty { HTML.listing(example) }
    }
}

extension APIReference.Failure {
    fileprivate var entry: HTML {
        HTML(.div) {
            HTML(.dt) { HTML(.code) { status } }
            HTML(.dd) {
                HTML.inline(text)
                for reason in reasons {
                    " "
                    HTML(.a, [.class: "reason", .href: "#" + APIReference.Reason.anchor(of: reason)]) { reason }
                }
            }
        }
    }
}

extension [APIReference.Member] {
    /// The members with what they may be; nothing where there are none.
    @HTML.Builder var list: [HTML] {
        if !isEmpty {
            HTML(.dl) {
                for member in self {
                    HTML(.div) {
                        HTML(.dt) {
                            HTML(.code) { member.name }
                            HTML(.span, [.class: "type"]) {
                                member.place.map { ", in the \($0)" } ?? ""
                                member.isRequired ? ", required" : ""
                            }
                        }
                        HTML(.dd) {
                            member.type.pieces
                            if !member.text.isEmpty { ". " }
                            HTML.inline(member.text)
                        }
                    }
                }
            }
        }
    }
}

extension TypeWords {
    var line: HTML { HTML(.p, [.class: "terms"]) { pieces } }

    @HTML.Builder fileprivate var pieces: [HTML] {
        HTML.inline(before)
        if let shape { HTML(.a, [.href: "#" + APIReference.Shape.anchor(of: shape)]) { shape } }
        HTML.inline(after)
    }
}

extension HTML {
    /// A paragraph in which what stands between backticks is code; nothing for an empty text.
    @Builder static func sentences(_ text: String) -> [HTML] {
        if !text.isEmpty { HTML(.p) { inline(text) } }
    }

    /// A text in which what stands between backticks is code.
    @Builder static func inline(_ text: String) -> [HTML] {
        for (index, piece) in text.split(separator: "`", omittingEmptySubsequences: false).enumerated()
        where !piece.isEmpty {
            if index % 2 == 1 { HTML(.code) { String(piece) } } else { String(piece) }
        }
    }

    /// Something to copy, as it stands.
    static func listing(_ text: String, class name: String? = nil) -> HTML {
        HTML(.pre, [.class: name]) { HTML(.code) { text } }
    }
}
