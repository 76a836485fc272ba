import StrictJSON
import SystemPackage
import Testing

/// Files that cannot be imported: each problem is one sentence that says where, and nothing is written.
@Suite(.timeLimit(.minutes(2)))
struct ImportBadInputTests {
    private func expectRefusal(
        _ files: [String: [UInt8]], _ status: Int, _ sentences: [String],
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        try await SampleState.use { state in
            let before = try await state.fingerprint()
            let outcome = try await state.imports(files).run()
            #expect(outcome.status == status, sourceLocation: sourceLocation)
            #expect(outcome.text.isEmpty, sourceLocation: sourceLocation)
            let folder = state.folder.removingLastComponent().string + "/"
            let expected = (sentences + ["nothing was imported"]).map { "invitectl: error: \($0)\n" }.joined()
            // On a slow machine there are lines of progress between.
            let errors = outcome.errors.split(separator: "\n").filter { $0.hasPrefix("invitectl: ") }
            let text = errors.map { "\($0)\n" }.joined().replacing(folder, with: "")
            #expect(text == expected, sourceLocation: sourceLocation)
            #expect(try await state.fingerprint() == before, sourceLocation: sourceLocation)
        }
    }

    private func expectRefusal(
        _ table: String, _ text: String, _ status: Int, _ sentences: String...,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        try await expectRefusal([table: Array(text.utf8)], status, sentences, sourceLocation: sourceLocation)
    }

    private static let flag = "expected yes or no, true or false, t or f, 1 or 0"
    private static let time = "expected a time such as 2026-11-24 10:00:00.123 or 2026-11-24T10:00:00Z"
    private static let number = "expected a number from 1 to 2147483647"
    private static let teamColumns = "expected a first row with the columns id, name, slug, parentId, isOrganization"

    @Test(
        "a file that is no table is refused with 64",
        arguments: [
            ("", "row 1: the file is empty; \(teamColumns)"),
            ("\u{FEFF}\r\n", "row 1: the file is empty; \(teamColumns)"),
            ("id,name,nmae\n", "row 1: unknown column 'nmae' (is it 'name'?); \(teamColumns)"),
            ("id,Name\n", "row 1: unknown column 'Name' (is it 'name'?); \(teamColumns)"),
            ("id,name,Parent ID\n", "row 1: unknown column 'Parent ID' (is it 'parentId'?); \(teamColumns)"),
            (
                "id,name,isOrganisation\n",
                "row 1: unknown column 'isOrganisation' (is it 'isOrganization'?); \(teamColumns)"
            ),
            ("id,name,colour\n", "row 1: unknown column 'colour'; \(teamColumns)"),
            ("1,Acme\n", "row 1: unknown column '1'; \(teamColumns)"),
            ("id,name,id\n", "row 1: the column 'id' is there twice"),
            ("id,slug\n", "row 1: the column 'name' is missing; \(teamColumns)"),
            ("id;nmae\n", "row 1: unknown column 'nmae' (is it 'name'?); \(teamColumns)"),
            ("id,name\n1,\"Acme\n", "row 2: a quote that is never closed, in field 2; expected CSV (RFC 4180)"),
            (
                "id,name\n1,A\"c\n",
                "row 2: a quote inside a field without quotes around it, in field 2; expected CSV (RFC 4180)"
            ),
            (
                "id,name\n1,A\u{0}c\n",
                "row 2: a NUL (if it is UTF-16, save it as UTF-8), in field 2; expected CSV (RFC 4180)"
            ),
            (
                "id,name\r1,Acme\r",
                "row 1: a carriage return without a line feed (save it with line ends of Unix or Windows), in field 2; "
                    + "expected CSV (RFC 4180)"
            ),
        ])
    func form(text: String, sentence: String) async throws {
        try await expectRefusal("teams", text, 64, "teams, \(sentence)")
    }

    @Test("bytes that are not UTF-8, UTF-16, and fields without end are refused with 64")
    func bytes() async throws {
        let latin = Array("id,name\n1,Caf".utf8) + [0xE9, 0x0A]
        let what =
            "bytes that are not UTF-8 (if this is 'é' in Windows-1252, save it as UTF-8), in field 2; "
            + "expected CSV (RFC 4180)"
        try await expectRefusal(["teams": latin], 64, ["teams, row 2: \(what)"])
        let utf16: [UInt8] = [0xFF, 0xFE, 0x69, 0, 0x64, 0, 0x2C]
        let save = "half a character of UTF-16 (save it as UTF-8), in field 1; expected CSV (RFC 4180)"
        try await expectRefusal(["teams": utf16], 64, ["teams, row 1: \(save)"])
        let endless = Array("id,name\n1,\"".utf8) + Array(repeating: UInt8(ascii: "x"), count: 1 << 20)
        let missing =
            "a field longer than 65536 bytes (is a closing quote missing?), in field 2; expected CSV (RFC 4180)"
        try await expectRefusal(["teams": endless], 64, ["teams, row 2: \(missing)"])
    }

