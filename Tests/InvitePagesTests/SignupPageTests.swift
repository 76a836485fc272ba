import InviteDomain
import InviteMessages
import InviteTestSupport
import Testing

@testable import InvitePages

@Suite struct SignupPageTests {
    private let offer = SignupOffer(
        teamName: "Acme", inviterName: "Ada", role: .member, expiresAt: Timestamp("2026-03-09T07:05:59.999Z"),
        remainingUses: 3)
    private let form = SignupForm(token: "t0ken", callbackURL: "/welcome?a=b&c=d")

    private func page(_ offer: SignupOffer? = nil, _ form: SignupForm? = nil) -> Markup {
        Markup(.form(offer ?? self.offer, form ?? self.form))
    }

    private var everyPage: [Markup] { pages(of: SignupSite()) }

    private func pages(of site: SignupSite) -> [Markup] {
        var wrong = form
        wrong.problems = [.name(.nothingVisible), .email, .init(field: nil, sentence: "Whole form.")]
        let host = SignupHost(teamName: "Acme", inviterName: "Ada")
        let pages: [SignupPage] = [
            .form(offer, form), .form(offer, wrong), .done, .failed(message: "The store is busy."), .missing,
            .unavailable,
            .waiting(nil), .waiting(host),
            .restricted(SignupRestriction(host: host, domains: ["example.com"])),
        ]
        return (pages + DeadLink.allCases.map { .dead($0) }).map { Markup($0, of: site) }
    }

    // MARK: The offer

