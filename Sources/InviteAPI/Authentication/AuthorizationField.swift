import ByteText

/// What an `Authorization` field holds for us, of all that web servers and clients put into it.
enum AuthorizationField: Equatable {
    /// `Bearer` and one credential (RFC 6750, 2.1).
    case bearer(Substring)
    /// `Bearer` and something else, or several credentials.
    case malformed
    /// Nothing of ours: `Basic` and other schemes are for the web server, which may have asked for a password.
    case foreign
    case empty

    /// Reads a field, or several of them with commas between (RFC 9110, 5.3): what is the web server's may stand beside
    /// the bearer.
    init(_ field: String) {
        if field.utf8.allSatisfy({ $0 == .space }) {
            self = .empty
        } else if field.utf8.contains(.comma) {
            self.init(list: field)
        } else {
            self.init(one: field[...])
        }
    }

    private init(list: String) {
        var bearers: [Substring] = []
        var isForeign = false
        for part in list.utf8.split(separator: .comma) {
            let part = Substring(part.trimmed { $0 == .space })
            switch AuthorizationField(one: part) {
            case .bearer(let credential):
                if !bearers.contains(credential) { bearers.append(credential) }
                isForeign = false
            // The parameters of another scheme have commas between them too.
            case .foreign where part.utf8.contains(.space) || isForeign: isForeign = true
            case .empty: continue
            case .foreign, .malformed:
                self = .malformed
                return
            }
        }
        self = bearers.count > 1 ? .malformed : bearers.first.map(Self.bearer) ?? .foreign
    }

    private init(one field: Substring) {
        if field.isEmpty {
            self = .empty
        } else if !Self.isBearer(field) {
            self = .foreign
        } else {
            let credential = Substring(field.utf8.dropFirst(6).drop { $0 == .space })
            self = Self.isCredential(credential) ? .bearer(credential) : .malformed
        }
    }

    /// True for the scheme `Bearer`, with or without something behind it.
    private static func isBearer(_ field: Substring) -> Bool {
        let scheme = field.utf8.prefix { $0 != .space }
        return scheme.count == 6 && scheme.elementsEqual("bearer".utf8, by: { $0.lowercased == $1 })
    }

    /// True for what RFC 6750 lets a credential be made of.
    static func isCredential(_ text: Substring) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { $0.isUnreserved || $0 == .plus || $0 == .slash || $0 == .equals }
    }
}
