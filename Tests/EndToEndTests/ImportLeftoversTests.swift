import Testing

/// Files of rows that an import has left out, and what becomes of them when they are imported as they are and mended.
@Suite(.timeLimit(.minutes(1)))
struct ImportLeftoversTests {
    @Test("a row that is too short stays refused until it is mended, and empty fields too many are no matter")
    func short() async throws {
        try await Transcript.expect(
            #"""
            $ invitectl init 2>/dev/null
            made the state folder <state>
            $ printf 'id,name\n42,Acme\n' >$WORK/t.csv
            $ printf 'teamId,userId,role,accepted\n42,7,CHIEF,t,,\n42,8,KING,t,,""," "\n' >$WORK/m.csv
            $ printf 'teamId,token,name,expires,maxUses\n42,%064x,x\n' 1 >$WORK/i.csv
            $ printf 'userId,hashedKey,note,expiresAt,revokedAt,scopes\n7,%064x,svc\n' 5 >$WORK/k.csv
            $ cd $WORK; invitectl import --teams t.csv --members m.csv --keys k.csv --invites i.csv --skip-bad bad.csv 2>/dev/null
            imported 1 team, 0 members, 0 keys, 0 invites
            [65]
            $ cd $WORK; invitectl import --keys bad-keys.csv --invites bad-invites.csv
            ! invitectl: error: bad-keys.csv, row 2: expected 7 fields, found 4
            ! invitectl: error: bad-invites.csv, row 2: expected 6 fields, found 4
            ! invitectl: error: nothing was imported
            [1]
            $ cd $WORK; sed -i 's/,CHIEF,/,OWNER,/; s/,KING,/,ADMIN,/' bad-members.csv; cut -d'"' -f3 bad-members.csv; invitectl import --members bad-members.csv
            ,teamId,userId,role,accepted
            ,42,7,OWNER,t
            ,42,8,ADMIN,t
            imported 0 teams, 2 members, 0 keys, 0 invites
            $ cd $WORK; sed -i 's/,x$/,x,2099-01-01 10:00,3/' bad-invites.csv; invitectl import --invites bad-invites.csv
            imported 0 teams, 0 members, 0 keys, 1 invite
            $ invitectl invite list --team 42 --json | jq -c '.[] | [.maxUses, .expiresAt[:10]]'
            [3,"<date>"]
            """#
        )
    }

    @Test("an older reason goes, wherever its column is, and headings may have blanks around them")
    func headings() async throws {
        try await Transcript.expect(
            #"""
            $ invitectl init 2>/dev/null
            made the state folder <state>
            $ printf '\n\n id ; name; reason ;slug\n43;B;"old"\n44;;old;s\n45\n' >$WORK/t.csv
            $ cd $WORK; invitectl import --teams t.csv --skip-bad bad.csv --dry-run --json | jq -c '[.imported.teams, .leftOut.rows, .leftOut.files]'; ls
            [1,2,[]]
            state
            t.csv
            $ cd $WORK; invitectl import --teams t.csv --skip-bad bad.csv --json | jq -c '[.imported.teams, .leftOut.files]'; cat bad.csv
            [1,["bad.csv"]]
            "reason"; id ; name;slug
            "column 'name': expected 1 to 255 characters, found nothing";44;;s
            "column 'name': expected 1 to 255 characters, found nothing";45
            $ cd $WORK; invitectl import --teams bad.csv --skip-bad again.csv >/dev/null 2>&1; cmp bad.csv again.csv
            """#
        )
    }

    @Test("a team that a good row describes is imported with all that belongs to it, whatever else is said of it")
    func goodAndBad() async throws {
        try await Transcript.expect(
            #"""
            $ invitectl init 2>/dev/null
            made the state folder <state>
            $ printf 'id,name,parentId,isOrganization\n110,Good,,\n110,,,\n111,,,\n111,Late,,\n120,O,,t\n120,,,\n121,S,120,f\n130,,,\n' >$WORK/t.csv
            $ printf 'teamId,userId,role,accepted\n110,1,OWNER,t\n111,1,OWNER,t\n121,1,OWNER,t\n130,1,OWNER,t\n' >$WORK/m.csv
            $ cd $WORK; invitectl import --teams t.csv --members m.csv --skip-bad bad.csv 2>/dev/null; cut -d'"' -f3 bad-teams.csv bad-members.csv
            imported 4 teams, 3 members, 0 keys, 0 invites
            ,id,name,parentId,isOrganization
            ,110,,,
            ,111,,,
            ,120,,,
            ,130,,,
            ,teamId,userId,role,accepted
            ,130,1,OWNER,t
            """#
        )
    }

    @Test("of a line of JSON everything is kept as it is spelled, but for an older reason")
    func lines() async throws {
        try await Transcript.expect(
            #"""
            $ invitectl init 2>/dev/null
            made the state folder <state>
            $ printf '{}\n { "reason" : "}\\"" , "team" : {"id":7.0, "name":"\\u0020","x":[1e2]} } \r\n{"team":{"id":8,"name":"A"},"reason":"old" }\n' >$WORK/l
            $ cd $WORK; invitectl import l --skip-bad bad 2>/dev/null; cat bad
            imported 1 team, 0 members, 0 keys, 0 invites
            {"reason":"neither a team nor a member, a key or an invite; expected one object a line, such as {\"team\":{\"id\":42,\"name\":\"Acme\"}} (or name the table: --teams FILE.csv)"}
            {"team":{"id":7.0, "name":"\u0020","x":[1e2]},"reason":"unknown property 'x' of a team"}
            $ cd $WORK; invitectl import bad --skip-bad again >/dev/null 2>&1; cmp bad again
            $ cd $WORK; printf '{"team":{"id":9,"name":"A"}}\n[1]\n' >no; invitectl import no --skip-bad none 2>/dev/null; ls
            again
            bad
            l
            no
            state
            """#
        )
    }
}
