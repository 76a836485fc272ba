extension String {
    /// All of a text, without what a terminal cannot be trusted with.
    package var printable: String {
        guard unicodeScalars.contains(where: \.isUnsafeForTerminals) else { return self }
        return String(String.UnicodeScalarView(unicodeScalars.map { $0.isUnsafeForTerminals ? "\u{FFFD}" : $0 }))
    }
}

extension Unicode.Scalar {
    /// True for what moves the cursor, breaks a line or turns the direction of the text around it.
    fileprivate var isUnsafeForTerminals: Bool {
        switch properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        default: properties.isBidiControl
        }
    }
}
