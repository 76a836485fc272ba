import OpenAPI

/// The page that tells people what the API is: all that its document says, each call with a line to copy.
package struct ReferencePage {
    let contents: ReferenceContents
    /// Where the service is, without a slash at the end: what the lines begin with.
    let base: String
    /// Where the document is, from the page.
    let document: String

    package init(_ contents: ReferenceContents, base: String, document: String) {
        self.contents = contents
        self.base = base
        self.document = document
    }

    /// The whole document, as a page of a site; `nonce` is the one that the content security policy names for styles.
    package func render(nonce: String, of site: SignupSite = SignupSite()) -> [UInt8] {
        HTML(.html, [.lang: "en"]) {
            HTML(.head) {
                HTML(.meta, [.charset: "utf-8"])
                HTML(.title) { title(of: site) }
                HTML(.meta, [.name: "viewport", .content: "width=device-width, initial-scale=1"])
                HTML(.meta, [.name: "color-scheme", .content: "light dark"])
                HTML(.meta, [.name: "robots", .content: "noindex"])
                // Without one, browsers would ask for /favicon.ico.
                HTML(.link, [.rel: "icon", .href: "data:,"])
                HTML.style(SignupStyle.sheet, site.accent, nonce: nonce)
                HTML.style(ReferenceStyle.sheet, nonce: nonce)
            }
            HTML(.body, [.class: "reference"]) {
                HTML(.a, [.class: "skip", .href: "#calls"]) { "Skip the contents" }
                if let header = site.header { header }
                contents.contents.filled(with: "")
                HTML(.main, [.id: "calls"]) {
                    introduction(of: site)
                    contents.body.filled(with: CurlLine.inQuotes(base))
                    if let footer = site.footer { footer }
                }
            }
        }.document
    }

    private func title(of site: SignupSite) -> String {
        (site.name ?? site.host).map { "The invite API of \($0)" } ?? "The invite API"
    }

    @HTML.Builder private func introduction(of site: SignupSite) -> [HTML] {
        HTML(.h1) { title(of: site) }
        HTML.sentences(contents.text)
        HTML(.p) {
            "For programs, and for generators of clients, the same is in "
            HTML(.a, [.href: document]) { "openapi.json" }
            ". This is \(contents.title)."
        }
        if let credential = contents.credential { HTML.sentences(credential) }
        HTML(.p) {
            "Each call has a line for a shell, with examples in it. It takes the credential from "
            HTML(.code) { "KEY" }
            ", which "
            HTML(.code) { "read -rs KEY" }
            " asks for without showing it. The lines go to "
            HTML(.code) { base }
            ", as it is configured; where you reach the service by another name, put that in its place."
        }
    }
}
