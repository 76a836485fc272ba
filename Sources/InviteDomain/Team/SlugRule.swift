/// What a team's name in URLs may be.
enum SlugRule {
    static let expected =
        "\(length.inWords) lower-case letters of any alphabet, digits, emoji, hyphens, underscores and dots, no dot in front"

    /// Characters (Unicode scalars).
    private static let length = 1...255

    /// True for all that Cal.com makes of names: letters, numbers and emoji of all kinds, hyphens and dots; and for the
    /// marks that belong to letters, and underscores.
    static func isSlug(_ text: String) -> Bool {
        let scalars = text.unicodeScalars
        return length.contains(scalars.count) && scalars.allSatisfy(isAllowed) && scalars.first != "."
            && !text.contains("..") && scalars.contains(where: isVisible)
    }

    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.properties.changesWhenLowercased { return false }
        if scalar.properties.isDefaultIgnorableCodePoint { return false }
        return scalar == "." || scalar == "-" || scalar == "_" || isVisible(scalar) || isMark(scalar)
    }

    /// True for a scalar that is something by itself.
    private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .lowercaseLetter, .uppercaseLetter, .titlecaseLetter, .otherLetter, .modifierLetter, .decimalNumber,
            .letterNumber, .otherNumber:
            true
        // The asterisk is an emoji to Unicode, and so to Cal.com.
        default: scalar.properties.isEmoji && scalar != "#"
        }
    }

    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark: true
        default: false
        }
    }
}
