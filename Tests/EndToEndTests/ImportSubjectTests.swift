import InviteDomain
import StrictJSON
import SystemPackage
import Testing

/// People without a number, in files that come and go.
@Suite(.timeLimit(.minutes(2)))
struct ImportSubjectTests {
    /// What files, spreadsheets and shells could take for something else.
    private static let subjects = [
        "auth0|5f7c", "6f1c1a9e-0c5f-4a06-9d2e-3b1a5a0f6b52", "a,b", "say \"hi\"", "\"", "it's", "a b  c", "=1+1", "+1",
        "-1",
        "@sum", "00017", "1e5", "17.0", "0", "2147483648", "900719925474099312", "null", "true", "𝕏 🦊", "שלום", "مرحبا",
        "e\u{301}", "\u{E9}", "<b>&amp;", #"\u0041\n"#, "a;b", "#", "ada@example.com", "%00",
        String(repeating: "é", count: 127) + "x",
    ]

    private static let hash = SecretDigest(of: "0123456789abcdef").text

    private static func quoted(_ text: String) -> String { "\"\(text.replacing("\"", with: "\"\""))\"" }

    private func subjects(_ state: SampleState, _ what: String) async throws -> [String?] {
        try await state.invitectl("\(what) --json").json().array?.map { $0["subject"]?.string } ?? []
    }

    @Test("a subject comes in from CSV as it stands there, goes out and comes in again, byte by byte")
    func roundTrip() async throws {
        try await TemporaryFolder.use { folder in
            let state = SampleState(empty: folder.appending("state"))
            _ = try await state.invitectl("init").text()
            let files = [
                "teams": "id,name\n50,New\n",
                "members": "teamId,subject,userId,role,accepted\n"
                    + Self.subjects.map { "50,\(Self.quoted($0)),,MEMBER,t\n" }.joined(),
                "keys": "hashedKey,subject\n\(Self.hash),=1+1\n",
                "invites": "teamId,token,expires,createdBySubject\n50,\(String(repeating: "c", count: 64)),,\"a,b\"\n",
            ]
            let load = try state.imports(files.mapValues { Array($0.utf8) })
            #expect(try await load.text() == "imported 1 team, \(Self.subjects.count) members, 1 key, 1 invite")
            let found = try await subjects(state, "member list --team 50").map { Array(($0 ?? "").utf8) }
            #expect(found == Self.subjects.map { Array($0.utf8) })
            #expect(try await subjects(state, "key list") == ["=1+1"])
            #expect(try await load.text() == "nothing has changed")
            try await expectSameExport(of: state, in: folder)
        }
    }

    private func expectSameExport(of state: SampleState, in folder: FilePath) async throws {
        let copy = SampleState(empty: folder.appending("copy"))
        _ = try await copy.invitectl("init").text()
        try copy.folder.appending("token.key").write(try state.folder.appending("token.key").contents())
        let export = try await state.invitectl("export").run().output
        let load = try copy.imports(["export.jsonl": export])
        #expect(try await load.text() == "imported 1 team, \(Self.subjects.count) members, 1 key, 1 invite")
        #expect(try await copy.invitectl("export").run().output == export)
        #expect(try await copy.invitectl("check").run().status == 0)
        let made = try await copy.invitectl("invite list --team 50 --created-by-subject a,b --json").json().array
        #expect(made?.count == 1)
    }

    /// Without its first line, which is about keys.
    private static let exportOfBefore = """
        {"team":{"id":7,"name":"Umbrella","slug":null,"parentId":null,"isOrganization":true}}
        {"member":{"teamId":7,"userId":17,"role":"OWNER","accepted":true,"email":null,"name":null,"joinedAt":"2026-01-02T03:04:05.678Z"}}
        {"team":{"id":42,"name":"Acme","slug":"acme","parentId":7,"isOrganization":false}}
        {"member":{"teamId":42,"userId":17,"role":"ADMIN","accepted":true,"email":"ada@example.com","name":"Ada","joinedAt":"2026-01-02T03:04:05.678Z"}}
        {"member":{"teamId":42,"userId":null,"role":"MEMBER","accepted":false,"email":"eve@example.com","name":"Eve","joinedAt":"2026-01-02T03:04:05.678Z"}}
        {"invite":{"teamId":42,"inviteId":"0000002a1d16d2cd2b962733","tokenDigest":"HASH","role":"MEMBER","expiresAt":null,"expiresInDays":null,"maxUses":9,"uses":1,"createdAt":"2026-01-02T03:04:05.678Z","createdBy":17}}
        {"key":{"userId":17,"hashedKey":"HASH","note":"laptop","createdAt":"2026-01-02T03:04:05.678Z","expiresAt":null,"revokedAt":null,"instanceAdmin":true}}

        """.replacing("HASH", with: hash)

    @Test("an export of before there were subjects comes in as it is, and goes out as it was")
    func before() async throws {
        try await TemporaryFolder.use { folder in
            let state = SampleState(empty: folder.appending("state"))
            _ = try await state.invitectl("init").text()
            _ = try await state.imports(["old.jsonl": Array(Self.exportOfBefore.utf8)]).text()
            let export = String(decoding: try await state.invitectl("export").run().output, as: UTF8.self)
            #expect(export.drop { $0 != "\n" }.dropFirst() == Self.exportOfBefore[...])
        }
    }

    private static let form = "expected a text of 1 to 255 bytes of visible characters, and no space at either end"

    @Test("what cannot be a subject, and two names in one row, are named by row and column")
    func refused() async throws {
        try await ImportRefusal.expect(
            "members",
            """
            teamId,userId,subject,role,accepted
            42,50,a,MEMBER,t
            42,, a,MEMBER,t
            42,,a\u{200B}b,MEMBER,t
            42,,\(String(repeating: "x", count: 256)),MEMBER,t
            42,60,,MEMBER,t
            42,,60,MEMBER,t
            42,,b,MEMBER,t
            42,,b,ADMIN,t
            42,,,MEMBER,t
            """, 1, "members, row 2, column 'subject': expected nothing, since 'userId' says who it is, found 'a'",
            "members, row 3, column 'subject': \(Self.form), found ' a'",
            "members, row 4, column 'subject': \(Self.form), found 'a\u{200B}b'",
            "members, row 5, column 'subject': \(Self.form), found '\(String(repeating: "x", count: 40))…'",
            "members, row 7, column 'subject': user 60 of team 42 is in members, row 6 already",
            "members, row 9, column 'subject': user 'b' of team 42 is in members, row 8 already",
            "members, row 10, column 'userId': \(ImportRefusal.number), unless it is somebody with a subject or an e-mail address alone"
        )
        try await ImportRefusal.expect(
            "keys", "hashedKey,subject,userId\n\(Self.hash),,\n\(Self.hash),a,1\n", 1,
            "keys, row 2, column 'userId': \(ImportRefusal.number), or a 'subject', found nothing",
            "keys, row 3, column 'subject': expected nothing, since 'userId' says who it is, found 'a'")
        try await ImportRefusal.expect(
            "invites",
            "teamId,token,expires,createdBy,createdBySubject\n42,\(String(repeating: "c", count: 64)),,17,a\n", 1,
            "invites, row 2, column 'createdBySubject': expected nothing, since 'createdBy' says who it is, found 'a'")
        try await ImportRefusal.expect(
            "lines.jsonl",
            """
            {"member":{"teamId":42,"userId":null,"subject":90071992547409931,"role":"MEMBER","accepted":true}}
            {"member":{"teamId":42,"userId":17,"subject":"a","role":"MEMBER","accepted":true}}
            """, 1, "lines.jsonl, row 1, column 'subject': \(Self.form), found '90071992547409931'",
            "lines.jsonl, row 2, column 'subject': expected nothing, since 'userId' says who it is, found 'a'")
    }

    @Test("a subject of which a spreadsheet may have kept the first digits only is taken, and pointed out")
    func rounded() async throws {
        try await SampleState.use { state in
            let rows =
                "teamId,subject,role,accepted\n42,1.23457E+17,MEMBER,t\n42,\"2,5E+11\",MEMBER,t\n42,1e5,MEMBER,t\n"
            let outcome = try await state.imports(["members": Array(rows.utf8)]).run()
            #expect(outcome.text == "imported 0 teams, 3 members, 0 keys, 0 invites\n")
            #expect(outcome.errors.contains("2 subjects may have lost digits to a spreadsheet (1.23E+17)"))
        }
    }

    @Test("a row with a subject and no number is passed over by nothing: --skip-bad gives it back as it was")
    func leftovers() async throws {
        try await Transcript.expect(
            from: .team,
            #"""
            $ printf 'teamId,subject,userId,role,accepted\n42,a|b,,MEMBER,t\n42,"=1+1",1,MEMBER,t\n' >$WORK/m.csv
            $ cd $WORK; invitectl import --members m.csv --skip-bad bad.csv 2>/dev/null
            imported 0 teams, 1 member, 0 keys, 0 invites
            [65]
            $ cut -d, -f 2- $WORK/bad.csv | sed 1d | grep -o '42,.*'
            42,"=1+1",1,MEMBER,t
            """#
        )
    }
}
