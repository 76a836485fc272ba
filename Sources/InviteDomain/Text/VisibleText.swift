/// What of a text can be seen.
///
/// Unicode has characters that nobody sees: some join or turn their neighbours, others do nothing at all. Two names that
/// differ only by such a character look alike, and a name of nothing else looks like none.
enum VisibleText {
    /// The text without the characters that change nothing of how it looks.
    ///
    /// What joins letters (Persian, the scripts of India) or emoji stays where it does that, and so does a variant of
    /// the emoji or the ideograph before it. Marks that only say which way a text runs go: where a name is shown, it
    /// stands apart from the text around it (`<bdi>`).
    static func of(_ text: String) -> String {
        let scalars = text.unicodeScalars
        // Most texts have none, and most of those are ASCII.
        guard scalars.contains(where: isInvisible) else { return text }
        var visible = String.UnicodeScalarView()
        for position in scalars.indices where !isInvisible(scalars[position]) || hasEffect(at: position, in: scalars) {
            visible.append(scalars[position])
        }
        return String(visible)
    }

    /// True for white space of any kind, and for what looks like it.
    static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || scalar == brailleBlank
    }

    /// True for characters that break a line or a log, turn the direction of the text around them, or have no meaning
    /// that everybody shares.
    static func isDisruptive(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse: true
        // Characters that Unicode has added since this program was built are unassigned too, and harmless.
        case .unassigned: scalar.properties.isNoncharacterCodePoint
        default: scalar.properties.isBidiControl && !isImplicitMark(scalar)
        }
    }

    private static let brailleBlank: Unicode.Scalar = "\u{2800}"
    private static let joiners: ClosedRange<Unicode.Scalar> = "\u{200C}"..."\u{200D}"

    /// True for the marks that keyboards, contact lists and PDF files put into names of Hebrew, Arabic and Persian.
    private static func isImplicitMark(_ scalar: Unicode.Scalar) -> Bool {
        ["\u{200E}", "\u{200F}", "\u{61C}"].contains(scalar)
    }

    /// True for what has no look of its own, but for what turns a text, which is not ours to take out silently.
    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value >= 0x80 && scalar.properties.isDefaultIgnorableCodePoint && !isDisruptive(scalar)
    }

    /// True for an invisible character that changes how its neighbours look.
    private static func hasEffect(
        at position: String.UnicodeScalarView.Index, in scalars: String.UnicodeScalarView
    ) -> Bool {
        guard position > scalars.startIndex else { return false }
        let before = scalars[scalars.index(before: position)]
        if scalars[position].properties.isVariationSelector {
            return isEmoji(before) || before.properties.isIdeographic
                || isKeycap(at: position, in: scalars, after: before)
        }
        let next = scalars.index(after: position)
        guard joiners.contains(scalars[position]), next < scalars.endIndex else { return false }
        let after = scalars[next]
        // After a virama, or between letters that join (RFC 5892, A.1 and A.2); between emoji of one picture.
        return before.properties.canonicalCombiningClass == .virama
            || joins(before) && joins(after)
            || (isEmoji(before) || before.properties.isVariationSelector) && isEmoji(after)
    }

    private static func isKeycap(
        at position: String.UnicodeScalarView.Index, in scalars: String.UnicodeScalarView, after digit: Unicode.Scalar
    ) -> Bool {
        let next = scalars.index(after: position)
        return digit.properties.isEmoji && next < scalars.endIndex && scalars[next] == "\u{20E3}"
    }

    private static func isEmoji(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value >= 0x80 && scalar.properties.isEmoji
    }

    /// True for letters of the scripts whose letters join: Arabic, Syriac, N'Ko, Mandaic, Mongolian.
    private static func joins(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x620...0x8FF, 0x1807...0x18AA, 0xFB50...0xFDFF, 0xFE70...0xFEFC: true
        default: false
        }
    }
}
