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
              "members": 0,
              "invites": 0
            }
            $ invitectl team show 4711
            ! invitectl: error: there is no team 4711; 'invitectl team list' shows them all
            [1]
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
