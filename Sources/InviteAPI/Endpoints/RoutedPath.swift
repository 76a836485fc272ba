/// The path of a request that has the form of a route's: a root's, and from there on an endpoint's.
struct RoutedPath {
    private let path: Substring
    private let root: PathTemplate
    private let endpoint: PathTemplate
    private let start: Int

    /// - Parameters:
    ///   - path: without a slash at its end.
    ///   - root: the form of its beginning.
    ///   - endpoint: the form of the rest.
    ///   - start: where the rest begins.
    init(_ path: Substring, root: PathTemplate, endpoint: PathTemplate, from start: Int) {
        self.path = path
        self.root = root
        self.endpoint = endpoint
        self.start = start
    }

    /// What stands in the place of a parameter; nil where the route has none of that name.
    func value(of name: String) -> Substring? {
        root.value(of: name, in: path, from: 0) ?? endpoint.value(of: name, in: path, from: start)
    }
}
