/// The colour of a site, for buttons and what has the focus, with all that follows from it.
///
/// It has to stand out 3 to 1 from what is behind it (WCAG 2.2, 1.4.11). On dark pages it is as much lighter as that
/// takes; text on it is black or white, whichever stands out more, and one of them always does, 4.5 to 1.
package struct AccentColor: Equatable, Sendable {
    /// A colour and that of text on it, as `0xRRGGBB`.
    struct Shade: Equatable, Sendable {
        let back: UInt32
        let text: UInt32

        init(_ back: UInt32) {
            self.back = back
            text = AccentColor.contrast(0xFFFFFF, back) >= AccentColor.contrast(0, back) ? 0xFFFFFF : 0
        }
    }

    let light: Shade
    let dark: Shade

    /// What is behind it: card and paper of `SignupStyle`, in light and in dark.
    static let lightGround: [UInt32] = [0xFFFFFF, 0xF4F3EF]
    static let darkGround: [UInt32] = [0x1C1D20, 0x131416]

    /// Nil unless it is `#` and six hex digits, and dark enough for white pages.
    package init?(_ text: String) {
        guard text.utf8.count == 7, text.hasPrefix("#"), let colour = UInt32(text.dropFirst(), radix: 16),
            Self.standsOut(colour, from: Self.lightGround)
        else { return nil }
        light = Shade(colour)
        let lighter = (0...32).map { Self.mixed(colour, white: Double($0) / 32) }
        dark = Shade(lighter.first { Self.standsOut($0, from: Self.darkGround) } ?? 0xFFFFFF)
    }

    /// The rules for a stylesheet in which both schemes have a colour of their own.
    var rules: String {
        func rule(_ shade: Shade) -> String {
            ":root { --accent: \(Self.text(shade.back)); --on-accent: \(Self.text(shade.text)); }"
        }
        return "\(rule(light))\n@media (prefers-color-scheme: dark) { \(rule(dark)) }\n"
    }

    /// How much two colours differ in lightness, from 1 to 21, by WCAG's formula.
    static func contrast(_ one: UInt32, _ other: UInt32) -> Double {
        let (a, b) = (luminance(one), luminance(other))
        return (max(a, b) + 0.05) / (min(a, b) + 0.05)
    }

    private static func standsOut(_ colour: UInt32, from grounds: [UInt32]) -> Bool {
        grounds.allSatisfy { contrast(colour, $0) >= 3 }
    }

    private static func mixed(_ colour: UInt32, white share: Double) -> UInt32 {
        [16, 8, 0].reduce(0) { result, shift in
            let value = Double(colour >> UInt32(shift) & 0xFF)
            return result << 8 | UInt32((value + (255 - value) * share).rounded())
        }
    }

    private static func luminance(_ colour: UInt32) -> Double {
        func linear(_ shift: UInt32) -> Double {
            let value = Double(colour >> shift & 0xFF) / 255
            return value <= 0.04045 ? value / 12.92 : power((value + 0.055) / 1.055)
        }
        return 0.2126 * linear(16) + 0.7152 * linear(8) + 0.0722 * linear(0)
    }

    /// `value` to the power of 2.4, for values from 0 to 1: its square times the square of its fifth root.
    private static func power(_ value: Double) -> Double {
        var root = 1.0
        for _ in 0..<24 { root = (4 * root + value / (root * root * root * root)) / 5 }
        return value * value * root * root
    }

    private static func text(_ colour: UInt32) -> String {
        let digits = String(colour, radix: 16)
        return "#" + String(repeating: "0", count: 6 - digits.count) + digits
    }
}
