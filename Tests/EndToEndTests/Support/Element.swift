import StrictJSON

/// An element of the page that a browser shows.
struct Element: Sendable {
    private let browser: Browser
    private let path: String

    /// What a reference to an element is called, in WebDriver's own words.
    private static let key = "element-6066-11e4-a52e-4f735466cecf"

    init(_ reference: JSONValue, in browser: Browser) throws {
        guard let id = reference[Self.key]?.string else { throw Unexpected("no element: \(reference)") }
        self.browser = browser
        path = "/element/\(id)"
    }

    func click() async throws { try await browser.command("POST", path + "/click") }

    /// Puts the focus there and types.
    func type(_ text: String) async throws {
        try await browser.command("POST", path + "/value") { $0.member("text", text) }
    }

    /// What is to be read in it.
    var text: String {
        get async throws { try await browser.command("GET", path + "/text").string ?? "" }
    }

    /// An attribute as the page was sent; nil when there is none.
    func attribute(_ name: String) async throws -> String? {
        try await browser.command("GET", path + "/attribute/\(name)").string
    }

    /// What a property of it is now: `value` is what has been typed, `scrollWidth` what would be to see.
    func property(_ name: String) async throws -> JSONValue {
        try await browser.command("GET", path + "/property/\(name)")
    }

    var value: String {
        get async throws { try await property("value").string ?? "" }
    }

    /// A property of its style as it came out, such as `rgb(255, 255, 255)` for a colour.
    func style(_ property: String) async throws -> String {
        try await browser.command("GET", path + "/css/\(property)").string ?? ""
    }

}
