import Glibc
import Subprocess
import SystemPackage

/// A web server that finds out by itself who is asking, in front of one handler that believes it.
///
/// Users are `16` (an owner of team 42), `17` (an admin) and `18` (a member).
struct FrontServer: Sendable {
    /// Where requests to the handler go.
    let base: String
    let state: SampleState

    enum Kind: String, CaseIterable {
        /// nginx with `auth_request`: another server tells it who a session's user is.
        case nginx
        /// The same, but the handler believes `REMOTE_USER`, in which nginx passes on what clients claim.
        case nginxWithClaims
        /// Apache with passwords, and `mod_proxy_fcgi`.
        case apacheFastCGI
        /// Apache with passwords, and the handler as a program of `mod_cgid`.
        case apacheCGI

        /// The handler's settings; the web server's configuration sets these parameters.
        fileprivate var settings: String {
            switch self {
            case .nginx: #"{"frontUserParameter":"REMOTE_USER_ID","frontScopesParameter":"REMOTE_SCOPES"}"#
            case .nginxWithClaims: #"{"frontUserParameter":"REMOTE_USER"}"#
            case .apacheFastCGI, .apacheCGI:
                #"{"frontUserParameter":"REMOTE_USER","frontScopesParameter":"FRONT_SCOPES"}"#
            }
        }

        /// What a client sends along so that the web server knows it as this user.
        func login(_ user: Int) -> String {
            switch self {
            case .nginx: "Cookie: session=\(user)"
            case .nginxWithClaims, .apacheFastCGI, .apacheCGI: "Authorization: Basic \(Self.basic[user] ?? "")"
            }
        }

        /// `USER:sesame` in base64.
        private static let basic = [16: "MTY6c2VzYW1l", 17: "MTc6c2VzYW1l", 18: "MTg6c2VzYW1l"]
    }

    /// True if Apache is there, and can run as nobody while it is root who starts it.
    static func apacheIsAvailable() async -> Bool {
        let apache = Command(FilePath("/usr/bin/env"), unprivileged + ["apache2", "-v"])
        return (try? await apache.run().status) == 0
    }

    /// Apache refuses to serve as root: so in a world of its own it is somebody else, who owns what root owns here.
    private static let unprivileged =
        Privileges.areRoot ? ["unshare", "--user", "--map-user=65534", "--map-group=65534"] : []

    /// Starts a server of this kind, and ends it again whatever happens.
    static func use(_ kind: Kind, _ body: @Sendable (FrontServer) async throws -> Void) async throws {
        try await SampleState.use { state in
            try state.folder.appending("config.json").write(kind.settings.utf8)
            guard kind != .apacheCGI else {
                return try await use(kind, state, socket: "", body)
            }
            try await Handler.use(state) { try await use(kind, state, socket: $0.socket, body) }
        }
    }

    private static func use(
        _ kind: Kind, _ state: SampleState, socket: FilePath, _ body: @Sendable (FrontServer) async throws -> Void
    ) async throws {
        let port = try await WebService.freePort()
        let command = try command(kind, state, port: port, socket: socket)
        let mount = kind == .apacheCGI ? "/cgi" : ""
        let server = FrontServer(base: "http://127.0.0.1:\(port)\(mount)", state: state)
        _ = try await Subprocess.run(
            command.configuration(teardown: [.send(signal: .terminate, allowedDurationToNextStep: .seconds(20))]),
            input: .none, output: .discarded, error: .currentStandardError
        ) { execution in
            try await eventually("\(kind) answers") {
                try? await server.send(WebRequest("GET", "/health")).status == 200 ? () : nil
            }
            try await body(server)
            try execution.send(signal: .terminate)
        }
    }

