import ByteText

/// The comparison of e-mail addresses.
package enum EmailAddress {
    /// The bytes that decide whether two addresses are one: those of the address with its ASCII letters in lower case.
    ///
    /// Byte by byte, since to Unicode texts may be equal that are spelled differently (U+212A KELVIN SIGN is a `k`). A
    /// domain is in A-labels by then (`TextRule.email`), so ASCII is all that has two cases there.
    package static func key(_ address: String) -> [UInt8] { address.utf8.map { $0.lowercased } }

    static func areSame(_ one: some StringProtocol, _ other: some StringProtocol) -> Bool {
        one.utf8.count == other.utf8.count && one.utf8.elementsEqual(other.utf8) { $0.lowercased == $1.lowercased }
    }

    /// The bytes behind the last `@`: the whole domain, with its letters in lower case; nil where there is no `@`.
    static func domain(of address: String) -> ArraySlice<UInt8>? {
        let bytes = key(address)
        return bytes.lastIndex(of: .at).map { bytes[($0 + 1)...] }
    }
}
