import StrictJSON

/// An answer as a client sees it, over HTTP or straight from a CGI program.
struct HTTPAnswer: Sendable, CustomStringConvertible {
    let status: Int
    let fields: [(name: String, value: String)]
    let body: [UInt8]

    /// The answer in what `curl --include` prints.
    init(http bytes: [UInt8]) throws {
        var (head, body) = try Self.split(bytes)
        // Not yet the answer itself: "100 Continue".
        while head.first?.contains(" 1") == true { (head, body) = try Self.split(Array(body)) }
        guard let status = head.first?.split(separator: " ").dropFirst().first.flatMap({ Int($0) }) else {
            throw Unexpected("no status line: \(head)")
        }
        self.status = status
        fields = Self.fields(head.dropFirst())
        self.body = Array(body)
    }

    /// The answer in what a CGI program writes (RFC 3875, 6).
    init(cgi bytes: [UInt8]) throws {
        let (head, body) = try Self.split(bytes)
        let all = Self.fields(head[...])
        guard let status = all.first(where: { $0.name == "status" }).flatMap({ Int($0.value.prefix(3)) }) else {
            throw Unexpected("no Status field: \(head)")
        }
        self.status = status
        fields = all.filter { $0.name != "status" }
        self.body = Array(body)
    }

    /// The value of a field, by its name in lower case; nil when there is none.
    subscript(name: String) -> String? { fields.first { $0.name == name }?.value }

    var text: String { String(decoding: body, as: UTF8.self) }

    var description: String { "\(status) \(fields.map { "\($0.name): \($0.value)" }) \(text.prefix(2000))" }

    func json() throws -> JSONValue {
        do {
            return try JSONReader.value(of: body)
        } catch {
            throw Unexpected("not JSON (\(error)): \(self)")
        }
    }

    private static func split(_ bytes: [UInt8]) throws -> (head: [String], body: ArraySlice<UInt8>) {
        let end = Array("\r\n\r\n".utf8)
        guard let start = bytes.indices.first(where: { bytes[$0...].starts(with: end) }) else {
            throw Unexpected("no answer: \(String(decoding: bytes, as: UTF8.self))")
        }
        let head = String(decoding: bytes[..<start], as: UTF8.self).split(separator: "\r\n").map(String.init)
        return (head, bytes[(start + end.count)...])
    }

    private static func fields(_ lines: ArraySlice<String>) -> [(name: String, value: String)] {
        lines.map { line in
            let name = line.prefix { $0 != ":" }
            return (name.lowercased(), String(line.dropFirst(name.count + 1).drop { $0 == " " }))
        }
    }
}