    /// The web server's command line; its configuration is written down.
    private static func command(
        _ kind: Kind, _ state: SampleState, port: String, socket: FilePath
    ) throws -> Command {
        let run = state.folder.removingLastComponent()
        let file = run.appending("front.conf")
        var command: Command
        switch kind {
        case .nginx, .nginxWithClaims:
            try file.write(nginx(run: run, port: port, socket: socket).utf8)
            command = Command("nginx", "-p", run.string, "-e", "stderr", "-c", file.string)
        case .apacheFastCGI, .apacheCGI:
            try file.write(apache(run: run, port: port, socket: socket, state: state).utf8)
            let users = (16...18).map { "\($0):{SHA}CEo1Ae3vaEXy8eQZjsOiuBz1xrw=\n" }
            try run.appending("users").write(users.joined().utf8)
            command = Command("apache2", "-D", "FOREGROUND", "-f", file.string)
        }
        command.wrap(in: ["setpriv", "--pdeathsig", "TERM"])
        if [.apacheFastCGI, .apacheCGI].contains(kind) { command.wrap(in: unprivileged) }
        return command
    }

    func send(_ request: WebRequest) async throws -> HTTPAnswer {
        try await request.send(to: base, folder: state.folder.removingLastComponent())
    }

    private static func nginx(run: FilePath, port: String, socket: FilePath) -> String {
        """
        daemon off;
        \(Privileges.areRoot ? "user root root;" : "")
        pid \(run)/nginx.pid;
        error_log stderr crit;
        events {}
        http {
            access_log off;
            # More than the handler takes, as on a site where people upload pictures.
            client_max_body_size 8m;
            client_body_temp_path \(run)/body; proxy_temp_path \(run)/proxy; fastcgi_temp_path \(run)/fastcgi;
            scgi_temp_path \(run)/scgi; uwsgi_temp_path \(run)/uwsgi;
            # Who the users of sessions are: nobody, if there is none.
            map $cookie_session $user { default ""; 16 16; 17 17; 18 18; ada ada; unset (null); }
            map $cookie_session $scopes { default "TEAM_MEMBERSHIP_WRITE"; 16 "TEAM_MEMBERSHIP_READ"; }
            server {
                listen unix:\(run)/auth.sock;
                location / {
                    add_header X-User $user;
                    add_header X-Scopes $scopes;
                    return 204;
                }
            }
            server {
                listen 127.0.0.1:\(port);
                underscores_in_headers on;
                location = /auth {
                    internal;
                    if ($request_method = OPTIONS) { return 204; }
                    proxy_pass http://unix:\(run)/auth.sock:/;
                    proxy_pass_request_body off;
                    proxy_set_header Content-Length "";
                }
                location / {
                    auth_request /auth;
                    auth_request_set $front_user $upstream_http_x_user;
                    auth_request_set $front_scopes $upstream_http_x_scopes;
                    include /etc/nginx/fastcgi_params;
                    fastcgi_param REMOTE_USER_ID $front_user;
                    fastcgi_param REMOTE_SCOPES $front_scopes;
                    fastcgi_pass unix:\(socket);
                }
            }
        }
        """
    }

    private static func apache(run: FilePath, port: String, socket: FilePath, state: SampleState) -> String {
        let modules = [
            "mpm_event", "authn_core", "authn_file", "authz_core", "authz_user", "auth_basic", "env", "setenvif",
            "alias",
            "proxy", "proxy_fcgi", "cgid",
        ]
        let settings = state.settings.map { "SetEnv \($0.key) \($0.value)" }.joined(separator: "\n")
        return """
            ServerRoot \(run)
            DefaultRuntimeDir \(run)
            PidFile \(run)/apache.pid
            ServerName 127.0.0.1
            Listen 127.0.0.1:\(port)
            ErrorLog \(run)/apache.log
            LogLevel crit
            \(modules.map { "LoadModule \($0)_module /usr/lib/apache2/modules/mod_\($0).so" }.joined(separator: "\n"))
            ScriptSock \(run)/cgid.sock
            <Location "/">
                AuthType Basic
                AuthName "front"
                AuthUserFile \(run)/users
                # Whoever has no password is nobody, and may have a bearer.
                <RequireAny>
                    Require expr "%{HTTP:Authorization} !~ /^Basic /"
                    Require valid-user
                </RequireAny>
                CGIPassAuth On
                SetEnv FRONT_SCOPES TEAM_MEMBERSHIP_WRITE
                \(socket.isEmpty ? settings : "ProxyPass unix:\(socket)|fcgi://invite-fcgi/ retry=0 disablereuse=on")
            </Location>
            \(socket.isEmpty ? "ScriptAlias /cgi \(Products.handler)" : "")
            """
    }
}
