import StrictJSON
import Testing

/// The sign-up page as people meet it, in a real browser.
///
/// Pictures of it are in `.build/screenshots/` afterwards.
@Suite(.timeLimit(.minutes(5)))
struct SignupBrowserTests {
    private func use(mount: String = "", _ body: (SignupVisit) async throws -> Void) async throws {
        try await WebService.use(mount: mount, isItsOwnSite: true) { service in
            try await Browser.use { browser in
                let visit = try await SignupVisit(service: service, browser: browser)
                try await body(visit)
                #expect(try await browser.violations() == [])
            }
        }
    }

    @Test("on a phone a person reads who invites to what, asks to join, and is a pending member")
    func phone() async throws {
        try await use { visit in
            let browser = visit.browser
            try await browser.resemblePhone()
            try await browser.open(try await visit.link(#"{"maxUses": 3}"#))
            try await browser.takePicture("phone")
            #expect(try await browser.find("h1").text == "Join Acme")
            #expect(try await browser.find(".lead").text == "Ada invites you to join Acme as a member.")
            try await expectComfort(browser)
            try await browser.find("#name").type("Grace Hopper")
            try await browser.find("#email").type("grace@example.com")
            try await browser.find("button").click()
            #expect(try await browser.url == visit.service.base + "/signup/done")
            #expect(try await browser.find("h1").text == "Thank you")
            try await browser.takePicture("phone-done")
            #expect(try await visit.pending() == ["Grace Hopper <grace@example.com>"])
            // And nothing besides.
            let requests = ["GET /signup", "POST /signup", "GET /signup/done"]
            try await eventually("the log names all pages") { try visit.requests().count >= requests.count }
            #expect(try visit.requests() == requests)
        }
    }

    /// Nothing lies beside the screen, and everything that is touched is large enough.
    private func expectComfort(_ browser: Browser) async throws {
        #expect(try await browser.find("html").property("scrollWidth") == .integer(390))
        for selector in ["#name", "#email", "button"] {
            let control = try await browser.find(selector)
            #expect(try await control.property("offsetHeight").integer ?? 0 >= 44)
            // Below 16 pixels a phone would zoom in as soon as somebody types.
            #expect(try await control.style("font-size") == "17px")
        }
    }

    @Test("the keyboard alone is enough, and shows where it is")
    func keyboard() async throws {
        try await use { visit in
            let browser = visit.browser
            try await browser.resembleDesktop()
            try await browser.open(try await visit.link())
            for (field, text) in [("name", "Grace Hopper"), ("email", "grace@example.com")] {
                try await browser.press(Browser.Key.tab)
                #expect(try await browser.focused.attribute("id") == field)
                #expect(try await browser.focused.style("outline-style") == "solid")
                #expect(try await browser.focused.style("outline-width") == "3px")
                try await browser.press(text)
            }
            try await browser.press(Browser.Key.tab)
            #expect(try await browser.focused.text == "Ask to join")
            try await browser.takePicture("desktop-keyboard")
            try await browser.press(Browser.Key.enter)
            #expect(try await browser.url == visit.service.base + "/signup/done")
            #expect(try await visit.pending() == ["Grace Hopper <grace@example.com>"])
        }
    }

    @Test("a mistake keeps what was typed, and a screen reader tells what is wrong where")
    func mistake() async throws {
        try await use { visit in
            let browser = visit.browser
            try await browser.resemblePhone()
            try await browser.open(try await visit.link())
            try await browser.find("#name").type("   ")
            try await browser.find("#email").type("grace@example.com")
            try await browser.find("button").click()
            #expect(try await browser.title == "Error: Join Acme")
            #expect(try await browser.url == visit.service.base + "/signup?")
            #expect(try await browser.find("#name").value == "   ")
            #expect(try await browser.find("#email").value == "grace@example.com")
            try await browser.takePicture("phone-mistake")
            try await expectNames(browser)
            #expect(try await visit.pending() == [])
            // The link in the summary leads to the field; what is typed there mends it.
            try await browser.find("[role=alert] a").click()
            #expect(try await browser.focused.attribute("id") == "name")
            try await browser.press("Grace" + Browser.Key.enter)
            #expect(try await browser.url == visit.service.base + "/signup/done")
            #expect(try await visit.pending() == ["Grace <grace@example.com>"])
        }
    }

    private func expectNames(_ browser: Browser) async throws {
        let nodes = try await browser.accessibleNodes()
        func names(_ role: String) -> [String] { nodes.filter { $0.role == role }.map(\.name) }
        let sentence = "Enter your name."
        #expect(names("RootWebArea") == ["Error: Join Acme"])
        #expect(names("main").count == 1)
        #expect(names("heading") == ["Join Acme", "Please look at this again"])
        #expect(names("alert") == ["Please look at this again"])
        #expect(names("link") == [sentence])
        #expect(names("textbox") == ["Your name", "Your e-mail address"])
        #expect(names("button") == ["Ask to join"])
        let fields = nodes.filter { $0.role == "textbox" }
        #expect(fields.map(\.description) == [sentence, ""])
        #expect(fields.map { $0.properties["invalid"] } == [.string("true"), .string("false")])
        #expect(fields.map { $0.properties["required"] } == [.boolean(true), .boolean(true)])
        #expect(fields.map { $0.properties["focused"] } == [.boolean(true), nil])
    }

    @Test("each kind of dead link is explained, and tells nothing of the team but where it is alive")
    func deadLinks() async throws {
        try await use { visit in
            try await visit.browser.resemblePhone()
            for invite in DeadInvite.allCases { try await expectDead(invite, visit) }
        }
    }

    private func expectDead(_ invite: DeadInvite, _ visit: SignupVisit) async throws {
        let browser = visit.browser
        let link = try await visit.deadLink(invite)
        try await eventually("the invite is \(invite)") {
            try await browser.open(link)
            return try await browser.find("h1").text == invite.heading
        }
        try await browser.takePicture("dead-\(invite)")
        #expect(try await browser.title == invite.heading)
        #expect(try await visit.status(of: link) == invite.status)
        let source = try await browser.find("html").property("outerHTML").string ?? "Acme"
        for fact in ["Acme", "Ada"] { #expect(source.contains(fact) == (invite == .restricted), "\(invite)") }
        #expect(!source.contains("<form"), "\(invite)")
    }

    @Test("a person who has set darkness for all programs gets it here", arguments: ["light", "dark"])
    func colourScheme(_ scheme: String) async throws {
        try await use { visit in
            let browser = visit.browser
            try await browser.resembleDesktop()
            try await browser.prefer(colorScheme: scheme)
            try await browser.open(try await visit.link(#"{"maxUses": 1}"#))
            try await browser.takePicture("desktop-\(scheme)")
            let isDark = scheme == "dark"
            let (ink, card) = (isDark ? "236, 236, 234" : "28, 29, 31", isDark ? "28, 29, 32" : "255, 255, 255")
            #expect(try await browser.find("h1").style("color") == "rgba(\(ink), 1)")
            for selector in ["main", "#name"] {
                #expect(try await browser.find(selector).style("background-color") == "rgba(\(card), 1)")
            }
        }
    }

    @Test("who goes back and corrects the address is one person still, also at a link for one")
    func goingBack() async throws {
        try await use { visit in
            let browser = visit.browser
            try await browser.open(try await visit.link(#"{"maxUses": 1}"#))
            try await browser.find("#name").type("Fay")
            try await browser.find("#email").type("fay@exmaple.com")
            try await browser.find("button").click()
            #expect(try await browser.url == visit.service.base + "/signup/done")
            try await browser.back()
            #expect(try await browser.find("#email").value == "fay@exmaple.com")
            try await browser.find("#email").type(
                Browser.Key.end + String(repeating: Browser.Key.backspace, count: 9) + "ample.com")
            try await browser.find("button").click()
            #expect(try await browser.url == visit.service.base + "/signup/done")
            #expect(try await visit.pending() == ["Fay <fay@example.com>"])
        }
    }

    @Test("a page wears the colours and the picture of its site, and loads it", arguments: ["light", "dark"])
    func site(scheme: String) async throws {
        let logo =
            "data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSI5NiIgaGVpZ2h0PSIzMiI+"
            + "PHJlY3Qgd2lkdGg9Ijk2IiBoZWlnaHQ9IjMyIiBmaWxsPSIjYTM3Ii8+PC9zdmc+"
        let settings = [
            "INVITE_SITE_NAME": "Example Co", "INVITE_SITE_LOGO": logo, "INVITE_ACCENT_COLOR": "#aa3377",
            "INVITE_PRIVACY_URL": "/privacy", "INVITE_CONTACT_URL": "mailto:help@example.com",
        ]
        try await WebService.use(isItsOwnSite: true, settings: settings) { service in
            try await Browser.use { browser in
                let visit = try await SignupVisit(service: service, browser: browser)
                try await browser.resemblePhone()
                try await browser.prefer(colorScheme: scheme)
                try await browser.open(try await visit.link())
                try await browser.takePicture("phone-site-\(scheme)")
                #expect(try await browser.find("img").property("naturalWidth") == .integer(96))
                #expect(try await browser.find("header bdi").text == "Example Co")
                if scheme == "light" {
                    #expect(try await browser.find("button").style("background-color") == "rgba(170, 51, 119, 1)")
                }
                #expect(try await browser.find("html").property("scrollWidth") == .integer(390))
                #expect(try await browser.violations() == [])
            }
        }
    }

    @Test("below a prefix the link that was made leads to the form, and the form to the page after it")
    func prefix() async throws {
        try await use(mount: "/team/invites") { visit in
            let invite = try await visit.create()
            try await visit.browser.open(invite.link)
            try await visit.signUp()
            #expect(try await visit.browser.url.hasPrefix(visit.service.base + "/getting-started?invite=\(invite.id)"))
            #expect(try await visit.browser.find("h1").text == "Thank you")
            #expect(try await visit.pending() == ["Grace <grace@example.com>"])
        }
    }

    @Test("the browser goes on to the site also where that has another origin than the page")
    func otherOrigin() async throws {
        try await use { visit in
            let link = try await visit.link()
            try await visit.browser.open(link.replacing("//127.0.0.1:", with: "//localhost:"))
            try await visit.signUp()
            #expect(try await visit.browser.url == visit.service.base + "/signup/done")
            #expect(try await visit.pending() == ["Grace <grace@example.com>"])
        }
    }

    @Test("the browser arrives where the application sends people to log in, on whatever host that is")
    func login() async throws {
        try await OtherSite.use { site in
            try await WebService.use(settings: ["INVITE_WEBAPP_URL": site.base]) { service in
                try await Browser.use { browser in
                    let visit = try await SignupVisit(service: service, browser: browser)
                    try await browser.open(try await visit.link().replacing("/signup/done", with: "/getting-started"))
                    try await visit.signUp()
                    #expect(try await browser.url == site.login)
                    #expect(try await browser.find("h1").text == "Log in")
                    #expect(try await visit.pending() == ["Grace <grace@example.com>"])
                    #expect(try await browser.violations() == [])
                }
            }
        }
    }

    @Test("the name of a team is shown as it was written, whatever is in it")
    func hostileName() async throws {
        try await use { visit in
            let name = "</title><script>document.title='x'</script><img/src=x>"
            try await visit.browser.open(try await visit.link(team: 44, named: name))
            #expect(try await visit.browser.title == "Join \(name)")
            #expect(try await visit.browser.find("h1").text == "Join \(name)")
        }
    }

    @Test("Chromium tells of a page that breaks its policy")
    func control() async throws {
        try await Browser.use { browser in
            let policy = "<meta http-equiv=Content-Security-Policy content=\"style-src 'none'\">"
            try await browser.open("data:text/html,\(policy)<style>p { color: red }</style>")
            #expect(try await browser.violations().contains { $0.contains("style-src 'none'") })
        }
    }
}
