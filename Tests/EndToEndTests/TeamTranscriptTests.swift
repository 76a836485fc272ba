import Testing

/// Teams and their members, by `invitectl`.
@Suite(.timeLimit(.minutes(1)))
struct TeamTranscriptTests {
    @Test("a state is made once, and is not there before")
    func stateIsMade() async throws {
        try await Transcript.expect(
            #"""
            $ invitectl check
            ! invitectl: error: there is no folder '<state>'; make the state with 'invitectl init'
            [74]
            $ invitectl init
            made the state folder <state>
            ! next: invitectl team create --name NAME, then member add, then key issue
            $ invitectl init
            ! invitectl: error: '<state>' holds a state already; name another folder
            [74]
            $ invitectl check
            0 teams, 0 members, 0 invites, 0 credentials: all is well
            $ invitectl check --json
            {"teams":0,"members":0,"invites":0,"credentials":0,"keySet":[],"problems":[],"notes":[]}
            $ ls -A $INVITE_STATE_DIR
            archive
            credentials
            format.json
            teams
            token.key
            $ stat -c '%A %n' $INVITE_STATE_DIR/* | sed 's|/.*/||'
            drwx------ archive
            drwx------ credentials
            -rw------- format.json
            drwx------ teams
            -rw------- token.key
            $ INVITE_STATE_DIR=$INVITE_STATE_DIR.other invitectl init --json | sed 's/.other//'
            {"state":"<state>"}
            """#
        )
    }

    @Test("teams are made, listed and shown")
    func teams() async throws {
        try await Transcript.expect(
            from: .emptyState,
            #"""
            $ invitectl team create --id 7 --name 'Umbrella Corp' --slug umbrella --organization
            made team 7
            $ invitectl team create --id 42 --name Acme --parent 7
            made team 42
            $ invitectl team create --name Next --json
            {"id":43}
            $ invitectl team create --id 42 --name Again
            ! invitectl: error: there is a team 42 already
            [1]
            $ invitectl team create --name Lost --parent 42
            ! invitectl: error: team 42 is not an organization, so no team can belong to it
            [1]
            $ invitectl team create --name Lost --parent 4711
            ! invitectl: error: there is no team 4711; 'invitectl team list' shows them all
            [1]
            $ invitectl team create --name ' '
            ! invitectl: error: --name is not valid; expected 1 to 255 characters, at least one of them visible
            [1]
            $ invitectl team create --name Acme --slug 'A b'
            ! invitectl: error: --slug is not valid; expected 1 to 255 lower-case letters of any alphabet, digits, emoji, hyphens, underscores and dots, no dot in front
            [1]
            $ invitectl team list
            ID  NAME           SLUG      ORGANIZATION  PARENT  MEMBERS  INVITES
            7   Umbrella Corp  umbrella  yes           -       0        0
            42  Acme           -         no            7       0        0
            43  Next           -         no            -       0        0
            $ invitectl team list --json | jq '.[0]'
            {
              "id": 7,
              "name": "Umbrella Corp",
              "slug": "umbrella",
              "isOrganization": true,
              "parentId": null,
              "createdAt": "<time>",
              "closedAt": null,
              "members": 0,
              "invites": 0
            }
            $ invitectl team show 42
            team 42: Acme
            slug: -
            organization: no
            parent: 7
            created: <time>
            members: 0
            invites: 0
            $ invitectl team show 42 --json | jq .
            {
              "id": 42,
              "name": "Acme",
              "slug": null,
              "isOrganization": false,
              "parentId": 7,
              "createdAt": "<time>",
              "closedAt": null,
              "members": 0,
              "invites": 0
            }
            $ invitectl team show 4711
            ! invitectl: error: there is no team 4711; 'invitectl team list' shows them all
            [1]
            """#
        )
    }

    @Test("a team is renamed, closed and reopened, and in between nobody gets in")
    func closing() async throws {
        try await Transcript.expect(
            from: .team,
            #"""
            $ invitectl team edit 42
            ! Error: Name what is to change, for example --name.
            ! Usage: invitectl team edit [--state <dir>] [--json] <team> [--name <name>] [--slug <slug>] [--no-slug]
            !   See 'invitectl team edit --help' for more information.
            [64]
            $ invitectl team edit 42 --name 'Acme Ltd' --slug acme
            edited team 42
            $ invitectl team edit 42 --slug acme
            team 42 is called that already
            $ invitectl team edit 42 --no-slug --json | jq -c '[.name,.slug]'
            ["Acme Ltd",null]
            $ invitectl team edit 42 --slug 'A b'
            ! invitectl: error: --slug is not valid; expected 1 to 255 lower-case letters of any alphabet, digits, emoji, hyphens, underscores and dots, no dot in front
            [1]
            $ invitectl member add --team 42 --user 17 --role OWNER
            user 17 is OWNER of team 42
            $ invitectl team close 42
            closed team 42
            $ invitectl team close 42
            team 42 is closed already
            $ invitectl team list
            ID  NAME      SLUG  ORGANIZATION  PARENT  MEMBERS  INVITES  CLOSED
            42  Acme Ltd  -     no            -       1        0        yes
            $ invitectl team show 42 | grep closed
            closed: since <time>, nobody gets in
            $ invitectl member add --team 42 --user 18 --role MEMBER
            ! invitectl: error: team 42 is closed; 'invitectl team reopen 42' lets people in again
            [1]
            $ invitectl invite create --team 42 --as-user 17
            ! invitectl: error: team 42 is closed; 'invitectl team reopen 42' lets people in again
            [1]
            $ invitectl ledger compact 42 >/dev/null; jq -r .event $INVITE_STATE_DIR/teams/42.jsonl
            team.snapshot.2
            $ invitectl check
            1 team, 1 member, 0 invites, 0 credentials: all is well
            $ invitectl export >$WORK/export; grep -o '"closed":true' $WORK/export
            "closed":true
            $ printf '{"member":{"teamId":42,"userId":18,"role":"MEMBER","accepted":true}}\n' >$WORK/more
            $ invitectl import $WORK/more 2>&1 | cut -d' ' -f4- | cut -d';' -f1,2
            row 1: team 42 is closed here and takes nobody in; 'invitectl team reopen 42' opens it
            was imported
            $ invitectl --state $WORK/other init >/dev/null 2>&1; cp $INVITE_STATE_DIR/token.key $WORK/other/token.key
            $ invitectl --state $WORK/other import $WORK/export 2>/dev/null
            imported 1 team, 1 member, 0 keys, 0 invites
            $ invitectl --state $WORK/other team list
            ID  NAME      SLUG  ORGANIZATION  PARENT  MEMBERS  INVITES  CLOSED
            42  Acme Ltd  -     no            -       1        0        yes
            $ invitectl team reopen 42 --json | jq .closedAt
            null
            $ invitectl team reopen 42
            team 42 is open already
            $ invitectl invite create --team 42 --as-user 17 2>/dev/null | sed 's/=.*//'
            https://app.example.com/signup?token
            $ invitectl ledger show 42 --archive | cut -d' ' -f8-
            operator    made team 42, Acme
            operator    named the team Acme Ltd, slug acme
            operator    named the team Acme Ltd, no slug
            operator    added user 17 as OWNER
            operator    closed the team
            operator    opened the team again
            user 17     made invite <invite> (MEMBER, ends <time>)
            """#
        )
    }

    @Test("members come, change and go, but for the last owner")
    func members() async throws {
        try await Transcript.expect(
            from: .team,
            #"""
            $ invitectl member add --team 42 --user 17 --role OWNER --email ada@example.com --name 'Ada Lovelace'
            user 17 is OWNER of team 42
            $ invitectl member add --team 42 --user 18 --role member --pending --json
            {"id":3}
            $ invitectl member add --team 42 --user 17 --role MEMBER
            ! invitectl: error: user 17 is a member of team 42 already
            [1]
            $ invitectl member add --team 42 --user 19 --role MEMBER --email nobody
            ! invitectl: error: --email is not valid; expected an e-mail address such as ada@example.com
            [1]
            $ invitectl member add --team 4711 --user 17 --role OWNER
            ! invitectl: error: there is no team 4711; 'invitectl team list' shows them all
            [1]
            $ invitectl member list --team 42
            ID  USER  ROLE    STATUS    E-MAIL           NAME          SINCE
            2   17    OWNER   accepted  ada@example.com  Ada Lovelace  <time>
            3   18    MEMBER  pending   -                -             <time>
            $ invitectl member list --team 42 --json | jq '.[0]'
            {
              "id": 2,
              "userId": 17,
              "subject": null,
              "role": "OWNER",
              "accepted": true,
              "email": "ada@example.com",
              "name": "Ada Lovelace",
              "joinedAt": "<time>",
              "inviteId": null
            }
            $ invitectl member list --team 4711
            ! invitectl: error: there is no team 4711; 'invitectl team list' shows them all
            [1]
            $ invitectl member set-role --team 42 --user 18 --role ADMIN
            user 18 is ADMIN of team 42
            $ invitectl member set-role --team 42 --user 17 --role MEMBER
            ! invitectl: error: team 42 must keep an owner; make somebody else OWNER first
            [1]
            $ invitectl member remove --team 42 --user 17
            ! invitectl: error: team 42 must keep an owner; make somebody else OWNER first
            [1]
            $ invitectl member remove --team 42 --user 18
            user 18 is no longer in team 42
            $ invitectl member remove --team 42 --user 18
            ! invitectl: error: user 18 is not a member of team 42
            [1]
            $ invitectl check
            1 team, 1 member, 0 invites, 0 credentials: all is well
            $ jq -r .event $INVITE_STATE_DIR/teams/42.jsonl
            team.created
            member.added
            member.added
            member.changed
            member.removed
            """#
        )
    }
}
