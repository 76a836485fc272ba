import InviteDomain
import StrictJSON
import SystemPackage
import Testing

/// Whole imports: again, out and in again, killed on the way, and behind a web server.
@Suite(.timeLimit(.minutes(5)))
struct ImportTests {
    private static let sample = Products.repository.appending("Tests/Benchmarks/import-sample")

    private func sample(_ counts: [Int], in folder: FilePath) async throws -> [String] {
        var generate = Command(Self.sample, [folder.string] + counts.map(String.init))
        generate.inheritsEnvironment = true
        _ = try await generate.text()
        return ImportFiles.tables.flatMap { ["--\($0)", folder.appending("\($0).csv").string] }
    }

    @Test(
        "an import, out, into an empty state with the same key, and out again gives the same; a second changes nothing")
    func roundTrip() async throws {
        try await TemporaryFolder.use { folder in
            let files = try await sample([200, 2000, 200, 400], in: folder.appending("sample"))
            let state = SampleState(empty: folder.appending("state"))
            _ = try await state.invitectl("init").text()
            var load = state.invitectl("import")
            load.arguments += files
            #expect(try await load.text() == "imported 200 teams, 2000 members, 200 keys, 400 invites")
            let before = try await state.fingerprint()
            #expect(try await load.text() == "nothing has changed")
            #expect(try await state.fingerprint() == before)
            try await expectSameExport(of: state, in: folder)
        }
    }

