import Testing

@testable import InvitePages

@Suite struct HTMLTests {
    /// Each character that means something to a parser, where it does harm.
    private static let hostile = [
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("\" onfocus=\"alert(1)", "&quot; onfocus=&quot;alert(1)"),
        ("' onfocus='alert(1)", "&#39; onfocus=&#39;alert(1)"),
        ("&lt;b&gt;", "&amp;lt;b&amp;gt;"),
        ("</title><b>", "&lt;/title&gt;&lt;b&gt;"),
    ]

    private func text(_ html: HTML) -> String { String(decoding: html.document, as: UTF8.self) }

    @Test("text comes out escaped", arguments: hostile)
    func text(_ raw: String, _ escaped: String) {
        #expect(text(HTML(.p) { raw }) == "<!doctype html>\n<p>\(escaped)</p>\n")
    }

    @Test("the value of an attribute comes out escaped, in quotation marks", arguments: hostile)
    func attribute(_ raw: String, _ escaped: String) {
        #expect(text(HTML(.input, [.value: raw])) == "<!doctype html>\n<input value=\"\(escaped)\">\n")
        #expect(text(HTML.style("", nonce: raw)) == "<!doctype html>\n<style nonce=\"\(escaped)\"></style>\n")
    }

    @Test("characters of every length pass through unchanged")
    func unicode() {
        let text = "Zoë ‏אבג‎ 👩🏽‍🚀"
        #expect(self.text(HTML(.p, [.id: text]) { text }) == "<!doctype html>\n<p id=\"\(text)\">\(text)</p>\n")
    }

    @Test("only an element that can hold something is closed, an empty one too")
    func closing() {
        let html = HTML(.div) {
            HTML(.p)
            HTML(.meta)
            HTML(.link)
            HTML(.input)
        }
        #expect(text(html) == "<!doctype html>\n<div><p></p><meta><link><input></div>\n")
    }

    @Test("an attribute without a value is left out, and the others keep their order")
    func attributes() {
        let html = HTML(.input, [.type: "email", .ariaInvalid: nil, .required: "", .ariaDescribedBy: "x"])
        #expect(text(html) == "<!doctype html>\n<input type=\"email\" required=\"\" aria-describedby=\"x\">\n")
    }

    @Test("conditions, choices and loops put pieces where they stand", arguments: [true, false])
    func builder(isShown: Bool) {
        let html = HTML(.ul) {
            if isShown { "shown " }
            if isShown { HTML(.h1) } else { HTML(.h2) }
            for item in ["1", "2"] { HTML(.li) { item } }
            [HTML(.p), HTML(.bdi)]
        }
        let (text, heading) = isShown ? ("shown ", "h1") : ("", "h2")
        let pieces = "\(text)<\(heading)></\(heading)><li>1</li><li>2</li><p></p><bdi></bdi>"
        #expect(self.text(html) == "<!doctype html>\n<ul>\(pieces)</ul>\n")
    }

    @Test(
        "a text in the places of a template comes out escaped, everywhere, and nothing else changes", arguments: hostile
    )
    func template(_ raw: String, _ escaped: String) {
        let place = HTML.Template.place
        let template = HTML.Template {
            HTML(.p, [.id: "a\(place)b"]) { "<\(place)" }
            place
        }
        #expect(
            text(HTML(.div) { template.filled(with: raw) })
                == "<!doctype html>\n<div><p id=\"a\(escaped)b\">&lt;\(escaped)</p>\(escaped)</div>\n")
    }

    @Test("a stylesheet comes out as it was written")
    func stylesheet() {
        let html = HTML.style("main > p::before { content: \"&\" }", nonce: "n")
        #expect(
            text(html) == "<!doctype html>\n<style nonce=\"n\">main > p::before { content: \"&\" }</style>\n")
    }
}
