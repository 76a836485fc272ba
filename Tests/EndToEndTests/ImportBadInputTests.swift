import Testing

/// Files that cannot be read as they are: each problem is one sentence that says where, and nothing is written.
@Suite(.timeLimit(.minutes(2)))
struct ImportBadInputTests {
    private static let teamColumns =
        "expected a first row with the columns id, name, slug, parentId, isOrganization, closed"

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
        try await ImportRefusal.expect("teams", text, 64, "teams, \(sentence)")
    }

    @Test("bytes that are not UTF-8, UTF-16, and fields without end are refused with 64")
    func bytes() async throws {
        let latin = Array("id,name\n1,Caf".utf8) + [0xE9, 0x0A]
        let what =
            "bytes that are not UTF-8 (if this is 'é' in Windows-1252, save it as UTF-8), in field 2; "
            + "expected CSV (RFC 4180)"
        try await ImportRefusal.expect(["teams": latin], 64, ["teams, row 2: \(what)"])
        let utf16: [UInt8] = [0xFF, 0xFE, 0x69, 0, 0x64, 0, 0x2C]
        let save = "half a character of UTF-16 (save it as UTF-8), in field 1; expected CSV (RFC 4180)"
        try await ImportRefusal.expect(["teams": utf16], 64, ["teams, row 1: \(save)"])
        let endless = Array("id,name\n1,\"".utf8) + Array(repeating: UInt8(ascii: "x"), count: 1 << 20)
        let missing =
            "a field longer than 65536 bytes (is a closing quote missing?), in field 2; expected CSV (RFC 4180)"
        try await ImportRefusal.expect(["teams": endless], 64, ["teams, row 2: \(missing)"])
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

    @Test("a row that ends too early, or goes on too long, is refused where a limit could be lost or a value is")
    func lengths() async throws {
        let digest = String(repeating: "a", count: 64)
        try await ImportRefusal.expect(
            "invites", "teamId,token,expires,name,maxUses\n42,\(digest),,\n42,\(digest),,x,,,,\n42,\(digest),,x,,1\n",
            1,
            "invites, row 2: expected 5 fields, found 4", "invites, row 4: expected 5 fields, found 6")
        try await ImportRefusal.expect(
            "teams", "id,,name\n700,,A\n701,x,B\n", 1,
            "teams, row 3: expected nothing in field 2, whose column has no name, found 'x'")
    }

    @Test("of very many problems the first twenty are told and all are counted; one bad row at the end changes nothing")
    func many() async throws {
        let good = (1...100_000).map { "42,\($0 + 1000),MEMBER,t\n" }.joined()
        try await ImportRefusal.expect(
            "members", "teamId,userId,role,accepted\n" + good + "42,x,MEMBER,t\n", 1,
            "members, row 100002, column 'userId': \(ImportRefusal.number), found 'x'")
        let header = "teamId,userId,role,accepted\n"
        try await ImportRefusal.expect(
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
        try await ImportRefusal.expect(
            ["teams": Array(teams.utf8), "members": Array((members + "4711,1,MEMBER,t\n4711,2,MEMBER,t\n").utf8)], 1,
            [
                "teams, row 2, column 'name': expected 1 to 255 characters, at least one of them visible, found ' '; "
                    + "and 1 row of teams, 200 rows of members that belong to it",
                "teams, row 5, column 'isOrganization': \(ImportRefusal.flag), found 'perhaps'",
                "members, row 302, column 'teamId': expected a team of these files or of the state, found '4711'; "
                    + "the same in 1 more row",
            ])
    }
}
