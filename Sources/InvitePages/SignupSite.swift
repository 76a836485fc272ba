/// Whose site the pages are: what people know it by, and where they can ask about it.
package struct SignupSite: Equatable, Sendable {
    /// Nil where the operator has given none; the host stands for it then.
    package var name: String?
    /// That of the links; nil where not even that is known.
    package var host: String?
    /// A path of the site, or a `data:` URI of a picture.
    package var logo: String?
    package var accent: AccentColor?
    /// Where people read what becomes of what they enter.
    package var privacyURL: String?
    /// Where they ask, or complain.
    package var contactURL: String?

    package init(
        name: String? = nil, host: String? = nil, logo: String? = nil, accent: AccentColor? = nil,
        privacyURL: String? = nil, contactURL: String? = nil
    ) {
        self.name = name
        self.host = host
        self.logo = logo
        self.accent = accent
        self.privacyURL = privacyURL
        self.contactURL = contactURL
    }

    /// True where a page has a picture that is not a part of it.
    package var loadsLogo: Bool { logo?.hasPrefix("/") ?? false }
}

extension SignupSite {
    /// What stands above every page, so that nobody enters an address without knowing where.
    var header: HTML? {
        guard let title = name ?? host else { return nil }
        return HTML(.header) {
            if let logo {
                HTML(.img, [.class: "logo", .src: logo, .alt: ""])
            } else if title.first?.isLetter ?? false {
                HTML(.span, [.class: "mark", .ariaHidden: "true"]) { title.prefix(1).uppercased() }
            }
            HTML(.span, [.class: "site"]) {
                HTML(.bdi) { title }
                if name != nil, let host { HTML(.small) { host } }
            }
        }
    }

    /// Where to read on and to ask, below every page; nil where the operator has named neither.
    var footer: HTML? {
        if privacyURL == nil, contactURL == nil { return nil }
        return HTML(.footer) {
            if let privacyURL { HTML(.a, [.href: privacyURL]) { "Privacy" } }
            if let contactURL { HTML(.a, [.href: contactURL]) { "Contact" } }
        }
    }
}
