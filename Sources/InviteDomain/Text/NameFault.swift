/// Why a text is no name.
package enum NameFault: Error, Equatable, Sendable {
    case nothingVisible, tooLong
    /// A character that breaks a line, or turns the direction of the text around it.
    case disruptive

    init?(_ name: String, limit: Int) {
        let scalars = name.unicodeScalars
        if scalars.contains(where: VisibleText.isDisruptive) {
            self = .disruptive
        } else if scalars.allSatisfy(VisibleText.isBlank) {
            self = .nothingVisible
        } else if scalars.count > limit {
            self = .tooLong
        } else {
            return nil
        }
    }

    /// What would have been a name.
    package func expected(limit: Int) -> String {
        switch self {
        case .nothingVisible: "1 to \(limit) characters, at least one of them visible"
        case .tooLong: "at most \(limit) characters"
        case .disruptive: "no control characters, and none that turn the direction of the text around them"
        }
    }
}
