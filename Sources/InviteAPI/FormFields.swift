import InviteDomain

/// The names and values of a query or a form (`application/x-www-form-urlencoded`).
struct FormFields {
    private var values: [String: [String]] = [:]

    /// Reads the query of a request's target.
    ///
    /// - Parameters:
    ///   - target: a path and perhaps a query.
    ///   - known: the names that may occur; nil where strangers add some of their own, as they do to links.
    /// - Throws: what keeps it from being understood.
    init(queryOf target: String, known: Set<String>?) throws(RequestProblem) {
        try self.init(Array(target.utf8.drop { $0 != UInt8(ascii: "?") }.dropFirst()), known: known)
    }

    init(_ text: [UInt8], known: Set<String>?) throws(RequestProblem) {
        for pair in text.split(separator: UInt8(ascii: "&")) {
            let name = pair.prefix { $0 != UInt8(ascii: "=") }
            let decodedName = try Self.decode(name)
            if let known, !known.contains(decodedName) { throw .unknownProperty(decodedName) }
            values[decodedName, default: []].append(try Self.decode(pair.dropFirst(name.count + 1)))
        }
    }

    /// All values of a name that may occur more than once.
    func all(_ name: String) -> [String] { values[name] ?? [] }

    /// The value of a name that may occur once; nil when it does not.
    func single(_ name: String) throws(RequestProblem) -> String? {
        let found = all(name)
        guard found.count < 2 else { throw .badParameter(name, expected: "one value, not several") }
        return found.first
    }

    /// An integer in a range; the default when there is none.
    func number(_ name: String, in range: ClosedRange<Int>, default: Int) throws(RequestProblem) -> Int {
        guard let text = try single(name) else { return `default` }
        guard text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }), let number = Int(text),
            range.contains(number)
        else {
            throw .badParameter(name, expected: "an integer from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    private static func decode(_ text: ArraySlice<UInt8>) throws(RequestProblem) -> String {
        var bytes: [UInt8] = []
        var rest = text
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "+"): bytes.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                guard let high = rest.popFirst().flatMap(Hex.anyValue), let low = rest.popFirst().flatMap(Hex.anyValue)
                else { throw .malformed("a query or form that is not well encoded") }
                bytes.append(high << 4 | low)
            default: bytes.append(byte)
            }
        }
        guard let decoded = String(validating: bytes, as: UTF8.self) else {
            throw .malformed("a query or form that is not UTF-8")
        }
        return decoded
    }
}
