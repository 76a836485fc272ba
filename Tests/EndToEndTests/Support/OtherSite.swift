import Subprocess
import SystemPackage

/// A web application with a page for newcomers, and the place elsewhere where its people log in: that page sends on
/// whoever has not.
struct OtherSite: Sendable {
    /// Without a slash at its end.
    let base: String
    /// On another host and port, with a heading that says so.
    let login: String

    /// Starts both, and ends them again whatever happens.
    static func use(_ body: (OtherSite) async throws -> Void) async throws {
        try await TemporaryFolder.use { folder in
            let (port, loginPort) = (try await WebService.freePort(), try await WebService.freePort())
            let site = OtherSite(base: "http://127.0.0.1:\(port)", login: "http://localhost:\(loginPort)/login")
            let file = folder.appending("site.conf")
            try file.write(configuration(site, port: port, loginPort: loginPort, run: folder).utf8)
            let nginx = Command(
                "setpriv", "--pdeathsig", "TERM", "nginx", "-p", folder.string, "-e", "stderr", "-c", file.string)
            _ = try await Subprocess.run(
                nginx.configuration(teardown: [.send(signal: .terminate, allowedDurationToNextStep: .seconds(20))]),
                input: .none, output: .discarded, error: .currentStandardError
            ) { execution in
                try await eventually("the other site answers") {
                    let request = WebRequest("GET", "/")
                    return try? await request.send(to: site.base, folder: folder).status == 404 ? () : nil
                }
                try await body(site)
                try execution.send(signal: .terminate)
            }
        }
    }

    private static func configuration(_ site: OtherSite, port: String, loginPort: String, run: FilePath) -> String {
        """
        daemon off;
        \(Privileges.areRoot ? "user root root;" : "")
        pid \(run)/nginx.pid;
        error_log stderr crit;
        events {}
        http {
            access_log off;
            client_body_temp_path \(run)/body; proxy_temp_path \(run)/proxy; fastcgi_temp_path \(run)/fastcgi;
            scgi_temp_path \(run)/scgi; uwsgi_temp_path \(run)/uwsgi;
            default_type text/html;
            server {
                listen 127.0.0.1:\(port);
                location = /getting-started { return 302 \(site.login); }
                location / { return 404; }
            }
            server {
                listen 127.0.0.1:\(loginPort);
                location = /login { return 200 "<!doctype html><title>Log in</title><h1>Log in</h1>"; }
            }
        }
        """
    }
}
