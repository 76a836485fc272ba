import StrictJSON
import SystemPackage

/// What a person does with a page.
extension Browser {
    /// Goes to a page and waits until it is loaded.
    func open(_ url: String) async throws {
        try await command("POST", "/url") { $0.member("url", url) }
    }

    func back() async throws {
        try await command("POST", "/back")
    }

    var url: String {
        get async throws { try await command("GET", "/url").string ?? "" }
    }

    var title: String {
        get async throws { try await command("GET", "/title").string ?? "" }
    }

    /// The first element that a CSS selector matches.
    func find(_ selector: String) async throws -> Element {
        let element = try await command("POST", "/element") {
            $0.member("using", "css selector")
            $0.member("value", selector)
        }
        return try Element(element, in: self)
    }

    /// The element that has the focus.
    var focused: Element {
        get async throws { try Element(try await command("GET", "/element/active"), in: self) }
    }

    /// Presses one key after another on the keyboard, whatever has the focus.
    func press(_ keys: String) async throws {
        try await command("POST", "/actions") {
            $0.member("actions") {
                $0.array {
                    $0.object {
                        $0.member("type", "key")
                        $0.member("id", "keyboard")
                        $0.member("actions") {
                            $0.array {
                                for key in keys {
                                    $0.object(["type": "keyDown", "value": "\(key)"])
                                    $0.object(["type": "keyUp", "value": "\(key)"])
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    /// Keys that are no characters, in WebDriver's code for them.
    enum Key {
        static let tab = "\u{E004}"
        static let enter = "\u{E007}"
        static let backspace = "\u{E003}"
        static let end = "\u{E010}"
    }
}

/// What a person sees with.
extension Browser {
    /// A phone that is held upright.
    func resemblePhone() async throws { try await resemble(width: 390, height: 844, scale: 3, isMobile: true) }

    func resembleDesktop() async throws { try await resemble(width: 1280, height: 800, scale: 1, isMobile: false) }

    private func resemble(width: Int, height: Int, scale: Int, isMobile: Bool) async throws {
        try await develop("Emulation.setDeviceMetricsOverride") {
            $0.member("width", width)
            $0.member("height", height)
            $0.member("deviceScaleFactor", scale)
            $0.member("mobile", isMobile)
        }
    }

    /// `light` or `dark`, as the person has set it for all programs.
    func prefer(colorScheme: String) async throws {
        try await develop("Emulation.setEmulatedMedia") {
            $0.member("features") {
                $0.array { $0.object(["name": "prefers-color-scheme", "value": colorScheme]) }
            }
        }
    }

    /// Keeps a picture of what is to be seen, for a person to look at: `.build/screenshots/NAME.png`.
    func takePicture(_ name: String) async throws {
        let folder = Products.repository.appending(".build/screenshots")
        _ = try await Command("mkdir", "-p", folder.string).text()
        var decode = Command("base64", "--decode")
        decode.input = Array((try await command("GET", "/screenshot").string ?? "").utf8)
        try folder.appending("\(name).png").write(try await decode.run().output)
    }

    /// What Chromium itself had to say of pages that tried what they may not, such as to break their security policy.
    func violations() async throws -> [String] {
        let entries = try await command("POST", "/se/log") { $0.member("type", "browser") }.array ?? []
        return entries.filter { $0["source"]?.string == "security" }.compactMap { $0["message"]?.string }
    }

    /// All that assistive technology is told of the page.
    func accessibleNodes() async throws -> [AccessibleNode] {
        let tree = try await develop("Accessibility.getFullAXTree") { _ in }
        return (tree["nodes"]?.array ?? []).filter { $0["ignored"]?.boolean == false }.map(AccessibleNode.init)
    }

    /// Sends a command of the DevTools protocol.
    @discardableResult
    func develop(_ method: String, _ parameters: (inout JSONWriter) -> Void) async throws -> JSONValue {
        try await command("POST", "/goog/cdp/execute") {
            $0.member("cmd", method)
            $0.member("params") { $0.object(parameters) }
        }
    }
}

/// A thing on a page as a screen reader tells it.
struct AccessibleNode: Sendable {
    let role: String
    let name: String
    let description: String
    let properties: [String: JSONValue]

    init(_ node: JSONValue) {
        func text(_ member: String) -> String { node[member]?["value"]?.string ?? "" }
        (role, name, description) = (text("role"), text("name"), text("description"))
        let all = (node["properties"]?.array ?? []).compactMap { property in
            property["name"]?.string.map { ($0, property["value"]?["value"] ?? .null) }
        }
        properties = Dictionary(all) { first, _ in first }
    }
}

extension JSONWriter {
    fileprivate mutating func object(_ members: KeyValuePairs<String, String>) {
        object { for (name, value) in members { $0.member(name, value) } }
    }
}
