import Testing

/// People who signed up and wait, by `invitectl`.
@Suite(.timeLimit(.minutes(1)))
struct PendingMemberTranscriptTests {
    @Test("who signed up is seen, accepted, given a number, or declined")
    func pending() async throws {
        try await Transcript.expect(
            from: .teamOfAda,
            #"""
            $ invitectl invite create --team 42 --as-user 17 >$WORK/link 2>/dev/null
            $ signup $(cat $WORK/link) Grace+Hopper grace%40example.com
            303
            $ signup $(cat $WORK/link) Alan alan%40example.com
            303
            $ signup $(cat $WORK/link) Grace++Hopper GRACE%40example.com
            303
            $ invitectl member list --team 42
            ID  USER  ROLE    STATUS    E-MAIL             NAME          SINCE
            2   17    ADMIN   accepted  -                  Ada           <time>
            4   -     MEMBER  pending   grace@example.com  Grace Hopper  <time>
            5   -     MEMBER  pending   alan@example.com   Alan          <time>
            $ invitectl member list --team 42 --pending
            ID  USER  ROLE    STATUS   E-MAIL             NAME          SINCE
            4   -     MEMBER  pending  grace@example.com  Grace Hopper  <time>
            5   -     MEMBER  pending  alan@example.com   Alan          <time>
            $ invitectl member list --team 42 --pending --json | jq '.[0]'
            {
              "id": 4,
              "userId": null,
              "subject": null,
              "role": "MEMBER",
              "accepted": false,
              "email": "grace@example.com",
              "name": "Grace Hopper",
              "joinedAt": "<time>",
              "inviteId": "<invite>"
            }
            $ invitectl member accept --team 42 --member 4
            grace@example.com is MEMBER of team 42
            ! who it is in the host application is not known; 'invitectl member accept --as-user' or '--as-subject' says so
            $ invitectl member accept --team 42 --member 4 --as-user 17
            ! invitectl: error: user 17 is a member of team 42 already
            [1]
            $ invitectl member accept --team 42 --member 4 --as-user 20
            user 20 is MEMBER of team 42
            $ invitectl member accept --team 42 --user 20 --json
            {"id":4,"userId":20,"subject":null,"role":"MEMBER","accepted":true,"email":"grace@example.com","name":"Grace Hopper","joinedAt":"<time>","inviteId":"<invite>"}
            $ invitectl member accept --team 42 --member 4 --as-user 21
            ! invitectl: error: the member is user 20 already, and nobody else
            [1]
            $ invitectl member decline --team 42 --member 4
            ! invitectl: error: user 20 is a member of team 42 already; 'invitectl member remove' takes out accepted members
            [1]
            $ invitectl member decline --team 42 --member 5
            declined alan@example.com
            $ invitectl member decline --team 42 --member 5
            ! invitectl: error: there is no membership 5 in team 42; 'invitectl member list' shows them
            [1]
            $ signup $(cat $WORK/link) Alan alan%40example.com
            303
            $ invitectl member decline --team 42 --member 9 --json | jq -c '[.id, .accepted, .email]'
            [9,false,"alan@example.com"]
            $ invitectl member list --team 42 --pending
            ID  USER  ROLE  STATUS  E-MAIL  NAME  SINCE
            $ invitectl member set-role --team 42 --member 4 --role ADMIN
            user 20 is ADMIN of team 42
            $ invitectl member remove --team 42 --member 4
            user 20 is no longer in team 42
            $ invitectl member remove --team 42 --member 4
            ! invitectl: error: there is no membership 4 in team 42; 'invitectl member list' shows them
            [1]
            $ invitectl member accept --team 4711 --member 4
            ! invitectl: error: there is no team 4711; 'invitectl team list' shows them all
            [1]
            $ jq -r .event $INVITE_STATE_DIR/teams/42.jsonl | tail -n 8
            invite.redeemed
            member.changed
            member.changed
            member.removed
            invite.redeemed
            member.removed
            member.changed
            member.removed
            $ invitectl invite list --team 42 --json | jq .[0].uses
            3
            $ invitectl check
            1 team, 1 member, 1 invite, 0 credentials: all is well
            """#
        )
    }

    @Test("two people who give one address stay two, in a ledger and through an export")
    func sameAddress() async throws {
        try await Transcript.expect(
            from: .teamOfAda,
            #"""
            $ invitectl invite create --team 42 --as-user 17 >$WORK/link 2>/dev/null
            $ signup $(cat $WORK/link) Grace grace%40example.com
            303
            $ signup $(cat $WORK/link) Mallory grace%40example.com
            303
            $ signup $(cat $WORK/link) Grace GRACE%40example.com
            303
            $ invitectl invite list --team 42 --json | jq .[0].uses
            2
            $ invitectl export >$WORK/all.jsonl
            $ invitectl init --state $WORK/other >/dev/null 2>&1
            $ sed 1d $WORK/all.jsonl | invitectl import --state $WORK/other -
            imported 1 team, 3 members, 0 keys, 1 invite
            $ sed 1d $WORK/all.jsonl | invitectl import --state $WORK/other -
            nothing has changed
            ! there already, and left as it is: 1 team, 3 members, 0 keys, 1 invite
            $ invitectl member list --state $WORK/other --team 42 --pending --json | jq -c '.[] | [.name, .email]'
            ["Grace","grace@example.com"]
            ["Mallory","grace@example.com"]
            """#
        )
    }

    @Test("many are accepted or declined at a time, all or none, and a link goes with everybody who came by it")
    func many() async throws {
        try await Transcript.expect(
            from: .organization,
            #"""
            $ invitectl member add --team 42 --user 17 --role ADMIN >/dev/null; for link in a b; do invitectl invite create --team 42 --as-user 17 --name $link >$WORK/$link 2>/dev/null; done
            $ for name in 1 2 3 4 5 6; do signup $(cat $WORK/a) N$name n$name%40example.com; done | uniq -c | tr -s ' '
             6 303
            $ for name in 7 8; do signup $(cat $WORK/b) N$name n$name%40example.com; done
            303
            303
            $ invitectl invite list --team 42 --json | jq -r '.[] | select(.name == "a").id' >$WORK/id
            $ cp $INVITE_STATE_DIR/teams/42.jsonl $WORK/before; invitectl member accept --team 42 --member 5 6 99; invitectl member decline --team 42 --member 5 --member 2; invitectl member decline --all --invite $(cat $WORK/id) --dry-run; cmp $WORK/before $INVITE_STATE_DIR/teams/42.jsonl
            would decline n1@example.com
            would decline n2@example.com
            would decline n3@example.com
            would decline n4@example.com
            would decline n5@example.com
            would decline n6@example.com
            would decline 6 pending members who came by <invite> in team 42
            ! invitectl: error: there is no membership 99 in team 42; 'invitectl member list' shows them
            ! invitectl: error: user 17 is a member of team 42 already; 'invitectl member remove' takes out accepted members
            $ invitectl member accept --team 42 --member 5 6 --member 5
            n1@example.com is MEMBER of team 42
            n2@example.com is MEMBER of team 42
            ! who it is in the host application is not known for 2 of them; 'invitectl member accept --as-user' or '--as-subject' says so
            $ invitectl member list --team 7 --json | jq -c 'map(.email)'
            [null,"n1@example.com","n2@example.com"]
            $ invitectl member accept --team 42 --member 5 --member 6 --json | jq -c 'map(.accepted)'
            [true,true]
            $ invitectl member decline --team 42 --member 7 --member 8 --json | jq -c 'map(.email)'
            ["n3@example.com","n4@example.com"]
            $ invitectl invite revoke $(cat $WORK/id) --decline-pending --dry-run
            would revoke <invite> and decline 2 pending members who came by it
            $ invitectl invite revoke $(cat $WORK/id) --decline-pending
            revoked <invite> and declined 2 pending members who came by it
            $ invitectl invite revoke $(cat $WORK/id) --decline-pending
            revoked <invite> and declined 0 pending members who came by it
            $ invitectl --json invite revoke $(cat $WORK/id) --decline-pending
            {"revoked":1,"declined":0}
            $ invitectl member decline --all --invite $(cat $WORK/id)
            declined 0 pending members who came by <invite> in team 42
            $ invitectl member list --team 42 --json | jq -c 'map([.id, .accepted])'
            [[2,true],[5,true],[6,true],[11,false],[12,false]]
            $ invitectl invite revoke --team 42 --created-by 17 --decline-pending
            revoked 1 invite of user 17 in team 42 and declined 2 pending members who came by them
            $ tail -n 3 $INVITE_STATE_DIR/teams/42.jsonl | jq -c '[.seq, .event]'
            [20,"invite.revoked"]
            [21,"member.removed"]
            [22,"member.removed"]
            $ invitectl check
            2 teams, 6 members, 2 invites, 0 credentials: all is well
            """#
        )
    }

    @Test("a member is named by one thing or the other")
    func naming() async throws {
        try await Transcript.expect(
            #"""
            $ invitectl member accept --team 42
            ! Error: Name the members by --user, --subject or --member, which may be repeated.
            ! Usage: invitectl member accept [--state <dir>] [--json] --team <team> [--user <number> ...] [--subject <subject> ...] [--member <id> ...] [--as-user <number>] [--as-subject <subject>]
            !   See 'invitectl member accept --help' for more information.
            [64]
            $ invitectl member decline --team 42 --member 2 --all 2>&1 | head -n 1
            Error: Name the members by --user, --subject or --member, or decline --all of them.
            $ invitectl member decline --all 2>&1 | head -n 1
            Error: Name the team by --team.
            $ invitectl member decline --member 2 --invite 0000002a0000000000000001 2>&1 | head -n 1
            Error: Say --all --invite for all who came by an invite.
            $ invitectl member decline --team 43 --all --invite 0000002a0000000000000001 2>&1 | head -n 1
            Error: The invite is one of team 42, not of team 43.
            $ invitectl member accept --team 42 --member 2 3 --as-user 9 2>&1 | head -n 1
            Error: Name one member with --as-user or --as-subject: nobody else is that user.
            $ invitectl member remove --team 42 --user 17 --member 2 2>&1 | head -n 1
            Error: Name the member by one of --user, --subject and --member.
            $ invitectl member remove --team 42 2>/dev/null
            [64]
            $ invitectl member set-role --team 42 --role ADMIN 2>/dev/null
            [64]
            $ invitectl member accept --team 42 --member x 2>/dev/null
            [64]
            $ invitectl member accept --member 2 2>&1 | head -n 1
            Error: Missing expected argument '--team <team>'
            """#
        )
    }

    @Test("whoever is accepted becomes a member of the organization, and check notes who is not")
    func organization() async throws {
        try await Transcript.expect(
            from: .organization,
            #"""
            $ invitectl member add --team 42 --user 17 --role ADMIN
            user 17 is ADMIN of team 42
            $ invitectl invite create --team 42 --as-user 17 >$WORK/link 2>/dev/null
            $ signup $(cat $WORK/link) Grace+Hopper grace%40example.com
            303
            $ invitectl member list --team 7
            ID  USER  ROLE    STATUS    E-MAIL  NAME  SINCE
            2   17    MEMBER  accepted  -       -     <time>
            $ invitectl member accept --team 42 --member 4 --as-user 20
            user 20 is MEMBER of team 42
            $ invitectl member list --team 7
            ID  USER  ROLE    STATUS    E-MAIL             NAME          SINCE
            2   17    MEMBER  accepted  -                  -             <time>
            3   20    MEMBER  accepted  grace@example.com  Grace Hopper  <time>
            $ echo '{"seq":6,"at":"2026-01-01T00:00:00.000Z","by":{"userId":1},"event":"member.added","member":{"id":6,"userId":21,"role":"MEMBER","accepted":true}}' >>$INVITE_STATE_DIR/teams/42.jsonl
            $ echo '{"seq":7,"at":"2026-01-01T00:00:00.000Z","by":{"userId":1},"event":"member.added","member":{"id":7,"userId":22,"role":"MEMBER","accepted":false}}' >>$INVITE_STATE_DIR/teams/42.jsonl
            $ invitectl check
            2 teams, 6 members, 1 invite, 0 credentials: all is well
            ! invitectl: note: member 6 of team 42 is not in its organization 7 yet; 'invitectl member accept --team 42 --member 6' completes that
            $ invitectl check --json 2>/dev/null | jq '(.problems | length), (.notes | length)'
            0
            1
            $ invitectl member accept --team 42 --member 6
            user 21 is MEMBER of team 42
            $ invitectl member list --team 7
            ID  USER  ROLE    STATUS    E-MAIL             NAME          SINCE
            2   17    MEMBER  accepted  -                  -             <time>
            3   20    MEMBER  accepted  grace@example.com  Grace Hopper  <time>
            4   21    MEMBER  accepted  -                  -             <time>
            $ invitectl check
            2 teams, 7 members, 1 invite, 0 credentials: all is well
            $ echo garbage >>$INVITE_STATE_DIR/teams/7.jsonl
            $ invitectl check
            1 team, 4 members, 1 invite, 0 credentials: 1 problem
            ! invitectl: problem: ledger '<state>/teams/7.jsonl' is damaged at line 5: something else than an object at byte 700
            [74]
            $ rm $INVITE_STATE_DIR/teams/7.jsonl
            $ invitectl check
            1 team, 4 members, 1 invite, 0 credentials: 1 problem
            ! invitectl: problem: organization 7 of team 42 has no ledger
            [74]
            $ invitectl member accept --team 42 --member 7
            ! invitectl: error: organization 7 of member 7 has no history; restore its ledger from a backup
            [74]
            """#
        )
    }
}
