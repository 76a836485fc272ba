extension String {
    /// As much of a text from a file as a terminal can be trusted with.
    var shown: String {
        let start = unicodeScalars.prefix(40).map { $0.isDisruptive ? "\u{FFFD}" : $0 }
        return String(String.UnicodeScalarView(start)) + (unicodeScalars.count > 40 ? "…" : "")
    }

    /// All of a text, without what a terminal cannot be trusted with.
    var safe: String {
        guard unicodeScalars.contains(where: \.isDisruptive) else { return self }
        return String(String.UnicodeScalarView(unicodeScalars.map { $0.isDisruptive ? "\u{FFFD}" : $0 }))
    }
}

extension Unicode.Scalar {
    /// True for what moves the cursor, breaks a line or turns the direction of the text around it.
    var isDisruptive: Bool {
        switch properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        default: properties.isBidiControl
        }
    }
}
