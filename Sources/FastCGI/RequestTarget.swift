/// The target of a request as `REQUEST_URI` has it.
enum RequestTarget {
    /// The path in it, still encoded.
    ///
    /// A target may be a whole URI (RFC 9112, 3.2.2), and some web servers hand it on as it came: of that, scheme and
    /// authority are left out. Whom the request is for was the web server's to decide.
    static func path(of target: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let target = withoutQuery(target)
        let scheme = target.prefix { $0 != UInt8(ascii: ":") }
        let rest = target[scheme.endIndex...]
        guard isScheme(scheme), rest.starts(with: "://".utf8) else { return target }
        let path = rest.dropFirst(3).drop { $0 != UInt8(ascii: "/") }
        return path.isEmpty ? [UInt8(ascii: "/")] : path
    }

    /// True where a web server takes a whole URI for a path and puts a slash in front of it: h2o.
    static func isWhole(_ path: ArraySlice<UInt8>, of target: ArraySlice<UInt8>) -> Bool {
        let target = withoutQuery(target)
        guard let first = target.first, first != UInt8(ascii: "/"), path.first == UInt8(ascii: "/") else {
            return false
        }
        return PercentEncoding.decode(target)?.utf8.elementsEqual(path.dropFirst()) == true
    }

    private static func withoutQuery(_ target: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        target.prefix { $0 != UInt8(ascii: "?") }
    }

    /// True for letters, and behind the first one digits and a few signs too (RFC 3986, 3.1).
    private static func isScheme(_ text: ArraySlice<UInt8>) -> Bool {
        guard let first = text.first, isLetter(first) else { return false }
        return text.allSatisfy { byte in
            isLetter(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || "+-.".utf8.contains(byte)
        }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }
}
