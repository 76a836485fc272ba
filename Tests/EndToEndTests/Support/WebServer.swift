import Testing

/// A way of running the handler behind a web server, by the name that `deploy/serve` has for it.
enum WebServer: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case nginx
    case apacheProxyFCGI = "apache-proxy-fcgi"
    case apacheFCGID = "apache-fcgid"
    case apacheCGID = "apache-cgid"
    /// As an account of a shared host has it, without a word in the web server's own configuration.
    case apacheHTAccess = "apache-htaccess"
    case lighttpdSocket = "lighttpd-socket"
    case lighttpdSpawn = "lighttpd-spawn"
    case lighttpdCGI = "lighttpd-cgi"
    case caddy
    case haproxy
    /// It tells people from programs by the path alone.
    case h2o

    /// Those whose configuration, and with it the logs, is the service's own.
    static let configurable = allCases.filter { $0 != .apacheHTAccess }

    /// Each of them at the root of a site, and below a prefix.
    static let places = allCases.flatMap { server in ["", "/tools/invites"].map { (server, $0) } }

    var testDescription: String { rawValue }
}
