import Testing

/// What spreadsheets and other tools make of tables, and rows that are left out.
@Suite(.timeLimit(.minutes(1)))
struct ImportSpreadsheetTests {
    @Test("padding, empty rows, words for yes and no, times without seconds and names with marks are read")
    func padding() async throws {
        try await Transcript.expect(
            #"""
            $ invitectl init 2>/dev/null
            made the state folder <state>
            $ printf ',,,\r\nid,name,slug,parentId,isOrganization,, \r\n7.0,Umbrella,,,YES,,\r\n,,,,,,\r\n42,Acme,,7.00,no\r\n,\r\n="43","=""Twins"""\r\n,,,,,,,,\r\n' >$WORK/t.csv
            $ printf 'teamId,userId,role,accepted,name,joinedAt,disableImpersonation\n42,17,owner , 1,"Ada\tL\342\200\217","=""2025-01-02 10:00""",false\n 42,18 ,Member,off,Plain,2025-01-02 9:05 \n42,19,ADMIN,T,\342\200\216,2025-01-02T10:00+02:00,\n' >$WORK/m.csv
            $ printf 'userId,hashedKey,expiresAt,note\n17.0,%064x,infinity,Infinity\n' 5 >$WORK/k.csv
            $ printf 'teamId,token,expires,maxUses\n42,%064x,infinity,5.0\n43,%064x,2099-01-01 00:00\n' 1 2 | sed 's/00:00$/00:00,/' >$WORK/i.csv
            $ cd $WORK; invitectl import --teams t.csv --members m.csv --keys k.csv --invites i.csv
            imported 3 teams, 3 members, 1 key, 2 invites
            ! passed over 4 empty rows and 2 columns without a name
            ! cleaned 2 names of what breaks lines or cannot be seen
            $ invitectl team list --json | jq -c '.[] | [.id, .name, .parentId, .isOrganization]'
            [7,"Umbrella",null,true]
            [42,"Acme",7,false]
            [43,"Twins",null,false]
            $ invitectl member list --team 42 --json | jq -c '.[] | [.userId, .role, .accepted, .name, .joinedAt[:19]]'
            [17,"OWNER",true,"Ada L","<date>T10:00:00"]
            [18,"MEMBER",false,"Plain","<date>T09:05:00"]
            [19,"ADMIN",true,null,"<date>T08:00:00"]
            $ invitectl key list --json | jq -c '.[] | [.userId, .expiresAt]'
            [17,null]
            $ invitectl invite list --team 42 --json | jq -c '.[] | [.maxUses, .expiresAt]'
            [5,null]
            $ cd $WORK; invitectl --json import --teams t.csv --members m.csv | jq -c '[.alreadyThere.teams, .emptyRows, .emptyColumns, .cleanedNames]'
            [3,4,2,2]
            """#
        )
    }

    @Test("a team that was kept with an invisible character in its name is the same team")
    func invisible() async throws {
        try await Transcript.expect(
            #"""
            $ invitectl init 2>/dev/null
            made the state folder <state>
            $ invitectl team create --id 42 --name Acme
            made team 42
            $ cd $INVITE_STATE_DIR/teams; name=$(printf 'Ac\342\200\213me'); sed -i "s/Acme/$name/" 42.jsonl; invitectl export --team 42 >$WORK/all.jsonl
            $ invitectl import $WORK/all.jsonl
            nothing has changed
            ! there already, and left as it is: 1 team, 0 members, 0 keys, 0 invites
            """#
        )
    }

    @Test("--skip-bad leaves rows out, with the reason, takes the rest, and takes those too once they are mended")
    func skips() async throws {
        try await Transcript.expect(
            #"""
            $ invitectl init 2>/dev/null
            made the state folder <state>
            $ printf 'sep=;\r\nid;name;slug\r\n42;"A; ""c""";a\r\n43;Bad;No Slug\r\n44; ;x\r\n45;Org;\r\n' >$WORK/t.csv
            $ printf '\357\273\277teamId,userId,role,accepted\n42,17,ADMIN,t\n42,18,KING,WAHR\n43,19,OWNER,t\n43,x,OWNER,t\n9,20,MEMBER,t\n42,21,MEMBER\n' >$WORK/m.csv
            $ printf 'teamId,token,expires\n43,%064x,\n42,%064x,\n' 1 2 >$WORK/i.csv
            $ cd $WORK; invitectl import --teams t.csv --members m.csv --invites i.csv >/dev/null 2>&1
            [1]
            $ cd $WORK; invitectl import --teams t.csv --members m.csv --invites i.csv --skip-bad bad.csv --dry-run; ls
            would import 2 teams, 1 member, 0 keys, 1 invite
            i.csv
            m.csv
            state
            t.csv
            ! invitectl: left out: t.csv, row 3, column 'slug': expected 1 to 255 lower-case letters of any alphabet, digits, emoji, hyphens, underscores and dots, no dot in front, found 'No Slug'; and 1 row of m.csv, 1 row of i.csv that belong to it
            ! invitectl: left out: t.csv, row 4, column 'name': expected 1 to 255 characters, at least one of them visible, found ' '
            ! invitectl: left out: m.csv, row 3, column 'role': expected MEMBER, ADMIN or OWNER, found 'KING'
            ! invitectl: left out: m.csv, row 3, column 'accepted': expected yes or no, true or false, t or f, 1 or 0, found 'WAHR'; write t: that is how a spreadsheet in another language says true
            ! invitectl: left out: m.csv, row 5, column 'userId': expected a number from 1 to 2147483647, found 'x'
            ! invitectl: left out: m.csv, row 7, column 'accepted': expected yes or no, true or false, t or f, 1 or 0, found nothing
            ! invitectl: left out: m.csv, row 6, column 'teamId': expected a team of these files or of the state, found '9'
            ! would leave out 8 rows
            $ cd $WORK; invitectl import --teams t.csv --members m.csv --invites i.csv --skip-bad bad.csv 2>err; echo $?; tail -n 1 err; ls -l bad* | cut -c1-10; ls bad*
            imported 2 teams, 1 member, 0 keys, 1 invite
            65
            left out 8 rows, now in bad-teams.csv, bad-members.csv, bad-invites.csv with the reasons: mend them there, and import that
            -rw-------
            -rw-------
            -rw-------
            bad-invites.csv
            bad-members.csv
            bad-teams.csv
            $ cat $WORK/bad-teams.csv | tr '\r' '#'
            sep=;#
            "reason";id;name;slug#
            "column 'slug': expected 1 to 255 lower-case letters of any alphabet, digits, emoji, hyphens, underscores and dots, no dot in front, found 'No Slug'";43;Bad;No Slug#
            "column 'name': expected 1 to 255 characters, at least one of them visible, found ' '";44; ;x#
            $ od -An -tx1 -N3 $WORK/bad-members.csv; cut -c4- $WORK/bad-members.csv | head -n 1; sed 1d $WORK/bad-members.csv | sed 's/^\("[^"]\{0,28\}\)[^"]*"/\1"/'
             ef bb bf
            "reason",teamId,userId,role,accepted
            "column 'role': expected MEMB",42,18,KING,WAHR
            "team 43 was left out (t.csv,",43,19,OWNER,t
            "column 'userId': expected a ",43,x,OWNER,t
            "column 'teamId': expected a ",9,20,MEMBER,t
            "column 'accepted': expected ",42,21,MEMBER
            $ sed 's/,0*1,/,TOKEN,/' $WORK/bad-invites.csv
            "reason",teamId,token,expires
            "team 43 was left out (t.csv, row 3)",43,TOKEN,
            $ invitectl check
            2 teams, 1 member, 1 invite, 0 credentials: all is well
            $ cd $WORK; invitectl import --teams t.csv --members m.csv --invites i.csv --skip-bad bad.csv 2>&1 | head -n 1
            Error: 'bad-invites.csv' is there already; name another file with --skip-bad, or move that one away
            $ cd $WORK; sed -i 's/;No Slug/;slug/' bad-teams.csv; sed -i 's/KING,WAHR/ADMIN,true/; s/MEMBER$/MEMBER,f/' bad-members.csv; invitectl import --teams bad-teams.csv --members bad-members.csv --invites bad-invites.csv --skip-bad still.csv 2>/dev/null
            imported 1 team, 3 members, 0 keys, 1 invite
            [65]
            $ cd $WORK; sed 1d still-members.csv | sed 's/^\("[^"]\{0,28\}\)[^"]*"/\1"/'; sed 1d still-teams.csv | tail -n 1 | cut -c82-93; ls still*
            "column 'userId': expected a ",43,x,OWNER,t
            "column 'teamId': expected a ",9,20,MEMBER,t
             ' '";44; ;x
            still-members.csv
            still-teams.csv
            """#
        )
    }

    @Test("--skip-bad with lines of an export, from a pipe, into one file")
    func lines() async throws {
        try await Transcript.expect(
            #"""
            $ invitectl init 2>/dev/null
            made the state folder <state>
            $ printf '{"team":{"id":42,"name":"Acme"}}\n{"member":{"teamId":42,"userId":0,"role":"OWNER","accepted":true}} \n{"member":{"teamId":42,"userId":18,"role":"OWNER","accepted":true}}\n' | invitectl --json import - --skip-bad $WORK/bad.jsonl | jq -c '[.imported.members, .leftOut.rows, (.leftOut.problems | length)]'
            [1,1,1]
            $ cat $WORK/bad.jsonl
            {"member":{"teamId":42,"userId":0,"role":"OWNER","accepted":true},"reason":"column 'userId': expected a number from 1 to 2147483647, found '0'"}
            $ invitectl import $WORK/bad.jsonl --skip-bad $WORK/again.jsonl >/dev/null 2>&1; cmp $WORK/bad.jsonl $WORK/again.jsonl
            $ sed -i 's/"userId":0/"userId":17/' $WORK/bad.jsonl; invitectl import $WORK/bad.jsonl --skip-bad $WORK/none.jsonl; ls $WORK
            imported 0 teams, 1 member, 0 keys, 0 invites
            again.jsonl
            bad.jsonl
            state
            $ printf '{"team":{"id":43,"name":""}}\nnot json\n' | invitectl import - --skip-bad $WORK/none.jsonl
            ! invitectl: error: -, row 1, column 'name': expected 1 to 255 characters, at least one of them visible, found ''
            ! invitectl: error: -, row 2: an unknown word at byte 0; expected one object a line, such as {"team":{"id":42,"name":"Acme"}} (or name the table: --teams FILE.csv)
            ! invitectl: error: nothing was imported
            [64]
            $ printf '{"taem":{"id":50}}\n{"team":{"id":51,"name":"X","nmae":""}}\n{"team":{"id":52,"name":"Y"}}\n' >$WORK/odd; cd $WORK; invitectl import odd; invitectl import odd --skip-bad left
            imported 1 team, 0 members, 0 keys, 0 invites
            ! invitectl: error: odd, row 1: neither a team nor a member, a key or an invite (is 'taem' a team?); expected one object a line, such as {"team":{"id":42,"name":"Acme"}} (or name the table: --teams FILE.csv)
            ! invitectl: error: odd, row 2: unknown property 'nmae' of a team (is it 'name'?)
            ! invitectl: error: nothing was imported
            ! invitectl: left out: odd, row 1: neither a team nor a member, a key or an invite (is 'taem' a team?); expected one object a line, such as {"team":{"id":42,"name":"Acme"}} (or name the table: --teams FILE.csv)
            ! invitectl: left out: odd, row 2: unknown property 'nmae' of a team (is it 'name'?)
            ! left out 2 rows, now in left with the reasons: mend them there, and import that
            [65]
            $ cut -c1-60 $WORK/left
            {"taem":{"id":50},"reason":"neither a team nor a member, a k
            {"team":{"id":51,"name":"X","nmae":""},"reason":"unknown pro
            $ cd $WORK; invitectl import again.jsonl --skip-bad nowhere/bad.jsonl
            ! invitectl: error: 'nowhere/bad.jsonl' cannot be written: No such file or directory; nothing was imported
            [74]
            """#
        )
    }
}
