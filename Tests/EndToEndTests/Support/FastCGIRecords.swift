/// The records of FastCGI 1.0 as a web server writes them.
enum FastCGIRecords {
    /// The types of the specification, section 8.
    enum Kind: UInt8 {
        case begin = 1
        case abort, end, parameters, input, output, errors, data
    }

    /// A record; its content may have at most 65,535 bytes.
    static func record(_ kind: Kind, _ content: [UInt8] = [], id: UInt8 = 1) -> [UInt8] {
        [1, kind.rawValue, 0, id, UInt8(content.count >> 8), UInt8(content.count & 255), 0, 0] + content
    }

    /// As many records as content of any length needs.
    private static func records(_ kind: Kind, _ content: [UInt8], id: UInt8) -> [UInt8] {
        stride(from: 0, to: content.count, by: 65_535).flatMap { start in
            record(kind, Array(content[start..<min(start + 65_535, content.count)]), id: id)
        }
    }

    /// What a web server wants of a program.
    enum Role: UInt8 {
        case responder = 1
        case authorizer, filter
    }

    /// The beginning of a request.
    static func begin(as role: Role = .responder, keep: Bool = false, id: UInt8 = 1) -> [UInt8] {
        record(.begin, [0, role.rawValue, keep ? 1 : 0, 0, 0, 0, 0, 0], id: id)
    }

    /// Names and values, each with its length in front.
    static func pairs(_ variables: [String: String]) -> [UInt8] {
        variables.sorted { $0.key < $1.key }.flatMap { name, value in
            length(name.utf8.count) + length(value.utf8.count) + Array(name.utf8) + Array(value.utf8)
        }
    }

    /// A whole request.
    static func request(
        _ variables: [String: String], body: [UInt8] = [], as role: Role = .responder, keep: Bool = false, id: UInt8 = 1
    ) -> [UInt8] {
        let input = body.isEmpty ? [] : record(.input, body, id: id)
        return begin(as: role, keep: keep, id: id) + records(.parameters, pairs(variables), id: id)
            + record(.parameters, id: id) + input + record(.input, id: id)
    }

    private static func length(_ count: Int) -> [UInt8] {
        count < 128
            ? [UInt8(count)]
            : [UInt8(count >> 24) | 128, UInt8(count >> 16 & 255), UInt8(count >> 8 & 255), UInt8(count & 255)]
    }
}
