import Testing

/// A way of running the handler behind a web server, by the name that `deploy/serve` has for it.
enum WebServer: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case nginx
    case apacheProxyFCGI = "apache-proxy-fcgi"
    case apacheFCGID = "apache-fcgid"
    case apacheCGID = "apache-cgid"
    case lighttpdSocket = "lighttpd-socket"
    case lighttpdSpawn = "lighttpd-spawn"
    case lighttpdCGI = "lighttpd-cgi"

    var testDescription: String { rawValue }
}
