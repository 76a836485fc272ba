import ByteText
import InviteDomain
import InviteMessages

extension SignupPage {
    /// The whole document, as a page of a site; `nonce` is the one that the content security policy names for styles.
    package func render(nonce: String, of site: SignupSite = SignupSite()) -> [UInt8] {
        HTML(.html, [.lang: "en"]) {
            HTML(.head) {
                HTML(.meta, [.charset: "utf-8"])
                HTML(.title) { title }
                HTML(.meta, [.name: "viewport", .content: "width=device-width, initial-scale=1"])
                HTML(.meta, [.name: "color-scheme", .content: "light dark"])
                HTML(.meta, [.name: "robots", .content: "noindex"])
                // Without one, browsers would ask for /favicon.ico.
                HTML(.link, [.rel: "icon", .href: "data:,"])
                HTML.style(SignupStyle.sheet, site.accent, nonce: nonce)
            }
            HTML(.body) {
                HTML(.main) {
                    if let header = site.header { header }
                    content(of: site)
                    if let footer = site.footer { footer }
                }
            }
        }.document
    }

    private var title: String {
        switch self {
        case .form(let offer, let form): (form.problems.isEmpty ? "" : "Error: ") + "Join \(offer.teamName)"
        case .dead(let link): link.title
        case .done, .waiting(nil): "Thank you"
        case .waiting(let host?): "\(host.teamName) has your request"
        case .restricted(let restriction): "Join \(restriction.host.teamName)"
        case .failed: "That did not work"
        case .missing: "There is no page here"
        case .unavailable: "This page is not available just now"
        }
    }

    @HTML.Builder private func content(of site: SignupSite) -> [HTML] {
        switch self {
        case .form(let offer, let form):
            offer.introduction
            if !form.problems.isEmpty { form.summary }
            form.element
            Self.assurance(of: site)
        case .dead(let link):
            HTML(.h1) { link.title }
            HTML(.p) { link.explanation }
            HTML(.p, [.class: "next"]) { link.advice }
        case .restricted(let restriction): restriction.content
        case .done:
            HTML(.h1) { title }
            HTML(.p) { "Your request to join was recorded. An administrator of the team will let you in." }
            HTML(.p, [.class: "next"]) { "There is nothing more to do here. You can close this page." }
        case .waiting(let host):
            HTML(.h1) { "Thank you" }
            if let host { host.introduction } else { HTML(.p) { "Your request to join was recorded." } }
            HTML(.p) {
                "An administrator of the team looks at each request and lets people in. Until then there is nothing that "
                "you have to do, and you can close this page."
            }
            HTML(.p, [.class: "next"]) {
                "If your name or e-mail address was mistyped, go back in your browser, correct it and send the form again. "
                "If you hear nothing for some days, tell the person who sent you the link."
            }
        case .failed(let message):
            HTML(.h1) { title }
            HTML(.p) { message.prefix(1).uppercased() + message.dropFirst() + (message.hasSuffix(".") ? "" : ".") }
            HTML(.p, [.class: "next"]) { "Go back and try again. Asking twice does no harm." }
        case .missing:
            HTML(.h1) { title }
            HTML(.p) { "People join a team here by the link of an invitation, and this address is none." }
            HTML(.p, [.class: "next"]) {
                "If you were sent a link, open it again from the message that it came in: part of it may have been lost."
            }
        case .unavailable:
            HTML(.h1) { title }
            HTML(.p) { "Something on our side does not answer. Nothing is wrong with your link: it stays good." }
            HTML(.p, [.class: "next"]) {
                "Wait a minute, then load this page again. If you had filled in a form, go back and send it once more: "
                "asking twice does no harm."
            }
        }
    }

    /// What becomes of what is typed, and how to say no.
    @HTML.Builder private static func assurance(of site: SignupSite) -> [HTML] {
        HTML(.p, [.class: "aside"]) {
            "The administrators of the team see your name and e-mail address, decide, and may write to you. Both are kept "
            "with the records of the team, and this page sends no mail."
        }
        HTML(.details) {
            HTML(.summary) { "Not for me" }
            HTML(.p) {
                "Then close this page. Looking at it has recorded nothing, and nobody is told that you were here."
            }
            if let contact = site.contactURL {
                HTML(.p) {
                    "If you do not know who sent you the link, or it bothers you, "
                    HTML(.a, [.href: contact]) { "tell us" }
                    "."
                }
            }
        }
    }
}

