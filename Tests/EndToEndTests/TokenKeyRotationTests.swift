import InviteDomain
import StrictJSON
import SystemPackage
import Testing

/// A new token key while the service runs, and death on the way to it.
@Suite(.timeLimit(.minutes(3)))
struct TokenKeyRotationTests {
    private static let rotate = "token-key rotate"

    @Test("rotated again and again under load, every link that was shown admits, and a stolen key opens nothing new")
    func load() async throws {
        try await WebService.use { service in
            let stolen = try Self.currentKey(of: service.state)
            let tokens = Collected()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 1...4 {
                    group.addTask {
                        for _ in 1...50 {
                            let request = WebRequest.invite(bearer: service.state.key(of: .admin))
                            tokens.insert(try await service.send(request).created().token)
                        }
                    }
                }
                group.addTask {
                    for round in 1...6 {
                        try await eventually("25 more links") { tokens.all.count >= 25 * round }
                        _ = try await service.state.invitectl(Self.rotate).text()
                    }
                }
                try await group.waitForAll()
            }
            #expect(tokens.all.count == 200)
            for token in tokens.all {
                let data = try? await service.send(.preview(token)).data()
                #expect(data?["valid"] == .boolean(true), "\(token)")
            }
            try await Self.expectUseless(stolen, of: service)
        }
    }

    /// A key that is old by now opens no invite that is made now, but its own links.
    private static func expectUseless(_ stolen: TokenKey, of service: WebService) async throws {
        let invite = try await service.send(.invite(bearer: service.state.key(of: .admin))).created()
        let id = try #require(InviteID(invite.id))
        let forged = InviteToken(for: id, key: stolen).text
        let bearer = service.state.key(of: .stranger)
        #expect(
            try await service.send(.preview(forged)).failure() == Failure(404, "NotFoundException", "INVITE_NOT_FOUND"))
        let joined = try await service.send(.accept(forged, bearer: bearer)).failure()
        #expect(joined == Failure(404, "NotFoundException", "INVITE_NOT_FOUND"))
        #expect(try await service.send(.accept(invite.token, bearer: bearer)).data()["joined"] == .boolean(true))
    }

    private static func currentKey(of state: SampleState) throws -> TokenKey {
        let text = try state.folder.appending("token.key").text()
        return try #require(TokenKey(hex: String(text.prefix(64))))
    }

    @Test("no link is made with a new key before the name of its file lasts")
    func halfRotated() async throws {
        try await SampleState.use { state in
            let file = state.folder.appending("token.key")
            try file.write(Array((String(repeating: "ab", count: 32) + "\n" + file.text()).utf8))
            let calls = try await SystemCall.trace(state.cgi(state.variables()), touching: state.folder).map(\.text)
            let folder = try #require(
                calls.lastIndex { $0.contains("\"\(state.folder)\", O_RDONLY|") && $0.contains("O_DIRECTORY") })
            let synced = try #require(calls[folder...].firstIndex { $0.hasPrefix("fsync(") && $0.hasSuffix("= 0") })
            #expect(synced < (try #require(calls.firstIndex { $0.hasPrefix("write(1, ") })))
        }
    }

    @Test("a rotation waits for another one, and for an import")
    func excluded() async throws {
        try await SampleState.use { state in
            let before = try state.folder.appending("token.key").contents()
            try await LockHolder.use(state.folder.appending("format.json")) { _ in
                let outcome = try await state.invitectl(Self.rotate).run()
                #expect(outcome.status == 75, "\(outcome)")
            }
            #expect(try state.folder.appending("token.key").contents() == before)
        }
    }

    @Test("an export goes in where its keys are, but for links made under a key after that had ended there")
    func imported() async throws {
        try await SampleState.use { state in
            _ = try await state.ask("POST", "/v2/teams/42/invite", as: .admin).created()
            let other = try await state.copy("other")
            let file = state.file("export").string
            func export() async throws -> Outcome {
                try state.file("export").write(Array(try await state.invitectl("export").text().utf8))
                return try await other.invitectl("import \(file)").run()
            }
            _ = try await other.invitectl(Self.rotate).text()
            #expect(try await export().status == 0)
            _ = try await state.ask("POST", "/v2/teams/42/invite", as: .admin).created()
            let late = try await export()
            #expect(late.status == 1)
            #expect(late.errors.contains("column 'createdAt': the export's key ended here"), "\(late)")
            // And a key that is here only as the other state's own.
            _ = try await state.invitectl(Self.rotate).text()
            #expect(try await export().errors.contains("column 'tokenKey'"))
        }
    }

    @Test("the new key has its name for good before the old one's end is written, and that before anybody is told")
    func order() async throws {
        try await SampleState.use { state in
            let calls = try await SystemCall.trace(state.invitectl(Self.rotate), touching: state.folder).map(\.text)
            let steps = calls.compactMap { text in
                let isKey = text.contains("token.key\"") || text.contains(".new.token-key.")
                if text.hasPrefix("rename("), isKey { return "rename" }
                if text.hasPrefix("write(1, ") { return "answer" }
                return text.hasPrefix("fsync(") ? "sync" : nil
            }
            let write = ["sync", "rename", "sync"]
            #expect(steps == write + write + ["answer"])
        }
    }
}
