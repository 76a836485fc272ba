import ByteText
import DomainNames

/// What may be kept of texts that people wrote.
package enum TextRule {
    /// The most characters (Unicode scalars) of a name that belongs to an invite, or that somebody types at the sign-up
    /// page.
    package static let shortName = 100
    /// The most characters of the name of a team or a member, and of the note to a credential.
    package static let longName = 255
    /// The most bytes of an e-mail address (RFC 5321, 4.5.3.1.3, less the angle brackets).
    package static let longestEmail = 254
    /// The most bytes of a domain name (RFC 1035, 2.3.4, as text).
    package static let longestDomain = 253

    /// A name to be shown to people: something visible, no control characters, nothing that turns the direction of the
    /// text around it.
    ///
    /// - Returns: the name as it looks, without what nobody can see (`VisibleText`).
    package static func name(_ text: String, field: String, limit: Int = shortName) throws(Refusal) -> String {
        let name = VisibleText.of(text)
        guard let fault = NameFault(name, limit: limit) else { return name }
        throw .invalid(field: field, expected: fault.expected(limit: limit))
    }

    /// The name of a person, with one space wherever there is white space, and none before and after.
    ///
    /// So two people's names that look alike are alike.
    package static func personName(_ text: String, limit: Int = shortName) throws(NameFault) -> String {
        let name = spaced(VisibleText.of(text))
        if let fault = NameFault(name, limit: limit) { throw fault }
        return name
    }

    /// What can be kept of a name that another program brings along: never a reason to refuse whom it names.
    ///
    /// - Returns: a name that `name` and `personName` take as it is; nil where nothing visible is left.
    package static func cleanedName(_ text: String, limit: Int = longName) -> String? {
        var kept = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if !VisibleText.isDisruptive(scalar) {
                kept.append(scalar)
            } else if scalar.properties.isWhitespace || scalar.properties.generalCategory == .control {
                kept.append(" ")
            }
        }
        let name = spaced(beginning(of: spaced(VisibleText.of(String(kept))), scalars: limit))
        return name.isEmpty ? nil : name
    }

    /// As many whole characters as there are in the first so many scalars.
    private static func beginning(of text: String, scalars limit: Int) -> String {
        var (count, end) = (0, text.startIndex)
        for (index, character) in zip(text.indices, text) {
            count += character.unicodeScalars.count
            if count > limit { return String(text[..<end]) }
            end = text.index(after: index)
        }
        return text
    }

    /// True for names between which nobody sees a difference: one may have been kept before what is invisible was taken
    /// out of names.
    package static func lookAlike(_ first: String, _ second: String) -> Bool {
        VisibleText.of(first) == VisibleText.of(second)
    }

    /// An e-mail address, that is one `@` between something and a domain.
    ///
    /// Whether it exists is not ours to say.
    ///
    /// - Returns: the address without what nobody can see, its domain in A-labels where it has letters beyond ASCII: one
    ///   form for storing, showing and comparing, in which no domain looks like another.
    package static func email(_ text: String, field: String = "email") throws(Refusal) -> String {
        let expected = "an e-mail address such as ada@example.com"
        let address = text.isASCII ? text : withoutInvisible(text)
        let parts = address.split(separator: "@", omittingEmptySubsequences: false)
        guard address.utf8.count <= longestEmail, parts.count == 2, (1...64).contains(parts[0].utf8.count),
            !address.unicodeScalars.contains(where: { VisibleText.isDisruptive($0) || VisibleText.isBlank($0) }),
            let domain = try? domain(String(parts[1]), field: field)
        else { throw .invalid(field: field, expected: expected) }
        let canonical = parts[1].isASCII ? address : "\(parts[0])@\(domain)"
        guard canonical.utf8.count <= longestEmail else { throw .invalid(field: field, expected: expected) }
        return canonical
    }

    /// A domain name of two labels or more (RFC 1035, 2.3.1), in lower case, in A-labels where it has letters beyond
    /// ASCII.
    package static func domain(_ text: String, field: String) throws(Refusal) -> String {
        let name = DomainName.aLabels(text) ?? ""
        let labels = name.split(separator: ".", omittingEmptySubsequences: false)
        guard name.utf8.count <= longestDomain, labels.count >= 2, labels.allSatisfy(isLabel) else {
            throw .invalid(field: field, expected: "a domain name such as example.com")
        }
        return name
    }

    /// No invisible character has a meaning in an address, whatever its neighbours are.
    private static func withoutInvisible(_ text: String) -> String {
        let kept = text.unicodeScalars.filter {
            !$0.properties.isDefaultIgnorableCodePoint || VisibleText.isDisruptive($0)
        }
        return String(String.UnicodeScalarView(kept))
    }

    /// One space for each run of white space inside, none around.
    private static func spaced(_ text: String) -> String {
        text.unicodeScalars.split(whereSeparator: VisibleText.isBlank).map { String($0) }.joined(separator: " ")
    }

    private static func isLabel(_ label: Substring) -> Bool {
        (1...63).contains(label.utf8.count) && label.utf8.first != .hyphen && label.utf8.last != .hyphen
            && label.utf8.allSatisfy { $0.isLowercase || $0.isDigit || $0 == .hyphen }
    }
}
