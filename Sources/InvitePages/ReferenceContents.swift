package import OpenAPI

/// All of the page that tells people what the API is, but what differs from one site to another: made once.
package struct ReferenceContents: Sendable {
    let title: String
    let text: String
    let credential: String?
    /// The links to all that follows.
    let contents: HTML.Template
    /// The calls, errors and shapes; the places in it are for where the service is, as it stands between quotation
    /// marks of a shell.
    let body: HTML.Template

    package init(_ reference: APIReference) {
        title = "\(reference.title) \(reference.version)"
        (text, credential) = (reference.text, reference.credential)
        contents = HTML.Template { reference.contents }
        body = HTML.Template {
            for group in reference.groups { group.section }
            reference.errorSection
            reference.shapeSection
        }
    }
}

extension APIReference {
    fileprivate var contents: HTML {
        HTML(.nav, [.ariaLabel: "Contents"]) {
            HTML(.ul) {
                for group in groups {
                    HTML(.li) {
                        HTML(.a, [.href: "#" + group.anchor]) { group.name }
                        HTML(.ul) { for call in group.calls { HTML(.li) { call.entry } } }
                    }
                }
                HTML(.li) { HTML(.a, [.href: "#errors"]) { "Errors" } }
                HTML(.li) { HTML(.a, [.href: "#shapes"]) { "Shapes" } }
            }
        }
    }

    fileprivate var errorSection: HTML {
        HTML(.section, [.id: "errors"]) {
            HTML(.h2) { "Errors" }
            HTML(.p) {
                "Whatever fails is answered in one form. Programs look at the status and at "
                HTML(.code) { "error.details.reason" }
                ", people at the message."
            }
            if let error { error.members.list }
            HTML(.h3) { "Reasons" }
            HTML(.dl) {
                for reason in reasons {
                    HTML(.div, [.id: reason.anchor]) {
                        HTML(.dt) { HTML(.code) { reason.word } }
                        HTML(.dd) { "\(reason.status): \(reason.message)" }
                    }
                }
            }
        }
    }

    fileprivate var shapeSection: HTML {
        HTML(.section, [.id: "shapes"]) {
            HTML(.h2) { "Shapes" }
            for shape in shapes {
                HTML(.article, [.id: shape.anchor]) {
                    HTML(.h3) { HTML(.code) { shape.name } }
                    if shape.members.isEmpty { shape.type.line }
                    HTML.sentences(shape.text)
                    shape.members.list
                    if !shape.example.isEmpty { HTML.listing(shape.example) }
                }
            }
        }
    }
}

extension APIReference.Group {
    fileprivate var section: HTML {
        HTML(.section, [.id: anchor]) {
            HTML(.h2) { name }
            for call in calls { call.article(at: HTML.Template.place) }
        }
    }

    /// Where the group is on the page; no call has a name with a hyphen in it.
    var anchor: String {
        "calls-" + String(name.lowercased().map { $0.isLetter || $0.isNumber ? $0 : "-" })
    }
}

extension APIReference.Reason {
    var anchor: String { Self.anchor(of: word) }
    static func anchor(of word: String) -> String { "reason-" + word }
}

extension APIReference.Shape {
    var anchor: String { Self.anchor(of: name) }
    static func anchor(of name: String) -> String { "shape-" + name }
}
