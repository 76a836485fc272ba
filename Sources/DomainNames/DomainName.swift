internal import CIDN2

/// Domain names as the DNS knows them.
package enum DomainName {
    /// The A-labels of a name that may have letters of any script in it: `bücher.example` is `xn--bcher-kva.example`.
    ///
    /// As browsers do it: IDNA 2008 after the mapping of UTS #46, so that letters, however they are spelled, and the dots
    /// of other scripts come out as one form. A name of ASCII letters alone comes back in lower case and unchecked; what
    /// a label may be is for the caller to say.
    ///
    /// - Returns: nil for a name that no registry could have given out (a symbol, a hyphen at the end of a label, a
    ///   label that is too long).
    package static func aLabels(_ name: String) -> String? {
        if name.utf8.allSatisfy({ $0 < 0x80 }) { return name.lowercased() }
        // The library reads up to a NUL.
        guard !name.utf8.contains(0) else { return nil }
        var result: UnsafeMutablePointer<UInt8>?
        let flags = CInt(IDN2_NFC_INPUT.rawValue | IDN2_NONTRANSITIONAL.rawValue)
        let bytes = Array(name.utf8) + [0]
        guard unsafe idn2_lookup_u8(bytes, &result, flags) == IDN2_OK.rawValue, let result = unsafe result else {
            return nil
        }
        defer { unsafe idn2_free(result) }
        return unsafe String(cString: result)
    }
}
