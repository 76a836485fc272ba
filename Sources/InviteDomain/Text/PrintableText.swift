extension String {
    /// All of a text, without what a terminal cannot be trusted with.
    package var printable: String {
        guard unicodeScalars.contains(where: \.isDisruptive) else { return self }
        return String(String.UnicodeScalarView(unicodeScalars.map { $0.isDisruptive ? "\u{FFFD}" : $0 }))
    }
}

extension Unicode.Scalar {
    /// True for what moves the cursor, breaks a line or turns the direction of the text around it.
    package var isDisruptive: Bool {
        switch properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        default: properties.isBidiControl
        }
    }
}
