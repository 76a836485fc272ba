import ByteText

/// The meta-variables of one request (RFC 3875, 4.1), as the web server sent them.
///
/// Kept as the bytes they came in: most are never asked for, and a string of each would cost more than the rest of the
/// transport.
package struct CGIVariables: Sendable {
    private var bytes: [UInt8] = []
    private var places: [Place] = []

    /// Where a variable lies among the bytes: its name, and the value right behind it.
    private struct Place {
        let start: Int
        let middle: Int
        let end: Int

        var name: Range<Int> { start..<middle }
        var value: Range<Int> { middle..<end }
    }

    /// Variables from elsewhere than a web server.
    package init(_ pairs: [(name: String, value: String)]) {
        for (name, value) in pairs { add(name.utf8, value.utf8) }
    }

    /// None yet.
    init() {
        bytes.reserveCapacity(960)
        places.reserveCapacity(32)
    }

    mutating func add(_ name: some Sequence<UInt8>, _ value: some Sequence<UInt8>) {
        let start = bytes.count
        bytes.append(contentsOf: name)
        let middle = bytes.count
        bytes.append(contentsOf: value)
        places.append(Place(start: start, middle: middle, end: bytes.count))
    }

    /// The value of `name`, nil when it was not sent.
    ///
    /// Where a web server sent a name twice, the first counts. What is no UTF-8 in it is replaced.
    package subscript(name: String) -> String? {
        bytes(of: name).map { String(decoding: $0, as: UTF8.self) }
    }

    /// The same, but nil also for an empty value: for many variables RFC 3875 means the same by both.
    package func nonEmpty(_ name: String) -> String? {
        guard let value = self[name], !value.isEmpty else { return nil }
        return value
    }

    /// The value of `name` as it came.
    func bytes(of name: String) -> ArraySlice<UInt8>? {
        let name = name.utf8.span
        for place in places where place.name.count == name.count && stands(name, at: place.start) {
            return bytes[place.value]
        }
        return nil
    }

    /// The value of `name`, or that which the web server's internal redirects have left of it; nil for a blank one.
    ///
    /// Apache puts `REDIRECT_` before each name at every redirect, so the shortest name has the newest value.
    func redirected(_ name: String) -> String? {
        var found: Place?
        for place in places where isName(place.name, redirected: name.utf8.span) {
            if bytes[place.value].allSatisfy({ $0.isBlank }) { continue }
            if place.name.count < found?.name.count ?? .max { found = place }
        }
        return found.map { text($0.value) }
    }

    private func isName(_ place: Range<Int>, redirected name: Span<UInt8>) -> Bool {
        let prefix = "REDIRECT_".utf8.span
        var start = place.lowerBound
        let (redirects, rest) = (place.count - name.count).quotientAndRemainder(dividingBy: prefix.count)
        guard redirects >= 0, rest == 0 else { return false }
        for _ in 0..<redirects {
            guard stands(prefix, at: start) else { return false }
            start += prefix.count
        }
        return stands(name, at: start)
    }

    private func stands(_ text: Span<UInt8>, at start: Int) -> Bool {
        for position in text.indices where bytes[start + position] != text[position] { return false }
        return true
    }

    /// Calls `body` for each header field that the web server passed on, with its name in lower case and hyphens.
    func forEachField(_ body: (_ name: String, _ value: String) -> Void) {
        for place in places where isField(place.name) {
            // `USER_AGENT` as HTTP writes it: `user-agent`.
            let fieldName = bytes[place.name.dropFirst(5)].map { $0 == .underscore ? .hyphen : $0.lowercased }
            body(String(decoding: fieldName, as: UTF8.self), text(place.value))
        }
    }

    /// True if names and values together are no longer than `limit` bytes.
    func isWithin(_ limit: Int) -> Bool {
        bytes.count <= limit
    }

    /// True for `HTTP_` and something.
    private func isField(_ name: Range<Int>) -> Bool {
        name.count > 5 && stands("HTTP_".utf8.span, at: name.lowerBound)
    }

    private func text(_ range: Range<Int>) -> String {
        String(decoding: bytes[range], as: UTF8.self)
    }
}