    @Test("the page says who invites to what, in which role, until when, and that somebody still has to accept")
    func introduction() {
        let page = page()
        #expect(page.all("title").map(\.text) == ["Join Acme"])
        #expect(
            page.text.contains(
                """
                Join Acme Ada invites you to join Acme as a member. An administrator of the team still has to accept \
                you. Open until 9 March 2026, 07:05 UTC . 3 places are left.
                """))
        #expect(page.all("time").map { $0["datetime"] } == ["2026-03-09T07:05:59.999Z"])
    }

    @Test("what is not known or not limited is not spoken of")
    func sparseOffer() {
        let page = page(SignupOffer(teamName: "Acme", role: .member))
        #expect(page.text.contains("You are invited to join Acme as a member."))
        #expect(!page.text.contains("Open until") && !page.text.contains("left"))
    }

    @Test("the role and the last place are in words")
    func words() {
        var offer = offer
        (offer.role, offer.remainingUses) = (.admin, 1)
        #expect(page(offer).text.contains("to join Acme as an administrator."))
        #expect(page(offer).text.contains("One place is left."))
        offer.role = .owner
        #expect(page(offer).text.contains("to join Acme as an owner."))
    }

    @Test(
        "the end is told in the words of the calendar",
        arguments: [
            ("2026-01-01T00:00:00Z", "1 January 2026, 00:00 UTC"),
            ("2028-02-29T23:59:00Z", "29 February 2028, 23:59 UTC"),
            ("2026-12-31T01:30:00+02:00", "30 December 2026, 23:30 UTC"),
        ])
    func end(moment: String, words: String) {
        var offer = offer
        offer.expiresAt = Timestamp(moment)
        #expect(page(offer).all("time").map(\.text) == [words])
    }

    // MARK: What people wrote

    private static let hostile = [
        "</title></style></p><script>alert(1)</script>", "\"><img src=x onerror=alert(1)>",
        "' autofocus onfocus='alert(1)",
        "&lt;script&gt;", "<!--",
    ]

    @Test("nothing that people wrote becomes markup, and all of it is shown as they wrote it", arguments: hostile)
    func escaping(text: String) {
        var (offer, form) = (offer, SignupForm(token: text, callbackURL: text, name: text, email: text))
        (offer.teamName, offer.inviterName) = (text, text)
        form.problems = [.init(field: .name, sentence: text), .init(field: nil, sentence: text)]
        let plain = page(
            SignupOffer(
                teamName: "x", inviterName: "x", role: .member, expiresAt: offer.expiresAt,
                remainingUses: offer.remainingUses),
            SignupForm(
                token: "x", callbackURL: "x", name: "x", email: "x",
                problems: [.init(field: .name, sentence: "x"), .init(field: nil, sentence: "x")]))
        let page = page(offer, form)
        #expect(page.elements.map(\.tag) == plain.elements.map(\.tag))
        #expect(page.elements.map(\.attributes.count) == plain.elements.map(\.attributes.count))
        #expect(!page.source.contains(text) || text == "&lt;script&gt;")
        #expect(page.all("title").map(\.text) == ["Error: Join \(text)"])
        #expect(page.all("bdi").map(\.text) == [text, text, text])
        for name in ["token", "callbackUrl", "name", "email"] { #expect(page.fields[name]?["value"] == text) }
        #expect(page.element(id: "name-problem")?.text == text)
        let failed = Markup(.failed(message: text))
        #expect(failed.elements.map(\.tag) == Markup(.failed(message: "x")).elements.map(\.tag))
    }

    @Test("names are kept from turning the direction of the sentence around them")
    func isolation() {
        #expect(page().all("bdi").map(\.text) == ["Acme", "Ada", "Acme"])
    }

    // MARK: The form

    @Test("the form is posted to the path that it came from, with the token in it and not in the URL")
    func target() {
        let page = page()
        #expect(page.all("form").map(\.attributes) == [["method": "post", "action": "?"]])
        #expect(page.fields["token"]?.attributes == ["type": "hidden", "name": "token", "value": "t0ken"])
        #expect(page.fields["callbackUrl"]?["type"] == "hidden")
        #expect(page.fields["callbackUrl"]?["value"] == "/welcome?a=b&c=d")
        #expect(self.page(nil, SignupForm(token: "t0ken")).fields["callbackUrl"] == nil)
    }

    @Test("name and e-mail are asked for, each with a label and what a browser needs to help")
    func fields() {
        let page = page()
        #expect(Set(page.fields.keys) == ["token", "callbackUrl", "name", "email"])
        #expect(
            page.all("label").map { [$0["for"], $0.text] } == [
                ["name", "Your name"], ["email", "Your e-mail address"],
            ])
        for (name, type) in [("name", "text"), ("email", "email")] {
            let field = page.element(id: name)
            #expect(field?.tag == "input" && field?["name"] == name && field?["type"] == type)
            #expect(field?["autocomplete"] == name && field?["required"] != nil && field?["value"] == "")
            #expect(field?["aria-invalid"] == nil && field?["aria-describedby"] == nil && field?["autofocus"] == nil)
        }
        #expect(page.elements.allSatisfy { $0["role"] != "alert" })
    }

    @Test("each problem is tied to its field, and a summary leads there", arguments: SignupForm.Field.allCases)
    func problem(field: SignupForm.Field) {
        var form = form
        (form.name, form.email) = ("Grace", "grace@example.com")
        form.problems = [.init(field: field, sentence: "Mend this.")]
        let page = page(nil, form)
        for other in SignupForm.Field.allCases {
            let input = page.fields[other.rawValue]
            #expect(input?["value"] == form.typed(other))
            #expect(input?["aria-invalid"] == (other == field ? "true" : nil))
            #expect((input?["autofocus"] != nil) == (other == field))
            let explanation = input?["aria-describedby"].flatMap { page.element(id: $0) }
            #expect(explanation?.text == (other == field ? "Mend this." : nil))
        }
        let alert = page.elements.filter { $0["role"] == "alert" }
        #expect(alert.count == 1 && alert.first?["autofocus"] == nil)
        #expect(alert.first?["aria-labelledby"].flatMap { page.element(id: $0) }?.tag == "h2")
        #expect(page.all("a").map { [$0["href"], $0.text] } == [["#\(field.rawValue)", "Mend this."]])
        #expect(page.all("title").map(\.text) == ["Error: Join Acme"])
    }

    @Test("a problem of no single field is told in the summary, which then has the focus")
    func wholeForm() {
        var form = form
        form.problems = [.init(field: nil, sentence: "This address cannot be used.")]
        let page = page(nil, form)
        #expect(page.text.contains("Please look at this again This address cannot be used."))
        #expect(page.all("a").isEmpty)
        #expect(page.elements.filter { $0["autofocus"] != nil }.map { $0["role"] } == ["alert"])
        #expect(page.fields.values.allSatisfy { $0["aria-invalid"] == nil })
    }

    @Test("where both fields are wrong, the first has the focus")
    func bothFields() {
        var form = form
        form.problems = [.name(.nothingVisible), .email]
        let page = page(nil, form)
        #expect(page.elements.filter { $0["autofocus"] != nil }.map { $0["id"] } == ["name"])
        #expect(page.all("a").map { $0["href"] } == ["#name", "#email"])
    }

    // MARK: The other pages

    @Test("each kind of dead link has a text of its own, with what to do next")
    func deadLinks() {
        let pages = DeadLink.allCases.map { Markup(.dead($0)) }
        #expect(Set(pages.map(\.text)).count == 8)
        #expect(Set(pages.flatMap { $0.all("title") }.map(\.text)).count == 8)
        for page in pages {
            #expect(page.all("p").count == 2 && page.all("p").allSatisfy { $0.text.hasSuffix(".") })
            #expect(page.all("form").isEmpty && page.all("input").isEmpty && page.all("time").isEmpty)
        }
    }

    @Test("after signing up the page says thank you and what comes next")
    func done() {
        let page = Markup(.done)
        #expect(page.all("h1").map(\.text) == ["Thank you"])
        #expect(page.text.contains("An administrator of the team will let you in."))
    }

    @Test(
        "a failure is told in a sentence, with what to do",
        arguments: ["the team is being changed; try later", "The team is being changed; try later."])
    func failed(message: String) {
        let text = Markup(.failed(message: message)).text
        let sentence = "The team is being changed; try later."
        #expect(text == "That did not work \(sentence) Go back and try again. Asking twice does no harm.")
    }

    @Test("the form says what becomes of what is typed, and how to say no")
    func assurance() {
        let page = page()
        #expect(page.text.contains("The administrators of the team see your name and e-mail address, decide, and may"))
        #expect(page.all("summary").map(\.text) == ["Not for me"])
        #expect(page.text.contains("Looking at it has recorded nothing"))
        let site = SignupSite(contactURL: "/contact")
        let asked = Markup(.form(offer, form), of: site)
        #expect(asked.all("a").map { [$0["href"], $0.text] } == [["/contact", "tell us"], ["/contact", "Contact"]])
    }

    @Test("above every page stands whose it is, below it where to read on")
    func site() {
        let site = SignupSite(name: "עברית", host: "app.example.com", privacyURL: "https://example.com/p?a=b&c")
        for page in pages(of: site) {
            #expect(page.text.contains("ע עברית app.example.com"))
            #expect(page.all("a").last.map { [$0["href"], $0.text] } == ["https://example.com/p?a=b&c", "Privacy"])
            #expect(page.all("h1").count == 1 && page.all("footer").count == 1)
        }
        let plain = Markup(.done, of: SignupSite(host: "app.example.com:8080"))
        #expect(plain.text.hasPrefix("A app.example.com:8080 Thank you") && plain.all("small").isEmpty)
        #expect(plain.elements.filter { $0["aria-hidden"] == "true" }.map(\.text) == ["A"])
    }

    @Test(
        "a link for confirmed addresses names the domains, a few of many",
        arguments: [
            (["a.b"], "at a.b has"), (["a.b", "c.d"], "at a.b or c.d has"), (["a", "b", "c"], "at a, b or c has"),
            (["a", "b", "c", "d", "e"], "at a, b, c or one of 2 others has"),
        ])
    func restricted(domains: [String], words: String) {
        let host = SignupHost(teamName: "Acme", inviterName: "Ada")
        let page = Markup(.restricted(SignupRestriction(host: host, domains: domains)))
        #expect(page.text.contains("Ada invites people to Acme whose e-mail address \(words) been confirmed."))
        #expect(page.text.contains("Ask Ada to let you in, and tell them your address."))
    }

    // MARK: Every page

    @Test("every page has a language, a title, one heading, one main part, and fits a phone")
    func structure() {
        for page in everyPage {
            #expect(page.source.hasPrefix("<!doctype html>\n<html lang=\"en\">"))
            #expect(page.all("h1").count == 1 && page.all("main").count == 1 && page.all("title").count == 1)
            let meta = page.all("meta")
            #expect(meta.contains { $0["charset"] == "utf-8" })
            #expect(meta.contains { $0["name"] == "viewport" && $0["content"]?.contains("width=device-width") == true })
            #expect(meta.contains { $0["name"] == "color-scheme" && $0["content"] == "light dark" })
            let ids = page.elements.compactMap { $0["id"] }
            #expect(Set(ids).count == ids.count)
        }
    }

    @Test("every page needs nothing from elsewhere and runs no script")
    func selfContained() {
        for page in everyPage {
            #expect(page.all("script").isEmpty && page.elements.allSatisfy { $0["src"] == nil && $0["style"] == nil })
            #expect(page.all("link").map(\.attributes) == [["rel": "icon", "href": "data:,"]])
            #expect(page.all("a").allSatisfy { $0["href"]?.hasPrefix("#") == true })
            #expect(page.elements.allSatisfy { !$0.attributes.keys.contains { $0.hasPrefix("on") } })
            #expect(
                !SignupStyle.sheet.description.contains("url(") && !SignupStyle.sheet.description.contains("@import"))
        }
        #expect(Markup(.done, nonce: "a+/b=").all("style").map { $0["nonce"] } == ["a+/b="])
    }
}