extension SignupOffer {
    @HTML.Builder fileprivate var introduction: [HTML] {
        HTML(.h1) {
            "Join "
            HTML(.bdi) { teamName }
        }
        HTML(.p, [.class: "lead"]) { sentence }
        HTML(.p) { "An administrator of the team still has to accept you." }
        if let memberCount { HTML(.p, [.class: "terms"]) { "\(memberCount) members are in it." } }
        if let expiresAt {
            HTML(.p, [.class: "terms"]) {
                "Open until "
                HTML(.time, [.datetime: expiresAt.description]) { expiresAt.spoken }
                "."
            }
        }
        if let remainingUses, remainingUses > 0 {
            HTML(.p, [.class: "terms"]) {
                remainingUses == 1 ? "One place is left." : "\(remainingUses) places are left."
            }
        }
    }

    // People's names may run from right to left; <bdi> keeps them from turning the sentence around them.
    @HTML.Builder private var sentence: [HTML] {
        if let inviterName {
            HTML(.bdi) { inviterName }
            " invites you to join "
        } else {
            "You are invited to join "
        }
        HTML(.bdi) { teamName }
        " \(role.phrase)."
    }
}

extension SignupRestriction {
    @HTML.Builder fileprivate var content: [HTML] {
        HTML(.h1) {
            "Join "
            HTML(.bdi) { host.teamName }
        }
        HTML(.p, [.class: "lead"]) {
            if let inviter = host.inviterName { HTML(.bdi) { inviter } } else { "Somebody" }
            " invites people to "
            HTML(.bdi) { host.teamName }
            " whose e-mail address at \(places) has been confirmed."
        }
        HTML(.p) { "This page cannot confirm whose an address is, so the link does not work here." }
        HTML(.p, [.class: "next"]) {
            if let application {
                "If you have an account at "
                HTML(.a, [.href: application]) { Self.host(of: application) }
                ", sign in there and ask to be let in. If not, ask "
            } else {
                "Ask "
            }
            if let inviter = host.inviterName { HTML(.bdi) { inviter } } else { "the person who sent it to you" }
            " to let you in, and tell them your address."
        }
    }

    /// The domains as people say them; of many, some.
    private var places: String {
        guard domains.count > 1 else { return domains.first ?? "certain places" }
        let told = domains.prefix(3)
        return domains.count > 3
            ? told.joined(separator: ", ") + " or one of \(domains.count - 3) others"
            : told.dropLast().joined(separator: ", ") + " or \(told.last ?? "")"
    }

    private static func host(of url: String) -> String { String(url.drop { $0 != "/" }.drop { $0 == "/" }) }
}

extension SignupHost {
    fileprivate var introduction: HTML {
        HTML(.p, [.class: "lead"]) {
            "Your request to join "
            HTML(.bdi) { teamName }
            if let inviterName {
                ", to which "
                HTML(.bdi) { inviterName }
                " invited you,"
            }
            " was recorded."
        }
    }
}

extension Role {
    fileprivate var phrase: String {
        switch self {
        case .member: "as a member"
        case .admin: "as an administrator"
        case .owner: "as an owner"
        }
    }
}

extension Timestamp {
    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]

    /// The moment as people write it, to the minute: `30 November 2026, 12:00 UTC`.
    fileprivate var spoken: String {
        // 2026-11-30T12:00:00.000Z
        let parts = description.utf8.split { [.hyphen, UInt8(ascii: "T"), .colon].contains($0) }
            .map { String(Substring($0)) }
        let (month, day) = (Int(parts[1]) ?? 1, Int(parts[2]) ?? 1)
        return "\(day) \(Self.months[month - 1]) \(parts[0]), \(parts[3]):\(parts[4]) UTC"
    }
}