    @Test("what was made here goes out and comes in again too: links under the same key, uses, limits, pending members")
    func ownInvites() async throws {
        try await SampleState.use { state in
            let options =
                #"{"maxUses":3,"name":"A \"b\"","allowedEmailDomains":["example.com","b.org"],"metadata":{"k":"é"}}"#
            let restricted = try await state.ask("POST", "/v2/teams/42/invite", as: .admin, body: options).created()
            let plain = try await state.ask("POST", "/v2/teams/42/invite", as: .admin, body: #"{"maxUses":2}"#)
                .created()
            let revoked = try await state.ask("POST", "/v2/teams/42/invite", as: .admin).created()
            _ = try await state.ask("DELETE", "/v2/teams/42/invites/\(revoked.id)", as: .admin).data()
            _ = try await state.ask(
                "PATCH", "/v2/teams/42/invites/\(restricted.id)", as: .admin, body: #"{"paused":true}"#
            )
            .data()
            let accept = #"{"token":"\#(plain.token)"}"#
            _ = try await state.ask("POST", "/v2/invites/accept", as: .stranger, body: accept).data()
            try await acceptNewcomer(
                of: try await state.ask("POST", "/v2/teams/43/invite", as: .admin).created(), state)
            _ = try await state.invitectl("token issue --user 17 --scope TEAM_PROFILE_READ --expires-in 1h").text()
            try await expectSameExport(of: state, in: state.folder.removingLastComponent()) { copy in
                let other = try await copy.ask("POST", "/v2/invites/accept", as: .organizationAdmin, body: accept)
                    .data()
                #expect(other["joined"] == .boolean(true))
                let late = try await copy.ask("POST", "/v2/invites/accept", as: .host, body: accept)
                #expect(try late.failure().reason == "INVITE_EXHAUSTED")
                let path = "/v2/teams/42/invites/\(restricted.id)"
                let shown = try await copy.ask("GET", path, as: .admin).data()
                let original = try await state.ask("GET", path, as: .admin).data()
                for name in ["name", "maxUses", "uses", "status", "metadata", "createdAt", "createdBy", "expiresAt"] {
                    #expect(shown[name] == original[name], "\(name)")
                }
            }
        }
    }

    /// Somebody signs up on the page and is let in without a user's number.
    private func acceptNewcomer(of invite: CreatedInvite, _ state: SampleState) async throws {
        let form = Array("token=\(invite.token)&name=Grace&email=grace%40example.com".utf8)
        var variables = state.variables("POST", "/signup", as: .stranger, body: form)
        variables["CONTENT_TYPE"] = "application/x-www-form-urlencoded"
        #expect(try HTTPAnswer(cgi: await state.cgi(variables, body: form).run().output).status == 303)
        let pending = try await state.invitectl("member list --team 43 --pending --json").json().array
        let id = try #require(pending?.first?["id"]?.integer)
        _ = try await state.invitectl("member accept --team 43 --member \(id)").text()
    }

    private func expectSameExport(
        of state: SampleState, in folder: FilePath, _ look: (SampleState) async throws -> Void = { _ in }
    ) async throws {
        let copy = SampleState(state, folder: folder.appending("copy"))
        _ = try await copy.invitectl("init").text()
        try copy.folder.appending("token.key").write(try state.folder.appending("token.key").contents())
        let export = try await state.invitectl("export").run().output
        try folder.appending("export.jsonl").write(export)
        var load = copy.invitectl("import")
        load.arguments.append(folder.appending("export.jsonl").string)
        #expect(try await load.run().status == 0)
        #expect(try await copy.invitectl("export").run().output == export)
        #expect(try await copy.invitectl("check").run().status == 0)
        let before = try await copy.fingerprint()
        #expect(try await load.text() == "nothing has changed")
        #expect(try await copy.fingerprint() == before)
        try await look(copy)
    }

    private static let token = String(repeating: "c", count: 64)

    /// A new team with members and a link, and more of both for a team that is there.
    private static let files: [String: [UInt8]] = [
        "teams": "id,name,slug,parentId,isOrganization\n50,New,new,,f\n51,Newer,,,f\n",
        "members": "teamId,userId,role,accepted\n50,17,OWNER,t\n50,18,MEMBER,t\n42,80,MEMBER,t\n42,81,MEMBER,t\n",
        "keys": "userId,hashedKey\n80,\(SecretDigest(of: "0123456789abcdef0123456789abcdef").text)\n",
        "invites": "teamId,token,expires\n50,\(token),2099-01-01 00:00:00\n42,\(String(repeating: "d", count: 64)),\n",
    ].mapValues { Array($0.utf8) }

    @Test(
        "files are on the disk before they get their names, tokens before ledgers, and all of it before success is told"
    )
    func order() async throws {
        try await SampleState.use { state in
            let calls = try await SystemCall.trace(try state.imports(Self.files), touching: state.folder).map(\.text)
            let syncs = calls.indices.filter { calls[$0].hasPrefix("syncfs(") }
            func names(_ folder: String, by call: String = "rename") -> [Int] {
                calls.indices.filter { calls[$0].hasPrefix("\(call)(") && calls[$0].contains("/\(folder)/") }
            }
            let (tokens, ledgers, keys) = (names("imported"), names("teams"), names("credentials", by: "link"))
            #expect((tokens.count, ledgers.count, keys.count) == (2, 2, 1))
            let told = try #require(calls.firstIndex { $0.hasPrefix("write(1, ") })
            for (earlier, later) in [(tokens, ledgers), (ledgers, keys), (keys, [told])] {
                let (end, start) = (try #require(earlier.last), try #require(later.first))
                #expect(syncs.contains { end < $0 && $0 < start })
            }
            #expect(syncs.contains { $0 < tokens[0] })
            // The tokens' names too, before any ledger takes in what they open.
            let rest = calls[(try #require(tokens.last))...]
            let named = try #require(rest.firstIndex { $0.hasPrefix("fsync(") })
            let event = try #require(rest.firstIndex { $0.hasPrefix("write(") && $0.contains(#"{\"seq\":"#) })
            #expect(named < event)
        }
    }

    @Test("Cal.com's key and Cal.com's link work unchanged behind the web server, and from the moment of the import on")
    func service() async throws {
        try await WebService.use { service in
            let key = "cal_live_0123456789abcdef0123456789abcdef"
            let token = Self.token
            let preview = WebRequest.preview(token)
            #expect(try await service.send(preview).failure().reason == "INVITE_NOT_FOUND")
            let digest = SecretDigest(of: key.dropFirst("cal_".count)).text
            let files = [
                "teams": "id,name,slug,parentId,isOrganization\n60,Umbrella,,,t\n61,Inside,,60,f\n",
                "members": "teamId,userId,role,accepted\n61,301,ADMIN,t\n60,301,MEMBER,t\n",
                "keys": "userId,hashedKey,note,expiresAt\n301,\(digest),,\n302,\(SecretDigest(of: "y").text),,\n",
                "invites": "identifier,token,expires,expiresInDays,teamId\ninvite-link-for-teamId-61,\(token),"
                    + "2099-01-01 00:00:00.000,7,61\n",
            ]
            _ = try await service.state.imports(files.mapValues { Array($0.utf8) }).text()
            #expect(try await service.send(preview).data()["teamName"] == .string("Inside"))
            let made = try await service.send(.call("POST", "/v2/teams/61/invite", bearer: key)).created()
            #expect(made.id.hasPrefix("0000003d"))
            let joined = try await service.send(.accept(token, bearer: "cal_y")).data()
            #expect(joined["joined"] == .boolean(true))
            #expect(joined["membership"]?["role"] == .string("MEMBER"))
            let page = try await service.send(WebRequest("GET", "/signup?token=\(token)&callbackUrl=/getting-started"))
            #expect(page.status == 200)
            let form = [("token", token), ("name", "Eve"), ("email", "eve@example.com")]
            #expect(try await service.send(.signup(form, path: "/teams")).status == 303)
            let list = try await service.send(.call("GET", "/v2/teams/61/invites", bearer: key)).data().array ?? []
            let id = try #require(list.last?["id"]?.string)
            #expect(list.last?["uses"] == .integer(2))
            _ = try await service.send(.call("DELETE", "/v2/teams/61/invites/\(id)", bearer: key)).data()
            #expect(try await service.send(preview).data()["reason"] == .string("INVITE_REVOKED"))
            let leaks = try await Command(
                "sh", "-c", "grep -rl \(token) \"$0\" \"$1\" || :", service.run.string, service.state.folder.string
            ).text()
            #expect(leaks.isEmpty)
        }
    }

    @Test("all of Cal.com's columns may be there, slugs are in any alphabet, and what spreadsheets write is read")
    func wholeTable() async throws {
        try await SampleState.use { state in
            let columns = """
                id,name,slug,logo,logoUrl,calVideoLogo,appLogo,appIconLogo,bio,hideBranding,hideTeamProfileLink,isPrivate,\
                hideBookATeamMember,createdAt,metadata,theme,rrResetInterval,rrTimestampBasis,brandColor,darkBrandColor,\
                bannerUrl,parentId,timeFormat,timeZone,weekStart,isOrganization,pendingPayment,isPlatform,\
                createdByOAuthClientId,smsLockState,smsLockReviewedByAdmin,bookingLimits,includeManagedEventsInLimits,\
                autoOptInFeatures
                """
            let row = "70,Tokyo,東京" + String(repeating: ",", count: 22) + ",f" + String(repeating: ",", count: 8)
            let text = "sep=;\n\(columns)\n\(row)\n".replacing(",", with: ";")
            let units: [UInt16] = [0xFEFF] + Array(text.utf16)
            let wide: [UInt8] = units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
            let done = try await state.imports(["teams": wide]).text()
            #expect(done == "imported 1 team, 0 members, 0 keys, 0 invites")
            #expect(try await state.invitectl("team show 70 --json").json()["slug"] == .string("東京"))
        }
    }

    @Test("a token that nobody knows opens no file of a state without imports")
    func cheap() async throws {
        try await SampleState.use { state in
            let body = #"{"token":"\#(Self.token)"}"#
            let calls = try await SystemCall.trace(
                state.cgi("POST", "/v2/invites/preview", as: .stranger, body: body), touching: state.folder)
            let looks = calls.filter { $0.text.contains("/imported/") }
            #expect(looks.count == 1)
            #expect(looks.first?.text.contains("ENOENT") == true)
            #expect(!calls.contains { $0.text.contains("/teams/") && $0.name == "openat" })
        }
    }
}