    @Test(
        "JSON lines that are none are refused with 64",
        arguments: [
            ("", "row 1: the file is empty"), ("\u{FEFF}", "row 1: the file is empty"),
            ("\u{FEFF}\n", "row 1: the file is empty"), ("{\n", "row 1: something else than a string at byte 1"),
            ("[{\"team\":{}}]\n", "row 1: neither a team nor a member, a key or an invite"),
            ("{\"team\":{\"id\":1,\"name\":\"x\"},\"member\":{}}\n", "row 1: neither a team nor"),
            ("{\"team\":{\"id\":1,\"name\":\"x\"}}\n{\"taem\":{}}\n", "row 2: neither a team nor"),
            ("{\"team\":{\"id\":1,\"nmae\":\"x\"}}\n", "row 1: unknown property 'nmae' of a team"),
            ("{\"team\":{\"id\":1,\"id\":2}}\n", "row 1: a duplicate member name"),
            (
                "{\"key\":{\"hashed\u{212A}ey\":\"\",\"userId\":1}}\n",
                "row 1: unknown property 'hashed\u{212A}ey' of a key"
            ),
        ])
    func lines(text: String, sentence: String) async throws {
        try await SampleState.use { state in
            let before = try await state.fingerprint()
            let outcome = try await state.imports(["all.jsonl": Array(text.utf8)]).run()
            #expect(outcome.status == 64)
            #expect(outcome.errors.contains("all.jsonl, \(sentence)"), "\(outcome.errors)")
            #expect(try await state.fingerprint() == before)
        }
    }

    @Test("every value that cannot be is named with its row and column, and what was expected")
    func teams() async throws {
        try await expectRefusal(
            "teams",
            """
            id,name,slug,parentId,isOrganization
            0,Zero,,,f
            ,Nameless,,,
            100,,,,
            101,x\u{7},Slug,,
            102,Right,right,,maybe
            103,Org,,42,t
            104,Child,,42,
            105,Twice,,,
            105,Twice,,,
            9999999999,Big,,
            """, 1, "teams, row 2, column 'id': \(Self.number), found '0'",
            "teams, row 3, column 'id': \(Self.number), found nothing",
            "teams, row 4, column 'name': expected 1 to 255 characters, found nothing",
            "teams, row 5, column 'name': expected no control characters, and none that turn the direction of the text around them, found 'x\u{FFFD}'",
            "teams, row 6, column 'isOrganization': \(Self.flag), found 'maybe'",
            "teams, row 7, column 'parentId': expected nothing, since an organization belongs to no other team, found '42'",
            "teams, row 10, column 'id': team 105 is in teams, row 9 already",
            "teams, row 11, column 'id': \(Self.number), found '9999999999'",
            "teams, row 8, column 'parentId': expected an organization of these files or of the state, found '42'")
    }

    @Test("members")
    func members() async throws {
        try await expectRefusal(
            "members",
            """
            teamId,userId,role,accepted,email,name,joinedAt
            42,50,CHIEF,t,,,
            42,51,MEMBER,,,,
            42,52,MEMBER,t,nobody,,
            42,53,MEMBER,t,,,yesterday
            42,54,MEMBER,t,,,2026-02-30 10:00:00
            42,55,MEMBER,t,,,2026-11-24 10:00:00+2
            42,,MEMBER,t,ann@example.com,,
            42,,MEMBER,f,,,
            42,60,MEMBER,t,,,
            42,60,MEMBER,f,,,
            42,,MEMBER,f,eve@example.com,,
            42,,MEMBER,f,EVE@example.com,,
            4711,61,MEMBER,t,,,
            """, 1, "members, row 2, column 'role': expected MEMBER, ADMIN or OWNER, found 'CHIEF'",
            "members, row 3, column 'accepted': \(Self.flag), found nothing",
            "members, row 4, column 'email': expected an e-mail address such as ada@example.com, found 'nobody'",
            "members, row 5, column 'joinedAt': \(Self.time), found 'yesterday'",
            "members, row 6, column 'joinedAt': \(Self.time), found '2026-02-30 10:00:00'",
            "members, row 7, column 'joinedAt': \(Self.time), found '2026-11-24 10:00:00+2'",
            "members, row 9, column 'userId': \(Self.number), unless it is somebody with an e-mail address alone",
            "members, row 11, column 'userId': user 60 of team 42 is in members, row 10 already",
            "members, row 13, column 'email': this address in team 42 is in members, row 12 already",
            "members, row 14, column 'teamId': expected a team of these files or of the state, found '4711'")
    }

