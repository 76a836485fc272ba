import Glibc
import Testing

@testable import InvitePages

/// The colours by the rules of WCAG 2.2, level AA: 4.5 to 1 for text (1.4.3), 3 to 1 for what marks a control (1.4.11).
@Suite struct SignupStyleTests {
    enum Scheme: CaseIterable { case light, dark }

    @Test("texts and controls stand out from what is behind them in both schemes", arguments: Scheme.allCases)
    func contrast(scheme: Scheme) throws {
        let colours = try colours(of: scheme)
        for (front, back, least) in [
            ("ink", "card", 4.5), ("quiet", "card", 4.5), ("wrong", "card", 4.5), ("on-accent", "accent", 4.5),
            ("line", "card", 3), ("accent", "card", 3), ("accent", "paper", 3),
            ("ink", "paper", 4.5), ("quiet", "paper", 4.5),
        ] {
            let (a, b) = (try luminance(#require(colours[front])), try luminance(#require(colours[back])))
            let contrast = (max(a, b) + 0.05) / (min(a, b) + 0.05)
            #expect(contrast >= least, "\(front) on \(back): \(contrast)")
        }
    }

    @Test("both schemes name the same colours, and no rule has one of its own")
    func names() throws {
        let (light, dark) = (try colours(of: .light), try colours(of: .dark))
        #expect(Set(light.keys) == Set(dark.keys) && light != dark)
        let sheet = SignupStyle.sheet.description
        #expect(sheet.matches(of: #/#[0-9a-f]{3,8}\b/#).count == light.count + dark.count)
        let used = Set(sheet.matches(of: #/var\(--([a-z-]+)\)/#).map { String($0.1) })
        #expect(used == Set(light.keys))
    }

    @Test("the page of the API has no colour that is not named here")
    func reference() throws {
        let sheet = ReferenceStyle.sheet.description
        #expect(sheet.matches(of: #/#[0-9a-f]{3,8}\b|rgb|hsl/#).isEmpty)
        let used = Set(sheet.matches(of: #/var\(--([a-z-]+)\)/#).map { String($0.1) })
        #expect(try used.isSubset(of: colours(of: .light).keys))
    }

    /// The named colours of a scheme: the light one stands first in the sheet.
    private func colours(of scheme: Scheme) throws -> [String: UInt32] {
        let parts = SignupStyle.sheet.description.split(separator: "prefers-color-scheme: dark", maxSplits: 1)
        try #require(parts.count == 2)
        let part = scheme == .light ? parts[0] : parts[1]
        let pairs = part.matches(of: #/--([a-z-]+): #([0-9a-f]{6});/#).map { (String($0.1), UInt32($0.2, radix: 16)) }
        return Dictionary(pairs.compactMap { name, value in value.map { (name, $0) } }) { first, _ in first }
    }

    /// The relative luminance of a colour in sRGB, by WCAG's own formula.
    private func luminance(_ colour: UInt32) -> Double {
        func linear(_ shift: UInt32) -> Double {
            let value = Double(colour >> shift & 0xFF) / 255
            return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * linear(16) + 0.7152 * linear(8) + 0.0722 * linear(0)
    }
}
