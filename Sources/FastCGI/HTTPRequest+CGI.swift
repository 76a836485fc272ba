import ByteText
package import HTTPTypes

extension HTTPRequest {
    /// The request that CGI variables describe, for FastCGI and CGI alike.
    ///
    /// The target is the path after the mount point, encoded anew, and the query as it was sent. `mount` is the mount point
    /// as the operator has set it, for web servers that do not know it.
    package init(_ variables: CGIVariables, below mount: String = "") throws(RequestFault) {
        guard let text = variables["REQUEST_METHOD"], let method = Method(text) else { throw .method }
        let query = variables.nonEmpty("QUERY_STRING").map { "?" + $0 } ?? ""
        let path = Self.encoded(try Self.path(variables, below: mount))
        self.init(method: method, scheme: nil, authority: nil, path: path + query)
        // These two have names of their own in CGI; what came under HTTP_ would be somebody's invention.
        add(.contentType, variables.nonEmpty("CONTENT_TYPE"))
        add(.contentLength, variables.nonEmpty("CONTENT_LENGTH"))
        var hasAuthorization = false
        variables.forEachField { name, value in
            // A colon in front would pass for a field of HTTP/2.
            guard name.utf8.first != .colon, let name = HTTPField.Name(parsed: name),
                name != .contentType, name != .contentLength
            else { return }
            if name == .authorization {
                // A web server that takes the field away leaves it empty.
                if value.utf8.allSatisfy({ $0.isBlank }) { return }
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
        encoded((try? path(variables, below: mount)) ?? "/")
    }

    /// The path with all but what may stand in a path encoded (RFC 3986, 3.3).
    private static func encoded(_ path: String) -> String {
        PercentEncoding.encoded(path) { $0.isPathCharacter || $0 == .slash }
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
        guard let path = PercentEncoding.path(RequestTarget.path(of: target)) else { throw .path }
        // Byte by byte: as characters, a path and a mount point can be equal that are spelled differently.
        guard let mount = variables.bytes(of: "SCRIPT_NAME"), path.utf8.starts(with: mount) else { return path }
        let rest = path.utf8.dropFirst(mount.count)
        return rest.first == .slash ? String(Substring(rest)) : path
    }
}
