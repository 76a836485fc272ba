import Glibc
import Testing

@testable import InvitePages

/// A colour of the operator's choice, by the rules of WCAG 2.2 as in `SignupStyleTests`.
@Suite struct AccentColorTests {
    @Test("any colour that is dark enough serves in both schemes, with text on it that can be read")
    func contrast() throws {
        var taken = 0
        for value in stride(from: UInt32(0), through: 0xFFFFFF, by: 0x1357) {
            let digits = String(value, radix: 16)
            let text = "#" + String(repeating: "0", count: 6 - digits.count) + digits
            let stands = contrast(value, 0xFFFFFF) >= 3 && contrast(value, 0xF4F3EF) >= 3
            let colour = AccentColor(text)
            try #require((colour != nil) == stands, "\(text)")
            guard let colour else { continue }
            taken += 1
            try #require(colour.light.back == value)
            for ground in [0x1C1D20, 0x131416] as [UInt32] { try #require(contrast(colour.dark.back, ground) >= 3) }
            for shade in [colour.light, colour.dark] { try #require(contrast(shade.text, shade.back) >= 4.5) }
        }
        #expect(taken > 1000)
    }

    @Test("what is behind it is what the stylesheet says")
    func grounds() {
        func text(_ grounds: [UInt32]) -> String {
            let digits = grounds.map { String($0, radix: 16) }
            return "--paper: #\(digits[1]); --card: #\(digits[0]);"
        }
        let parts = SignupStyle.sheet.description.split(separator: "prefers-color-scheme: dark", maxSplits: 1)
        #expect(parts[0].contains(text(AccentColor.lightGround)) && parts[1].contains(text(AccentColor.darkGround)))
    }

    @Test("its rules hold nothing but two colours for each scheme")
    func rules() throws {
        let dark = try #require(AccentColor("#000000")).rules
        #expect(
            dark.contains(":root { --accent: #000000; --on-accent: #ffffff; }\n@media (prefers-color-scheme: dark)"))
        #expect(dark.matches(of: #/#[0-9a-f]{6};/#).count == 4)
    }

    @Test(
        "what is no colour, and what is too pale, is none",
        arguments: ["", "#fff", "0b5d54", "#0b5d5g", "#ffff00", "#0b5d54;"])
    func none(text: String) {
        #expect(AccentColor(text) == nil)
    }

    private func contrast(_ one: UInt32, _ other: UInt32) -> Double {
        let (a, b) = (luminance(one), luminance(other))
        return (max(a, b) + 0.05) / (min(a, b) + 0.05)
    }

    private func luminance(_ colour: UInt32) -> Double {
        func linear(_ shift: UInt32) -> Double {
            let value = Double(colour >> shift & 0xFF) / 255
            return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * linear(16) + 0.7152 * linear(8) + 0.0722 * linear(0)
    }
}
