import SystemPackage
import Testing

/// What a CGI process says that could not be set up.
@Suite(.timeLimit(.minutes(2)))
struct CGISetUpTests {
    /// Runs one request for an invite, and compares what comes of it.
    ///
    /// The caller learns that the service is unavailable, the operator reads one sentence that has `words` in it.
    private func expectUnavailable(
        _ state: SampleState, _ changes: [String: String] = [:], status: Int, words: String...
    ) async throws {
        let outcome = try await state.cgi(state.variables().merging(changes) { $1 }).run()
        let answer = try HTTPAnswer(cgi: outcome.output)
        #expect(try answer.failure() == Failure(503, "ServiceUnavailableException", "STORE_UNAVAILABLE"))
        #expect(answer["retry-after"] != nil)
        #expect(!answer.text.contains(state.folder.string))
        #expect(outcome.status == status)
        let lines = outcome.errors.split(separator: "\n")
        #expect(lines.count == 1)
        #expect(lines.first?.hasPrefix("invite-fcgi: error: ") == true)
        for word in words { #expect(outcome.errors.contains(word)) }
    }

    @Test(
        "a setting that is missing or wrong is named, with what was expected",
        arguments: [
            ("INVITE_STATE_DIR", ""), ("INVITE_STATE_DIR", "state"), ("INVITE_WEBAPP_URL", ""),
            ("INVITE_WEBAPP_URL", "app.example.com"), ("INVITE_WEBAPP_URL", "https://a@b.example.com"),
            ("INVITE_CALLBACK_URL", "//evil.example.com"), ("INVITE_LINK_PATH", "/signup"),
            ("INVITE_EXPIRES_IN_DAYS", "0"), ("INVITE_MAX_ROLE", "admin"), ("INVITE_MAX_ACTIVE", "-1"),
            ("INVITE_API_KEY_PREFIX", "cal "), ("INVITE_TOKEN_KEY_FILE", "token.key"), ("INVITE_LOG_LEVEL", "loud"),
            ("INVITE_ALLOW_NETWORK_STATE", "yes"),
        ])
    func settings(name: String, value: String) async throws {
        try await SampleState.use { state in
            try await expectUnavailable(state, [name: value], status: 78, words: name, "expected")
        }
    }

    @Test("so is one in config.json", arguments: [#"{"maxRole":"BOSS"}"#, #"{"maxRoles":"ADMIN"}"#, "{", "[]"])
    func configuration(text: String) async throws {
        try await SampleState.use { state in
            try state.folder.appending("config.json").write(text.utf8)
            try await expectUnavailable(state, status: 78, words: "expected")
        }
    }

    @Test(
        "a state folder that is not there, or not as it ought to be, is refused",
        arguments: [
            ("mv $S $S.away", "no folder"),
            ("chmod 0777 $S", "chmod -R go-rwx"),
            ("chmod 0710 $S/teams", "chmod -R go-rwx"),
            ("mv $S $S.real; ln -s $S.real $S", "not a folder"),
            ("rm $S/format.json", "invitectl"),
            ("echo '{\"format\":\"invite-fcgi\",\"version\":2}' >$S/format.json", "version 2"),
            ("echo '{}' >$S/format.json", "damaged"),
            ("rm $S/token.key", "restore it"),
            ("echo short >$S/token.key", "restore it"),
            ("chmod 0640 $S/token.key", "chmod go-rwx"),
            ("rmdir $S/archive", "no folder"),
        ])
    func folder(damage: String, words: String) async throws {
        try await SampleState.use { state in
            try await state.damage(damage)
            try await expectUnavailable(state, status: 74, words: words)
        }
    }

    @Test(
        "what others open of a state, the chmod of the log closes again, and a handler that refused it serves it",
        arguments: [
            // As the kubelet does for fsGroup; what an ACL for a backup program does to one ledger, and to all.
            "chmod -R g+rwX,g+s $S", "setfacl -m u:65534:r $S/teams/42.jsonl",
            "setfacl -R -m u:65534:rX $S",
        ])
    func openToOthers(change: String) async throws {
        try await SampleState.use { state in
            let outcome = try await Handler.use(state) { handler in
                _ = try await handler.ask(state.variables()).created()
                try await state.damage(change)
                let refused = try await handler.ask(state.variables())
                #expect(try refused.failure().reason == "STORE_UNAVAILABLE")
                let refusal = try await state.cgi(state.variables("GET", "/v2/teams/42/invites", as: .admin)).run()
                let said = try #require(
                    "\(refusal.text)\(refusal.errors)".firstMatch(of: /'(chmod (-R )?go-rwx [^']+)'/))
                try await state.damage(String(said.1))
                _ = try await handler.ask(state.variables()).created()
            }
            #expect(outcome.errors.contains("chmod"))
        }
    }

    @Test("a state folder of another user is refused", .enabled(if: Privileges.areRoot))
    func foreignOwner() async throws {
        try await SampleState.use { state in
            try await state.damage("chown 65534 $S")
            try await expectUnavailable(state, status: 74, words: "(65534)", "run it as the user of the state")
        }
    }

    @Test(
        "by whatever links it is reached, a state folder inside the document root is refused, and one elsewhere is not")
    func linkedDocumentRoot() async throws {
        try await SampleState.use { state in
            // ~/www leads to ~/public_html, which holds a state by mistake; ~/data leads to where states should be.
            try await state.damage(
                "cd $S/..; mkdir public_html srv; ln -s public_html www; ln -s srv data; mv $S public_html")
            let home = state.folder.removingLastComponent()
            let served = [("public_html", "www"), ("www", "public_html"), ("www", "www"), ("public_html", "www/.")]
            for (above, root) in served {
                let changes = ["INVITE_STATE_DIR": "\(home)/\(above)/state", "DOCUMENT_ROOT": "\(home)/\(root)"]
                try await expectUnavailable(state, changes, status: 74, words: "document root")
            }
            try await state.damage("cd $S/..; mv public_html/state srv")
            for above in ["srv", "data", "www/../srv"] {
                let changes = ["INVITE_STATE_DIR": "\(home)/\(above)/state", "DOCUMENT_ROOT": "\(home)/www"]
                let outcome = try await state.cgi(state.variables().merging(changes) { $1 }).run()
                _ = try HTTPAnswer(cgi: outcome.output).created()
            }
        }
    }

    @Test("once it lies elsewhere, a handler that refused it serves it again")
    func movedDocumentRoot() async throws {
        try await SampleState.use { state in
            let root = state.folder.removingLastComponent().appending("root")
            try await state.damage("ln -s . $S/../root; mkdir $S/../empty")
            try await Handler.use(state) { handler in
                let request = state.variables().merging(["DOCUMENT_ROOT": root.string]) { $1 }
                let refused = try await handler.ask(request)
                #expect(try refused.failure().reason == "STORE_UNAVAILABLE")
                try await state.damage("ln -sfn empty $S/../root")
                _ = try await handler.ask(request).created()
            }
        }
    }

    @Test("a state folder inside the document root is refused")
    func documentRoot() async throws {
        try await SampleState.use { state in
            let root = state.folder.removingLastComponent().string
            try await expectUnavailable(state, ["DOCUMENT_ROOT": root], status: 74, words: "document root")
            // To Unicode a combining accent belongs to the slash before it, and to a file system it does not.
            try await state.damage("mkdir -m 700 $S/../\u{301}s && cp -a $S/. $S/../\u{301}s")
            let accented = ["DOCUMENT_ROOT": root, "INVITE_STATE_DIR": root + "/\u{301}s"]
            try await expectUnavailable(state, accented, status: 74, words: "document root")
            for other in [root + "/st", "/"] {
                let outcome = try await state.cgi(state.variables().merging(["DOCUMENT_ROOT": other]) { $1 }).run()
                _ = try HTTPAnswer(cgi: outcome.output).created()
            }
        }
    }
}

extension SampleState {
    /// Runs a shell script in which `$S` is the state folder.
    func damage(_ script: String) async throws {
        var shell = Command("sh", "-eu", "-c", script)
        shell.environment = ["S": folder.string]
        _ = try await shell.text()
    }
}
