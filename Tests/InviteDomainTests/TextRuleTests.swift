import InviteDomain
import InviteTestSupport
import Testing

@Suite struct TextRuleTests {
    @Test(
        "a name of nothing visible is none",
        arguments: [
            "", " ", "\u{A0}", "\u{3000}", "\u{200B}", "\u{AD}", "\u{2060}", "\u{3164}", "\u{FFA0}", "\u{115F}",
            "\u{2800}",
            "\u{FEFF}", "\u{180E}", "\u{200D}", "\u{FE0F}", "\u{E0041}", "\u{200F}", "\u{61C}", " \u{200B}\u{2800} ",
        ])
    func invisible(text: String) {
        #expect(throws: Refusal.invalid(field: "name", expected: "1 to 100 characters, at least one of them visible")) {
            try TextRule.name(text, field: "name")
        }
        #expect(throws: NameFault.nothingVisible) { try TextRule.personName(text) }
        #expect(TextRule.cleanedName(text) == nil)
    }

    @Test(
        "names that look alike are alike",
        arguments: [
            "Ada\u{200B}", "\u{FEFF}Ada", "A\u{AD}da", "A\u{2060}da", "Ad\u{200D}a", "A\u{200C}da", "Ada\u{FE0F}",
            "Ada\u{3164}",
            "\u{200E}Ada\u{200F}", "Ada\u{2800}", " Ada ", "A\u{34F}da", "Ada\u{E0041}", "A\u{115F}da",
        ])
    func alike(text: String) throws {
        #expect(Array(try TextRule.personName(text).utf8) == Array("Ada".utf8))
    }

    @Test("white space inside a person's name is one space, and stays as it is inside other names")
    func whiteSpace() throws {
        #expect(try TextRule.personName("Ada \u{A0} Lovelace\u{3000}") == "Ada Lovelace")
        #expect(try TextRule.name("Spring  2026", field: "name") == "Spring  2026")
    }

    @Test(
        "what joins letters or emoji stays, and marks of direction go without a word",
        arguments: [
            // Persian, Devanagari, a family, a heart, a keycap, a Japanese name with a variant of its first character.
            ("علی\u{200C}رضا", "علی\u{200C}رضا"), ("क्\u{200D}ष", "क्\u{200D}ष"),
            ("👩\u{200D}👧", "👩\u{200D}👧"), ("\u{2764}\u{FE0F}\u{200D}🔥", "\u{2764}\u{FE0F}\u{200D}🔥"),
            ("1\u{FE0F}\u{20E3}", "1\u{FE0F}\u{20E3}"), ("葛\u{E0100}城", "葛\u{E0100}城"),
            ("דוד\u{200F}", "דוד"), ("\u{61C}علي", "علي"), ("Ada\u{200E}", "Ada"),
        ])
    func effects(text: String, kept: String) throws {
        #expect(Array(try TextRule.personName(text).utf8) == Array(kept.utf8))
        #expect(Array(try TextRule.name(text, field: "name").utf8) == Array(kept.utf8))
    }

    @Test(
        "what breaks a line or turns the text around it is refused with that reason",
        arguments: [
            "Ada\u{202E}", "\u{2066}Ada", "Ada\nLovelace", "Ada\u{2028}", "Ada\u{9B}", "Ada\u{F8FF}", "Ada\u{FFFE}",
        ])
    func disruptive(text: String) {
        let reason = "no control characters, and none that turn the direction of the text around them"
        #expect(throws: Refusal.invalid(field: "name", expected: reason)) { try TextRule.name(text, field: "name") }
    }

    @Test("a person's name may be pasted in two lines, and turns nothing")
    func pasted() throws {
        #expect(try TextRule.personName("Ada\nLovelace\u{2028}") == "Ada Lovelace")
        #expect(throws: NameFault.disruptive) { try TextRule.personName("Ada\u{202E}") }
    }

    @Test("a character that is newer than the tables of this program is taken")
    func unassigned() throws {
        #expect(try TextRule.name("\u{1FAFF}\u{378}", field: "name") == "\u{1FAFF}\u{378}")
    }

    @Test("the limit counts what is kept")
    func limit() throws {
        #expect(try TextRule.personName(String(repeating: "a\u{200B}", count: 100)).count == 100)
        #expect(throws: NameFault.tooLong) { try TextRule.personName(String(repeating: "a", count: 101)) }
    }

    @Test(
        "what an application says of its user is cleaned, never refused",
        arguments: [
            ("Ada\tLovelace\n", "Ada Lovelace"), ("\u{202E}Ada\u{202C}", "Ada"), ("Ada \u{F8FF}", "Ada"),
            ("A\u{0}da", "A da"), (String(repeating: "a", count: 300), String(repeating: "a", count: 255)),
            (String(repeating: "a", count: 254) + " b", String(repeating: "a", count: 254)),
            // No character is cut in two: each of these is two scalars.
            (String(repeating: "e\u{301}\u{302}", count: 300), String(repeating: "e\u{301}\u{302}", count: 85)),
            ("a" + String(repeating: "👍🏽", count: 200), "a" + String(repeating: "👍🏽", count: 127)),
        ])
    func cleaned(text: String, kept: String) throws {
        let name = try #require(TextRule.cleanedName(text))
        #expect(name == kept)
        #expect(try TextRule.name(name, field: "name", limit: 255) == kept)
    }

    @Test(
        "a domain has one form, whichever script or spelling it comes in",
        arguments: [
            ("bücher.example", "xn--bcher-kva.example"), ("BÜCHER.EXAMPLE", "xn--bcher-kva.example"),
            ("bu\u{308}cher.example", "xn--bcher-kva.example"), ("XN--BCHER-KVA.example", "xn--bcher-kva.example"),
            ("faß.example", "xn--fa-hia.example"), ("例え\u{3002}テスト", "xn--r8jz45g.xn--zckzah"),
            ("\u{212A}iosk.example", "kiosk.example"), ("Example.COM", "example.com"),
        ])
    func domains(text: String, form: String) throws {
        #expect(Array(try TextRule.domain(text, field: "domain").utf8) == Array(form.utf8))
        #expect(try TextRule.domain(form, field: "domain") == form)
    }

    @Test(
        "what no registry gives out is no domain",
        arguments: [
            "☃.example", "-ü.example", "ü-.example", "bü_cher.example", "ü.exa mple", "ü", "ü..example",
            "ex\u{2011}ample.com",
            String(repeating: "ü", count: 60) + ".example", "a\u{0}ü.example", "localhost",
        ])
    func noDomains(text: String) {
        #expect(throws: Refusal.self) { try TextRule.domain(text, field: "domain") }
    }

    @Test("an address is kept without what nobody sees, and with a domain in A-labels")
    func addresses() throws {
        #expect(try TextRule.email("ada@bücher.example") == "ada@xn--bcher-kva.example")
        #expect(try TextRule.email("Ada@Example.com") == "Ada@Example.com")
        #expect(try TextRule.email("jörg@example.com") == "jörg@example.com")
        for address in [
            "eve\u{200B}@example.com", "e\u{AD}ve@example.com", "eve@exam\u{200D}ple.com", "\u{200E}eve@example.com",
        ] {
            #expect(Array(try TextRule.email(address).utf8) == Array("eve@example.com".utf8))
        }
        for address in [
            "\u{200B}@example.com", "a b@example.com", "a\u{2800}b@example.com", "eve@\u{200B}",
            "e\u{202E}ve@example.com",
        ] {
            #expect(throws: Refusal.self) { try TextRule.email(address) }
        }
    }

    @Test("addresses are one by their bytes and the case of ASCII letters alone")
    func comparison() throws {
        var team = try Team.sample()
        let join = try team.addMember(
            MemberTerms(userID: nil, role: .member, accepted: false, email: "kim@example.com"), by: .operator, at: noon)
        try team.apply(Event(sequence: 3, at: noon, by: .operator, change: join.changes[0]))
        #expect(team.members.member(email: "KIM@Example.COM") != nil)
        #expect(team.members.member(email: "\u{212A}im@example.com") == nil)
    }
}