    @Test("keys and links, of which no secret is repeated")
    func secrets() async throws {
        let (digest, other) = (String(repeating: "a", count: 64), String(repeating: "b", count: 64))
        try await expectRefusal(
            "keys", "userId,hashedKey,expiresAt\n1,cal_secret,\n1,\(digest),never\n1,\(other),\n2,\(other),\n", 1,
            "keys, row 2, column 'hashedKey': expected 64 lower-case hex digits",
            "keys, row 3, column 'expiresAt': \(Self.time), found 'never'",
            "keys, row 5, column 'hashedKey': this key is in keys, row 4 already")
        try await expectRefusal(
            "invites",
            """
            teamId,token,expires,expiresInDays,maxUses,uses,role,inviteId
            42,short-secret,,,,,,
            42,,,,,,,
            42,\(digest),,0,,,,
            42,\(digest),,,5,6,,
            42,\(digest),,,,,,0000002b0000000000000001
            42,\(digest),tomorrow,,,,KING,
            42,\(other),,,,,,
            43,\(other),,,,,,
            """, 1, "invites, row 2, column 'token': expected 64 lower-case hex digits",
            "invites, row 3, column 'token': expected 64 lower-case hex digits (or a tokenDigest, or an inviteId)",
            "invites, row 4, column 'expiresInDays': expected an integer from 1 to 365, or null for never, found '0'",
            "invites, row 5, column 'uses': expected an integer from 0 to 5, found '6'",
            "invites, row 6, column 'inviteId': expected an invite of team 42, found '0000002b0000000000000001'",
            "invites, row 7, column 'expires': \(Self.time), found 'tomorrow'",
            "invites, row 7, column 'role': expected MEMBER, ADMIN or OWNER, found 'KING'",
            "invites, row 9, column 'token': this invite is in invites, row 8 already")
        try await expectRefusal(
            "invites", "identifier,token,expires,teamId\ninvite-link-for-teamId-42,\(digest),,43\n", 1,
            "invites, row 2, column 'teamId': expected 42, as the identifier says, found '43'")
        try await expectRefusal(
            "invites", "teamId,token,tokenDigest,expires\n42,\(digest),\(other),\n", 1,
            "invites, row 2, column 'tokenDigest': expected nothing, since there is a token")
        try await expectRefusal(
            "invites", "teamId,token\n42,\(digest)\n", 64,
            """
            invites, row 1: the column 'expires' is missing; expected a first row with the columns teamId, identifier, \
            token, tokenDigest, inviteId, expires, expiresAt, expiresInDays, role, maxUses, uses, lastUsedAt, paused, name, \
            allowedEmailDomains, metadata, createdAt, createdBy
            """)
        try await expectRefusal(
            "all.jsonl", #"{"invite":{"teamId":42,"token":"\#(digest)"}}"#, 1,
            """
            all.jsonl, row 1, column 'expires': expected a time, or a column of that name that is empty
            """)
    }

    @Test("a token that opens another team's invite already, or a key of somebody else's, is refused")
    func taken() async throws {
        try await SampleState.use { state in
            let digest = String(repeating: "a", count: 64)
            let first = [
                "invites": "teamId,token,expires\n42,\(digest),\n", "keys": "userId,hashedKey\n17,\(digest)\n",
            ]
            _ = try await state.imports(first.mapValues { Array($0.utf8) }).text()
            let before = try await state.fingerprint()
            let second = [
                "invites": "teamId,token,expires\n43,\(digest),\n", "keys": "userId,hashedKey\n1,\(digest)\n",
            ]
            let outcome = try await state.imports(second.mapValues { Array($0.utf8) }).run()
            #expect(outcome.status == 1)
            #expect(outcome.errors.contains("row 2, column 'token': this token opens invite 0000002a"))
            #expect(outcome.errors.contains("row 2, column 'userId': this key is there already, as one of user 17"))
            #expect(try await state.fingerprint() == before)
        }
    }

