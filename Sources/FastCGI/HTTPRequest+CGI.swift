package import HTTPTypes

extension HTTPRequest {
    /// The request that CGI variables describe, for FastCGI and CGI alike.
    ///
    /// The target is the path after the mount point, encoded anew, and the query as it was sent. `mount` is the mount point
    /// as the operator has set it, for web servers that do not know it.
    package init(_ variables: CGIVariables, below mount: String = "") throws(RequestFault) {
        guard let text = variables["REQUEST_METHOD"], let method = Method(text) else { throw .method }
        let query = variables.nonEmpty("QUERY_STRING").map { "?" + $0 } ?? ""
        let path = PercentEncoding.encode(try Self.path(variables, below: mount))
        self.init(method: method, scheme: nil, authority: nil, path: path + query)
        // These two have names of their own in CGI; what came under HTTP_ would be somebody's invention.
        add(.contentType, variables.nonEmpty("CONTENT_TYPE"))
        add(.contentLength, variables.nonEmpty("CONTENT_LENGTH"))
        var hasAuthorization = false
        variables.forEachField { name, value in
            // A colon in front would pass for a field of HTTP/2.
            guard name.utf8.first != UInt8(ascii: ":"), let name = HTTPField.Name(parsed: name),
                name != .contentType, name != .contentLength
            else { return }
            if name == .authorization {
                // A web server that takes the field away leaves it empty.
                if value.utf8.allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }) { return }
                hasAuthorization = true
            }
            add(name, value)
        }
        // Where Apache rewrote the URL, or was asked to pass the field on by a rewrite rule.
        if !hasAuthorization { add(.authorization, variables.redirected("HTTP_AUTHORIZATION")) }
    }

    /// The path after the mount point, encoded, also where the rest of the variables makes no request.
    ///
    /// Of a path that cannot be decoded nothing is told.
    package static func path(of variables: CGIVariables, below mount: String = "") -> String {
        PercentEncoding.encode((try? path(variables, below: mount)) ?? "/")
    }

    private mutating func add(_ name: HTTPField.Name, _ value: String?) {
        guard let value else { return }
        headerFields.append(HTTPField(name: name, value: value))
    }

    /// The path after the mount point, as the web server has it, decoded.
    ///
    /// `PATH_INFO` if the web server made one; else the path of `REQUEST_URI` without `SCRIPT_NAME`, where that is a
    /// part of it (nginx's stock parameters put the whole path into both, and then nothing is taken off).
    static func path(_ variables: CGIVariables) throws(RequestFault) -> String {
        let target = variables.bytes(of: "REQUEST_URI") ?? []
        if let bytes = variables.bytes(of: "PATH_INFO"), !bytes.isEmpty, !RequestTarget.isWhole(bytes, of: target) {
            guard !bytes.contains(0), let path = String(validating: bytes, as: UTF8.self) else { throw .path }
            return path
        }
        guard let path = PercentEncoding.decode(RequestTarget.path(of: target)) else { throw .path }
        // Byte by byte: as characters, a path and a mount point can be equal that are spelled differently.
        guard let mount = variables.bytes(of: "SCRIPT_NAME"), path.utf8.starts(with: mount) else { return path }
        let rest = path.utf8.dropFirst(mount.count)
        return rest.first == UInt8(ascii: "/") ? String(Substring(rest)) : path
    }
}

/// The encoding of paths (RFC 3986, 2.1).
enum PercentEncoding {
    /// The text behind the percent signs, nil when there is none: a broken encoding, no UTF-8, or a NUL.
    static func decode(_ text: ArraySlice<UInt8>) -> String? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count)
        var digits = 0
        for byte in text {
            switch (digits, byte) {
            case (0, UInt8(ascii: "%")): digits = 2
            case (0, _): bytes.append(byte)
            default:
                guard byte < 0x80, let value = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
                if digits == 2 {
                    bytes.append(UInt8(value) << 4)
                } else {
                    bytes[bytes.count - 1] |= UInt8(value)
                }
                digits -= 1
            }
        }
        guard digits == 0, !bytes.contains(0) else { return nil }
        return String(validating: bytes, as: UTF8.self)
    }

    /// A path in which only what may stand in a path is left as it is.
    static func encode(_ path: String) -> String {
        if path.utf8.allSatisfy(isPathByte) { return path }
        var bytes: [UInt8] = []
        for byte in path.utf8 {
            if isPathByte(byte) {
                bytes.append(byte)
            } else {
                bytes += [UInt8(ascii: "%"), upperHexDigit(byte >> 4), upperHexDigit(byte & 15)]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func upperHexDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
    }

    private static func isPathByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "/-._~!$&'()*+,;=:@".utf8.contains(byte)
        }
    }
}
