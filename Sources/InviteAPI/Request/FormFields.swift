import ByteText
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
    init(queryOf target: String, known: [String]?) throws(RequestProblem) {
        try self.init(Array(target.utf8.drop { $0 != .questionMark }.dropFirst()), known: known)
    }

    /// Reads the query of a link that people and programs have passed on, however it is encoded.
    ///
    /// A percent sign that stands for nothing is one, and bytes that are no UTF-8 are U+FFFD. Where an ampersand was
    /// written as in HTML, names are taken without the `amp;`; an equals sign may be encoded.
    init(ofLink target: String) {
        for pair in target.utf8.drop(while: { $0 != .questionMark }).dropFirst().split(separator: .ampersand) {
            let text = String(decoding: PercentEncoding.decodedLeniently(Array(pair)[...]), as: UTF8.self)
            var name = text.prefix { $0 != "=" }
            let value = text.dropFirst(name.count + 1)
            while name.hasPrefix("amp;") { name = name.dropFirst(4) }
            values[String(name).filter { !$0.isWhitespace }, default: []].append(String(value))
        }
    }

    init(_ text: [UInt8], known: [String]?) throws(RequestProblem) {
        for pair in text.split(separator: .ampersand) {
            let name = pair.prefix { $0 != .equals }
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
        guard text.utf8.allSatisfy({ $0.isDigit }), let number = Int(text), range.contains(number) else {
            throw .badParameter(name, expected: "an integer from \(range.inWords)")
        }
        return number
    }

    /// True or false; nil when it is not said.
    func flag(_ name: String) throws(RequestProblem) -> Bool? {
        switch try single(name) {
        case nil: return nil
        case "true": return true
        case "false": return false
        default: throw .badParameter(name, expected: "true or false")
        }
    }

    /// The membership after which a part of a list begins; nil when it is not said.
    func membership(_ name: String) throws(RequestProblem) -> MembershipID? {
        guard let text = try single(name) else { return nil }
        guard let id = MembershipID(text[...]) else {
            throw .badParameter(name, expected: "the 'nextCursor' of a part of this list")
        }
        return id
    }

    /// Which part of a list is asked for.
    ///
    /// - Parameter count: how many at most, where it is not said.
    /// - Returns: the part.
    /// - Throws: which of `take` and `skip` cannot be.
    func page(default count: Int) throws(RequestProblem) -> Page {
        let take = try number("take", in: CallLimits.take, default: count)
        return Page(skip: try number("skip", in: CallLimits.skip, default: 0), take: take)
    }

    /// A part of a list.
    struct Page {
        let skip: Int
        let take: Int

        func of<Elements: Sequence>(_ all: Elements) -> PrefixSequence<DropFirstSequence<Elements>> {
            all.dropFirst(skip).prefix(take)
        }
    }

    private static func decode(_ text: ArraySlice<UInt8>) throws(RequestProblem) -> String {
        guard let bytes = PercentEncoding.decoded(text, plusIsSpace: true) else {
            throw .malformed("a query or form that is not well encoded")
        }
        guard let decoded = String(validating: bytes, as: UTF8.self) else {
            throw .malformed("a query or form that is not UTF-8")
        }
        return decoded
    }
}
