import Testing

/// Values that cannot be imported: each is one sentence that says where and what was expected, and nothing is written.
@Suite(.timeLimit(.minutes(2)))
struct ImportBadValueTests {
    @Test("every value that cannot be is named with its row and column, and what was expected")
    func teams() async throws {
        try await ImportRefusal.expect(
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
            """, 1, "teams, row 2, column 'id': \(ImportRefusal.number), found '0'",
            "teams, row 3, column 'id': \(ImportRefusal.number), found nothing",
            "teams, row 4, column 'name': expected 1 to 255 characters, found nothing",
            "teams, row 5, column 'name': expected no control characters, and none that turn the direction of the text around them, found 'x\u{FFFD}'",
            "teams, row 6, column 'isOrganization': \(ImportRefusal.flag), found 'maybe'",
            "teams, row 7, column 'parentId': expected nothing, since an organization belongs to no other team, found '42'",
            "teams, row 10, column 'id': team 105 is in teams, row 9 already",
            "teams, row 11, column 'id': \(ImportRefusal.number), found '9999999999'",
            "teams, row 8, column 'parentId': expected an organization of these files or of the state, found '42'")
    }

    @Test("members")
    func members() async throws {
        try await ImportRefusal.expect(
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
            "members, row 3, column 'accepted': \(ImportRefusal.flag), found nothing",
            "members, row 4, column 'email': expected an e-mail address such as ada@example.com, found 'nobody'",
            "members, row 5, column 'joinedAt': \(ImportRefusal.time), found 'yesterday'",
            "members, row 6, column 'joinedAt': \(ImportRefusal.time), found '2026-02-30 10:00:00'",
            "members, row 7, column 'joinedAt': \(ImportRefusal.time), found '2026-11-24 10:00:00+2'",
            "members, row 9, column 'userId': \(ImportRefusal.number), unless it is somebody with a subject or an e-mail address alone",
            "members, row 11, column 'userId': user 60 of team 42 is in members, row 10 already",
            "members, row 13, column 'email': this address in team 42 is in members, row 12 already",
            "members, row 14, column 'teamId': expected a team of these files or of the state, found '4711'")
    }

    @Test("keys and links, of which no secret is repeated")
    func secrets() async throws {
        let (digest, other) = (String(repeating: "a", count: 64), String(repeating: "b", count: 64))
        try await ImportRefusal.expect(
            "keys", "userId,hashedKey,expiresAt\n1,cal_secret,\n1,\(digest),never\n1,\(other),\n2,\(other),\n", 1,
            "keys, row 2, column 'hashedKey': expected 64 lower-case hex digits",
            "keys, row 3, column 'expiresAt': \(ImportRefusal.time), found 'never'",
            "keys, row 5, column 'hashedKey': this key is in keys, row 4 already")
        try await ImportRefusal.expect(
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
            "invites, row 7, column 'expires': \(ImportRefusal.time), found 'tomorrow'",
            "invites, row 7, column 'role': expected MEMBER, ADMIN or OWNER, found 'KING'",
            "invites, row 9, column 'token': this invite is in invites, row 8 already")
        try await ImportRefusal.expect(
            "invites", "identifier,token,expires,teamId\ninvite-link-for-teamId-42,\(digest),,43\n", 1,
            "invites, row 2, column 'teamId': expected 42, as the identifier says, found '43'")
        try await ImportRefusal.expect(
            "invites", "teamId,token,tokenDigest,expires\n42,\(digest),\(other),\n", 1,
            "invites, row 2, column 'tokenDigest': expected nothing, since there is a token")
        try await ImportRefusal.expect(
            "invites", "teamId,token\n42,\(digest)\n", 64,
            """
            invites, row 1: the column 'expires' is missing; expected a first row with the columns teamId, identifier, \
            token, tokenDigest, inviteId, expires, expiresAt, expiresInDays, role, maxUses, uses, lastUsedAt, paused, name, \
            allowedEmailDomains, metadata, createdAt, createdBy, createdBySubject
            """)
        try await ImportRefusal.expect(
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

    @Test(
        "what a spreadsheet has changed is named for what it is",
        arguments: [
            (
                "accepted", "WAHR",
                "\(ImportRefusal.flag), found 'WAHR'; write t: that is how a spreadsheet in another language says true"
            ),
            (
                "accepted", "nein",
                "\(ImportRefusal.flag), found 'nein'; write f: that is how a spreadsheet in another language says false"
            ),
            ("accepted", "maybe", "\(ImportRefusal.flag), found 'maybe'"),
            (
                "userId", "1.5E+05",
                "\(ImportRefusal.number), found '1.5E+05'; \(changed); give the column the format of a whole number"
            ),
            (
                "userId", "7.5",
                "\(ImportRefusal.number), found '7.5'; \(changed); give the column the format of a whole number"
            ),
            ("userId", "x7", "\(ImportRefusal.number), found 'x7'"),
            (
                "joinedAt", "2026-11-24",
                "\(ImportRefusal.time), found '2026-11-24'; a spreadsheet has cut off the time of day; \(format)"
            ),
            ("joinedAt", "24/11/2026", "\(ImportRefusal.time), found '24/11/2026'; \(ambiguous)"),
            ("joinedAt", "11/24/2026 10:00:00", "\(ImportRefusal.time), found '11/24/2026 10:00:00'; \(ambiguous)"),
            ("joinedAt", "24.11.2026 10:00", "\(ImportRefusal.time), found '24.11.2026 10:00'; \(ambiguous)"),
            ("joinedAt", "2026/11/24 10:00", "\(ImportRefusal.time), found '2026/11/24 10:00'; \(changed); \(format)"),
            (
                "joinedAt", "46350.4166",
                "\(ImportRefusal.time), found '46350.4166'; a spreadsheet has made a number of it; \(format)"
            ),
            ("joinedAt", "infinity", "\(ImportRefusal.time), found 'infinity'"),
            ("joinedAt", "soon", "\(ImportRefusal.time), found 'soon'"),
        ])
    func hints(column: String, value: String, sentence: String) async throws {
        var row = ["teamId": "42", "userId": "900", "role": "MEMBER", "accepted": "t"]
        row[column] = value
        let columns = row.keys.sorted()
        let text = columns.joined(separator: ",") + "\n" + columns.map { row[$0] ?? "" }.joined(separator: ",") + "\n"
        try await ImportRefusal.expect("members", text, 1, "members, row 2, column '\(column)': \(sentence)")
    }

    private static let changed = "a spreadsheet has changed it"
    private static let format = "give the column the format yyyy-mm-dd hh:mm:ss"
    private static let ambiguous = "\(changed), and whether the day or the month is first cannot be known; \(format)"
}