    @Test("of very many problems the first twenty are told and all are counted; one bad row at the end changes nothing")
    func many() async throws {
        let good = (1...100_000).map { "42,\($0 + 1000),MEMBER,t\n" }.joined()
        try await expectRefusal(
            "members", "teamId,userId,role,accepted\n" + good + "42,x,MEMBER,t\n", 1,
            "members, row 100002, column 'userId': \(Self.number), found 'x'")
        let header = "teamId,userId,role,accepted\n"
        try await expectRefusal(
            "members", header + String(repeating: "42,1,ANY,t\n", count: 5000), 1,
            "members, row 2, column 'role': expected MEMBER, ADMIN or OWNER, found 'ANY'; the same in 4999 more rows")
        try await SampleState.use { state in
            let bad = header + (1...5000).map { "42,1,\($0),t\n" }.joined()
            let outcome = try await state.imports(["members": Array(bad.utf8)]).run()
            let lines = outcome.errors.split(separator: "\n").filter { $0.hasPrefix("invitectl: ") }
            #expect(lines.count == 22)
            #expect(lines[19].contains("row 21, column 'role'"))
            #expect(lines[20] == "invitectl: error: and 4980 more problems like these")
        }
    }

    @Test("what follows from a row that is refused is counted, and not told row by row")
    func followUps() async throws {
        let members = "teamId,userId,role,accepted\n" + (1...300).map { "\(300 + $0 % 3),\($0),MEMBER,t\n" }.joined()
        let teams = "id,name,parentId,isOrganization\n300, ,,t\n301,In,300,f\n302,Fine,,\n303,Bad,,perhaps\n"
        try await expectRefusal(
            ["teams": Array(teams.utf8), "members": Array((members + "4711,1,MEMBER,t\n4711,2,MEMBER,t\n").utf8)], 1,
            [
                "teams, row 2, column 'name': expected 1 to 255 characters, at least one of them visible, found ' '; "
                    + "and 1 row of teams, 200 rows of members that belong to it",
                "teams, row 5, column 'isOrganization': \(Self.flag), found 'perhaps'",
                "members, row 302, column 'teamId': expected a team of these files or of the state, found '4711'; "
                    + "the same in 1 more row",
            ])
    }

    @Test(
        "what a spreadsheet has changed is named for what it is",
        arguments: [
            (
                "accepted", "WAHR",
                "\(flag), found 'WAHR'; write t: that is how a spreadsheet in another language says true"
            ),
            (
                "accepted", "nein",
                "\(flag), found 'nein'; write f: that is how a spreadsheet in another language says false"
            ),
            ("accepted", "maybe", "\(flag), found 'maybe'"),
            (
                "userId", "1.5E+05",
                "\(number), found '1.5E+05'; \(changed); give the column the format of a whole number"
            ),
            ("userId", "7.5", "\(number), found '7.5'; \(changed); give the column the format of a whole number"),
            ("userId", "x7", "\(number), found 'x7'"),
            (
                "joinedAt", "2026-11-24",
                "\(time), found '2026-11-24'; a spreadsheet has cut off the time of day; \(format)"
            ),
            ("joinedAt", "24/11/2026", "\(time), found '24/11/2026'; \(ambiguous)"),
            ("joinedAt", "11/24/2026 10:00:00", "\(time), found '11/24/2026 10:00:00'; \(ambiguous)"),
            ("joinedAt", "24.11.2026 10:00", "\(time), found '24.11.2026 10:00'; \(ambiguous)"),
            ("joinedAt", "2026/11/24 10:00", "\(time), found '2026/11/24 10:00'; \(changed); \(format)"),
            ("joinedAt", "46350.4166", "\(time), found '46350.4166'; a spreadsheet has made a number of it; \(format)"),
            ("joinedAt", "infinity", "\(time), found 'infinity'"), ("joinedAt", "soon", "\(time), found 'soon'"),
        ])
    func hints(column: String, value: String, sentence: String) async throws {
        var row = ["teamId": "42", "userId": "900", "role": "MEMBER", "accepted": "t"]
        row[column] = value
        let columns = row.keys.sorted()
        let text = columns.joined(separator: ",") + "\n" + columns.map { row[$0] ?? "" }.joined(separator: ",") + "\n"
        try await expectRefusal("members", text, 1, "members, row 2, column '\(column)': \(sentence)")
    }

    private static let changed = "a spreadsheet has changed it"
    private static let format = "give the column the format yyyy-mm-dd hh:mm:ss"
    private static let ambiguous = "\(changed), and whether the day or the month is first cannot be known; \(format)"

    @Test("a row that ends too early, or goes on too long, is refused where a limit could be lost or a value is")
    func lengths() async throws {
        let digest = String(repeating: "a", count: 64)
        try await expectRefusal(
            "invites", "teamId,token,expires,name,maxUses\n42,\(digest),,\n42,\(digest),,x,,,,\n42,\(digest),,x,,1\n",
            1,
            "invites, row 2: expected 5 fields, found 4", "invites, row 4: expected 5 fields, found 6")
        try await expectRefusal(
            "teams", "id,,name\n700,,A\n701,x,B\n", 1,
            "teams, row 3: expected nothing in field 2, whose column has no name, found 'x'")
    }
}
