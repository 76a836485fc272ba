/// What people and programs leave of a link when they pass it on.
///
/// Mail programs wrap and quote it, punctuation and brackets stick to its end, chats put marks around it that nobody
/// sees, gateways encode it once more or write it in capitals.
package enum PastedText {
    /// The token in what stands where one should be: the only run of 64 hex digits there, in lower case.
    ///
    /// What is read as it stands comes first, so that a word behind the token does not become a part of it. Only then
    /// white space, characters that nobody sees and the signs of broken lines are taken out of the middle.
    ///
    /// - Returns: nil where there is no such run, or several.
    package static func token(in text: String) -> String? {
        let whole = runs(in: text.unicodeScalars)
        if !whole.isEmpty { return whole.count == 1 ? whole.first : nil }
        let joined = runs(in: text.unicodeScalars.filter { !isGap($0) && $0 != "=" })
        return joined.count == 1 ? joined.first : nil
    }

    /// The path in what stands where one should be, without white space, punctuation, quotation marks and brackets at its
    /// end; a closing bracket belongs to the path if it was opened there.
    ///
    /// Nothing is taken out of its middle: what was broken there is no path.
    ///
    /// - Returns: nil where that is no path of the site.
    package static func path(in text: String) -> LocalPath? {
        var scalars = Array(text.unicodeScalars)
        while let last = scalars.last, isGlue(last, after: scalars) { scalars.removeLast() }
        return LocalPath(String(String.UnicodeScalarView(scalars)))
    }

    /// Each run of hex digits that is as long as a token, once.
    ///
    /// Mail that is "quoted-printable" writes `=3D` for `=`.
    private static func runs(in scalars: String.UnicodeScalarView) -> Set<String> {
        let pieces = scalars.split { !$0.isASCII || !$0.properties.isASCIIHexDigit }
        let tokens = pieces.map { String($0).lowercased() }.compactMap { digits -> String? in
            if digits.utf8.count == 66, digits.hasPrefix("3d") { return String(digits.dropFirst(2)) }
            return digits.utf8.count == 64 ? digits : nil
        }
        return Set(tokens)
    }

    /// White space and what nobody sees; U+FFFD stands for bytes that were no UTF-8, most often for a space.
    private static func isGap(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || scalar.properties.isDefaultIgnorableCodePoint || scalar == "\u{FFFD}"
    }

    private static func isGlue(_ last: Unicode.Scalar, after scalars: [Unicode.Scalar]) -> Bool {
        if !last.isASCII || isGap(last) { return true }
        let partners: [Unicode.Scalar: Unicode.Scalar] = [")": "(", "]": "[", "}": "{", ">": "<"]
        guard let partner = partners[last] else { return ".,:;!?'\"`*_~|\\".unicodeScalars.contains(last) }
        return scalars.count { $0 == last } > scalars.count { $0 == partner }
    }
}
