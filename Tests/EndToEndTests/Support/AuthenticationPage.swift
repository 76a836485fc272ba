import StrictJSON
import SystemPackage

/// `deploy/authentication.md`, read the way that its readers do.
struct AuthenticationPage: Sendable {
    /// One authorization server.
    struct Section: Sendable {
        let name: String
        /// The settings of the handlers.
        let settings: [String: String]
        /// The claims of a token, but for its moments.
        let claims: JSONValue
        /// What was left out, what the token says then, and the status and reason of the answer.
        let omissions: [(what: String, change: JSONValue, status: Int, reason: String)]
    }

    let sections: [Section]
    /// The program that fetches a key set.
    let program: String

    init() throws {
        let text = try Products.repository.appending("deploy/authentication.md").text()
        let parts = text.split(separator: "\n## ")
        sections = try parts.filter { $0.contains("\n    INVITE_JWT_ALGORITHMS=") }.map(Self.section)
        program = try parts.compactMap { try Self.block(startingWith: "#!/bin/sh", in: $0) }.first ?? ""
    }

    private static func section(_ text: Substring) throws -> Section {
        let settings = try block(startingWith: "INVITE_JWT_ALGORITHMS=", in: text) ?? ""
        let pairs = settings.split(separator: "\n").map { $0.split(separator: "=", maxSplits: 1).map(String.init) }
        let claims = try JSONReader.value(of: Array((try block(startingWith: "{", in: text) ?? "").utf8))
        let rows = text.matches(of: /\n\| ([^|]+) \| `(\{[^|]+\})` \| (\d+) `([A-Z_]+)` \|/)
        return Section(
            name: String(text.prefix { $0 != "\n" }),
            settings: Dictionary(uniqueKeysWithValues: pairs.map { ($0[0], $0[1]) }), claims: claims,
            omissions: try rows.map {
                let change = try JSONReader.value(of: Array($0.output.2.utf8))
                return (String($0.output.1), change, Int($0.output.3) ?? 0, String($0.output.4))
            })
    }

    /// The lines that are indented by four blanks from the one that starts so, without the indentation.
    private static func block(startingWith start: String, in text: Substring) throws -> String? {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard let first = lines.firstIndex(where: { $0.hasPrefix("    \(start)") }) else { return nil }
        return lines[first...].prefix { $0.hasPrefix("    ") }.map { $0.dropFirst(4) }.joined(separator: "\n") + "\n"
    }
}

extension JSONValue {
    /// The JSON of an object's members, with those of another in their places.
    func merged(with change: JSONValue) -> String {
        let changed = Set((change.members ?? []).map(\.name))
        let members = (members ?? []).filter { !changed.contains($0.name) } + (change.members ?? [])
        var json = JSONWriter()
        json.object { for member in members { $0.member(member.name) { $0.write(member.value) } } }
        return String(decoding: json.bytes, as: UTF8.self)
    }
}

extension JSONWriter {
    fileprivate mutating func write(_ value: JSONValue) {
        switch value {
        case .null: writeVerbatim("null")
        case .boolean(let flag): writeVerbatim("\(flag)")
        case .integer(let number): writeVerbatim("\(number)")
        case .number(let number): writeVerbatim("\(number)")
        case .string(let text): write(text)
        case .array(let elements): array { for element in elements { $0.write(element) } }
        case .object(let members):
            object { for member in members { $0.member(member.name) { $0.write(member.value) } } }
        }
    }
}
