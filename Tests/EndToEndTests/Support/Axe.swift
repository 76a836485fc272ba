import StrictJSON
import SystemPackage

/// axe-core, which finds on a page what keeps people from using it; a package of PyPI carries it.
enum Axe {
    private static let package = "axe-playwright-python==0.1.8"
    private static let folder = Products.repository.appending(".build/axe")

    /// Fetches it where it is not yet; false where that cannot be done, such as without a network.
    static func isAvailable() async -> Bool {
        let install = """
            test ! -s $0/axe_playwright_python/axe.min.js || exit 0
            /usr/bin/python3 -m venv $0.venv
            $0.venv/bin/pip install --quiet --disable-pip-version-check --no-deps --target $0 \(package)
            """
        var shell = Command("sh", "-euc", install, folder.string)
        shell.inheritsEnvironment = true
        return (try? await shell.run().status) == 0
    }

    fileprivate static func source() throws -> String {
        try folder.appending("axe_playwright_python/axe.min.js").text()
    }
}

extension Browser {
    /// What a function with this body returns, on the page that is to be seen; its policy does not hold it up.
    func evaluate(_ body: String) async throws -> JSONValue {
        try await command("POST", "/execute/sync") {
            $0.member("script", body)
            $0.member("args", [String]())
        }
    }

    /// What axe finds fault with: each rule, and where it is broken.
    func findings() async throws -> [String] {
        _ = try await evaluate(try Axe.source() + "; window.axe = axe; return true")
        let found = try await command("POST", "/execute/async") {
            $0.member(
                "script",
                """
                const done = arguments[arguments.length - 1];
                axe.run({ preload: false }).then(result => done(result.violations.map(
                    rule => rule.id + ": " + rule.nodes.map(node => node.target.join(" ")).join(", "))))
                """)
            $0.member("args", [String]())
        }
        guard let findings = found.strings else { throw Unexpected("axe: \(found)") }
        return findings
    }

    /// As a person has it whose screen is as wide, and who has set these features for all programs.
    func resemble(width: Int, media: String = "", features: [String: String] = [:]) async throws {
        try await develop("Emulation.setDeviceMetricsOverride") {
            $0.member("width", width)
            $0.member("height", 800)
            $0.member("deviceScaleFactor", 1)
            $0.member("mobile", false)
        }
        try await develop("Emulation.setEmulatedMedia") {
            $0.member("media", media)
            $0.member("features") {
                $0.array {
                    for (name, value) in features.sorted(by: { $0.key < $1.key }) {
                        $0.object {
                            $0.member("name", name)
                            $0.member("value", value)
                        }
                    }
                }
            }
        }
    }
}
