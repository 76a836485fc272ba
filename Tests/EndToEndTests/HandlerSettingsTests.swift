import Glibc
import StrictJSON
import SystemPackage
import Testing

/// `invitectl` as the package has it: the settings in a file, the state of another user, and root at the keyboard.
@Suite(.enabled(if: Privileges.areRoot, "only root becomes another user"), .timeLimit(.minutes(2)))
struct HandlerSettingsTests {
    /// A user without any rights or files.
    private static let owner = 65_534

    /// Runs `body` with a state of that user, and a file of settings that names it.
    private func withFile(
        _ lines: String, _ body: (SampleState, _ invitectl: (String, [String: String]) -> Command) async throws -> Void
    ) async throws {
        try await SampleState.use { state in
            try await state.damage("chown -R \(Self.owner):\(Self.owner) $S; chmod 0755 $(dirname $S)")
            let file = state.folder.removingLastComponent().appending("settings")
            try file.write("INVITE_STATE_DIR=\(state.folder)\n\(lines)\n".utf8)
            try await state.damage("chmod 0644 \(file)")
            try await body(state) { line, environment in
                var command = Command(Products.invitectl, line.split(separator: " ").map(String.init))
                command.environment = ["INVITE_SETTINGS_FILE": file.string].merging(environment) { $1 }
                return command
            }
        }
    }

    @Test("root makes a link as the handlers would, and what is written belongs to the owner of the state")
    func create() async throws {
        let lines = "INVITE_WEBAPP_URL=\"https://invites.example.com\"\nINVITE_CALLBACK_URL = /welcome"
        try await withFile(lines) { state, invitectl in
            let create = "invite create --team 42 --as-user 17 --json"
            let json = try JSONReader.value(of: Array(try await invitectl(create, [:]).text().utf8))
            let link = try #require(json["inviteLink"]?.string, "\(json)")
            #expect(link.hasPrefix("https://invites.example.com/signup?token="))
            #expect(link.hasSuffix("callbackUrl=/welcome"))
            _ = try await invitectl("team create --id 44 --name New", [:]).text()
            let (folder, owner) = (state.folder.string, "\(Self.owner)")
            #expect(try await Command("find", folder, "!", "-uid", owner, "-o", "!", "-gid", owner).text() == "")
        }
    }

    @Test("the environment goes before the file, and the file is of no matter to another state")
    func precedence() async throws {
        try await withFile("INVITE_WEBAPP_URL=https://file.example.com") { state, invitectl in
            let create = "invite create --team 42 --as-user 17"
            let link = try await invitectl(create, ["INVITE_WEBAPP_URL": "https://environment.example.com"]).text()
            #expect(link.contains("https://environment.example.com/"))
            let named = try await invitectl("--state \(state.folder)/ \(create)", ["INVITE_WEBAPP_URL": ""]).text()
            #expect(named.contains("https://file.example.com/"))
            try await SampleState.use { other in
                let outcome = try await invitectl("--state \(other.folder) \(create)", [:]).run()
                #expect(outcome.status == 78 && outcome.errors.contains("INVITE_WEBAPP_URL is not set"))
            }
        }
    }

    @Test("files on the command line are read with the rights of who typed them")
    func files() async throws {
        try await withFile("") { state, invitectl in
            let teams = state.folder.removingLastComponent().appending("teams.csv")
            try teams.write("id,name\n77,Imported\n".utf8)
            guard unsafe chmod(teams.string, 0o600) == 0 else { throw Errno(rawValue: errno) }
            #expect(try await invitectl("import --teams \(teams)", [:]).text().contains("1 team"))
        }
    }

    @Test("what an import leaves out is written with those rights too")
    func leftovers() async throws {
        try await withFile("") { state, invitectl in
            let folder = state.folder.removingLastComponent()
            try folder.appending("teams.csv").write("id,name\n77,Imported\n0,Bad\n".utf8)
            let line = "import --teams \(folder)/teams.csv --skip-bad \(folder)/bad.csv"
            let outcome = try await invitectl(line, [:]).run()
            #expect(outcome.status == 65, "\(outcome)")
            #expect(try await Command("stat", "-c", "%u %a", "\(folder)/bad.csv").text() == "0 600")
            let again = try await invitectl(line, [:]).run()
            #expect(again.status == 64 && again.errors.contains("is there already"), "\(again)")
        }
    }

    @Test("a line that systemd reads in its own way is of no matter to another state")
    func another() async throws {
        try await withFile("INVITE_SITE_NAME=\"two\nlines\"") { state, invitectl in
            try await SampleState.use { other in
                _ = try await invitectl("--state \(other.folder) team list", [:]).text()
            }
            let outcome = try await invitectl("--state \(state.folder) team list", [:]).run()
            #expect(outcome.status == 78 && outcome.errors.contains("line 2 of "), "\(outcome)")
        }
        try await withFile("PATH=\"a \\\"b\\\"\"") { _, invitectl in
            _ = try await invitectl("team list", [:]).text()
        }
    }

    @Test("a state is made below a folder that its owner can only pass through")
    func closedParent() async throws {
        try await withFile("") { state, invitectl in
            let owner = "\(Self.owner):\(Self.owner)"
            try await state.damage("rm -r $S; mkdir -m 700 $S; chown \(owner) $S; chmod 0711 $(dirname $S)")
            _ = try await invitectl("init", [:]).text()
            let again = try await invitectl("init", [:]).run()
            #expect(again.status == 74 && again.errors.contains("holds a state already"), "\(again)")
        }
    }

    @Test("root is told whose a state is that was made for the handlers where nothing was")
    func rootsOwn() async throws {
        try await withFile("") { state, invitectl in
            try await state.damage("rm -r $S")
            let made = try await invitectl("init", [:]).run()
            #expect(made.errors.contains("it belongs to root; "), "\(made)")
            #expect(made.errors.contains("chown -R invite-fcgi: \(state.folder)"), "\(made)")
        }
    }

    @Test("all of a state in wrong hands is said to be, config.json or not")
    func wrongHands() async throws {
        try await withFile("") { state, _ in
            try await state.damage("echo '{}' >$S/config.json; chown -R 0:0 $S; chmod -R go-rwx $S")
            var check = state.check()
            check.wrap(in: ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"])
            let outcome = try await check.run()
            #expect(outcome.status == 74 && outcome.errors.contains(" \(state.folder);"), "\(outcome)")
            #expect(outcome.errors.contains("as root: chown -R "), "\(outcome)")
        }
    }

    @Test("what systemd would read in another way is refused, and nobody else than the owner is let in")
    func refusals() async throws {
        try await withFile("INVITE_WEBAPP_URL=https://a.example.com\\") { _, invitectl in
            let outcome = try await invitectl("team list", [:]).run()
            #expect(outcome.status == 78 && outcome.errors.contains("line 2 of "))
            let missing = try await invitectl("team list", ["INVITE_SETTINGS_FILE": "/nowhere"]).run()
            #expect(missing.status == 78 && missing.errors.contains("'/nowhere' cannot be read"))
        }
        try await withFile("") { _, invitectl in
            var stranger = invitectl("team list", [:])
            stranger.wrap(in: ["setpriv", "--reuid", "65533", "--regid", "65533", "--clear-groups"])
            let outcome = try await stranger.run()
            #expect(outcome.status == 74 && outcome.errors.contains("with sudo"), "\(outcome)")
        }
    }
}
