import ByteText

/// What spreadsheets and data tools make of values, and what can be said about it.
enum SpreadsheetText {
    /// The text in a formula that is nothing but a text, `="0042"`, as those write it who want it left alone.
    static func unwrapped(_ text: String) -> String {
        guard text.utf8.first == .equals, text.utf8.count >= 3, text.hasPrefix("=\""), text.hasSuffix("\"")
        else { return text }
        return String(text.dropFirst(2).dropLast()).replacing("\"\"", with: "\"")
    }

    /// The text without the blanks around it.
    static func trimmed(_ text: String) -> String {
        String(text.trimmed(\.isWhitespace))
    }

    /// A whole number without blanks around it and the fraction of nothing that tools put behind it: `7` of `7.0`.
    static func wholeNumber(_ number: String) -> String {
        let text = trimmed(number)
        guard let point = text.lastIndex(of: ".") else { return text }
        let fraction = text[text.index(after: point)...]
        return !fraction.isEmpty && fraction.allSatisfy { $0 == "0" } ? String(text[..<point]) : text
    }

    /// True for a number of which a spreadsheet shows only the first digits: `1.23457E+17`.
    static func isRounded(_ text: String) -> Bool { text.wholeMatch(of: /[0-9][.,][0-9]+E\+[0-9]{2}/) != nil }

    /// What became of a value that is not what was expected, and what to do; nil where nobody can tell.
    static func hint(_ text: String, instead expected: String) -> String? {
        switch expected {
        case ImportTable.flag: foreignFlag(text)
        case ImportRow.time: changedTime(text)
        case ImportRow.number: changedNumber(text)
        default: nil
        }
    }

    private static func foreignFlag(_ text: String) -> String? {
        let word = trimmed(text).lowercased()
        if trueWords.contains(word) { return "write t: that is how a spreadsheet in another language says true" }
        if falseWords.contains(word) { return "write f: that is how a spreadsheet in another language says false" }
        return nil
    }

    private static let trueWords: Set = [
        "wahr", "ja", "vrai", "oui", "verdadero", "verdadeiro", "sí", "si", "sim", "vero", "waar", "sand", "sant",
        "tosi",
        "prawda", "истина", "да", "doğru", "真",
    ]
    private static let falseWords: Set = [
        "falsch", "nein", "faux", "non", "falso", "onwaar", "nee", "falsk", "falskt", "epätosi", "fałsz", "ложь", "нет",
        "yanlış", "假",
    ]

    private static func changedTime(_ text: String) -> String? {
        if text.wholeMatch(of: /[0-9]{4}-[0-9]{2}-[0-9]{2}/) != nil {
            return "a spreadsheet has cut off the time of day; \(advice)"
        }
        if text.wholeMatch(of: /[0-9]{4}[\/.][0-9]{1,2}[\/.][0-9]{1,2}( .*)?/) != nil {
            return "a spreadsheet has changed it; \(advice)"
        }
        if text.wholeMatch(of: /[0-9]{1,2}[\/.\-][0-9]{1,2}[\/.\-][0-9]{2,4}( .*)?/) != nil {
            return "a spreadsheet has changed it, and whether the day or the month is first cannot be known; \(advice)"
        }
        if let days = Double(text), (1...2_958_466).contains(days) {
            return "a spreadsheet has made a number of it; \(advice)"
        }
        return nil
    }

    private static func changedNumber(_ text: String) -> String? {
        text.wholeMatch(of: /[0-9][0-9.,' ]*([eE]\+?[0-9]+)?/) == nil || text.allSatisfy(\.isNumber)
            ? nil : "a spreadsheet has changed it; give the column the format of a whole number"
    }

    private static let advice = "give the column the format yyyy-mm-dd hh:mm:ss"
}
