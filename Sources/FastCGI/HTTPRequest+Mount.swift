import ByteText
package import HTTPTypes

/// Where the service is mounted: by the operator's word, and by the web server's.
extension HTTPRequest {
    /// What stands before the path of the request in its URL, decoded: the mount point as the web server has it.
    ///
    /// Empty at the root; nil where the web server does not tell. It depends on how the client wrote the URL, so it is
    /// no more than a hint.
    package static func mount(of variables: CGIVariables) -> String? {
        guard let path = try? path(variables), let whole = wholePath(variables) else { return nil }
        // A "//" in front of all is no mount point.
        guard whole.utf8.reversed().starts(with: path.utf8.reversed()) else { return nil }
        let mount = whole.utf8.dropLast(path.utf8.count)
        return mount.elementsEqual("/".utf8) ? "" : String(Substring(mount))
    }

    /// The same where the operator has set `mount`, which is taken off the path of a web server that has not done so.
    package static func mount(of variables: CGIVariables, below mount: String) -> String? {
        guard let seen = Self.mount(of: variables) else { return nil }
        let isWhole = seen.isEmpty && (try? path(variables, below: mount)) != (try? path(variables))
        return isWhole ? mount : seen
    }

    /// The path after the mount point, decoded.
    ///
    /// A web server that knows where the service is mounted says so in `SCRIPT_NAME`, and has then taken it off. One that
    /// hands on the whole path (h2o, and others by their stock parameters) has not: then `mount`, which the operator has
    /// set, is taken off, where the path is below it. Never both, for a mount point may be called as a path of the service.
    static func path(_ variables: CGIVariables, below mount: String) throws(RequestFault) -> String {
        let path = try path(variables)
        guard !mount.isEmpty, path.utf8.starts(with: mount.utf8) else { return path }
        let rest = path.utf8.dropFirst(mount.utf8.count)
        guard rest.isEmpty || rest.first == .slash, !isBelowMount(variables) else { return path }
        return rest.isEmpty ? "/" : String(Substring(rest))
    }

    /// True if the web server has taken something off the front of the path.
    private static func isBelowMount(_ variables: CGIVariables) -> Bool {
        if let mount = mount(of: variables) { return !mount.isEmpty }
        return variables.nonEmpty("SCRIPT_NAME") != nil
    }

    /// The path of `REQUEST_URI`, decoded; nil for none.
    private static func wholePath(_ variables: CGIVariables) -> String? {
        variables.bytes(of: "REQUEST_URI").flatMap { PercentEncoding.path(RequestTarget.path(of: $0)) }
    }
}
