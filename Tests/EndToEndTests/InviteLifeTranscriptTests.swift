import Testing

/// What an operator sees and does after an invite is out, by `invitectl`.
@Suite(.timeLimit(.minutes(1)))
struct InviteLifeTranscriptTests {
    @Test("an invite is shown again, used, watched and ended")
    func life() async throws {
        try await Transcript.expect(
            from: .teamOfAda,
            #"""
            $ invitectl key issue --user 1 --instance-admin --can-vouch >$WORK/key 2>/dev/null
            $ invitectl invite create --team 42 --as-user 17 --max-uses 2 >$WORK/link
            ! made invite <invite>, which ends <time>
            $ invitectl invite list --team 42 --json | jq -r '.[0].id' >$WORK/id
            $ invitectl invite link $(cat $WORK/id) | diff - $WORK/link
            ! showed the link of invite <invite>, which ends <time>
            $ invitectl invite redemptions $(cat $WORK/id)
            USER  MEMBERSHIP  E-MAIL  NAME  ROLE  REDEEMED
            $ invitectl invite redemptions $(cat $WORK/id) --json
            []
            $ join $(cat $WORK/link) $(cat $WORK/key) 99
            200
            $ join $(cat $WORK/link) $(cat $WORK/key) 99
            200
            $ signup $(cat $WORK/link) Grace+Hopper grace%40example.com
            303
            $ join $(cat $WORK/link) $(cat $WORK/key) 100
            410
            $ invitectl invite list --team 42
            ID                        STATUS     ROLE    USES    EXPIRES                   BY       NAME
            <invite>  exhausted  MEMBER  2 of 2  <time>  user 17  -
            $ invitectl invite redemptions $(cat $WORK/id)
            USER  MEMBERSHIP  E-MAIL             NAME          ROLE    REDEEMED
            99    5           -                  Guest 99      MEMBER  <time>
            -     6           grace@example.com  Grace Hopper  MEMBER  <time>
            $ invitectl member remove --team 42 --user 99
            user 99 is no longer in team 42
            $ invitectl invite redemptions $(cat $WORK/id) --json | jq '.[0]'
            {
              "userId": 99,
              "subject": null,
              "membershipId": 5,
              "email": null,
              "name": "Guest 99",
              "role": "MEMBER",
              "redeemedAt": "<time>"
            }
            $ invitectl invite list --team 42 --json | jq '.[0]'
            {
              "id": "<invite>",
              "teamId": 42,
              "name": null,
              "status": "exhausted",
              "role": "MEMBER",
              "maxUses": 2,
              "uses": 2,
              "remainingUses": 0,
              "expiresInDays": 7,
              "expiresAt": "<time>",
              "allowedEmailDomains": [],
              "metadata": {},
              "createdAt": "<time>",
              "createdBy": 17,
              "createdBySubject": null,
              "updatedAt": "<time>",
              "lastUsedAt": "<time>",
              "revokedAt": null,
              "version": 1
            }
            $ invitectl invite link $(cat $WORK/id)
            ! invitectl: error: the invite is exhausted; 'invitectl invite edit --max-uses' lets more people in
            [1]
            $ invitectl invite edit $(cat $WORK/id) --max-uses 1
            ! invitectl: error: 2 have joined by the invite already; allow at least as many
            [1]
            $ invitectl invite edit $(cat $WORK/id) --no-limit
            edited <invite>
            $ invitectl invite edit $(cat $WORK/id) --no-limit
            <invite> is like that already
            $ join $(cat $WORK/link) $(cat $WORK/key) 100
            200
            $ invitectl invite link $(cat $WORK/id) --json | jq 'keys_unsorted[0], .uses, .status'
            "inviteLink"
            3
            "active"
            $ invitectl invite revoke $(cat $WORK/id)
            revoked <invite>
            $ invitectl invite link $(cat $WORK/id)
            ! invitectl: error: the invite is revoked; 'invitectl invite create' makes another
            [1]
            $ invitectl invite edit $(cat $WORK/id) --no-limit
            ! invitectl: error: the invite is revoked; 'invitectl invite create' makes another
            [1]
            $ invitectl invite redemptions $(cat $WORK/id) | wc -l
            4
            $ jq -r .event $INVITE_STATE_DIR/teams/42.jsonl
            team.created
            member.added
            invite.created
            invite.linkShown
            invite.redeemed
            invite.redeemed
            member.removed
            invite.edited
            invite.redeemed
            invite.linkShown
            invite.revoked
            $ invitectl invite link 0000002a0000000000000000
            ! invitectl: error: there is no such invite; 'invitectl invite list' shows a team's
            [1]
            $ invitectl invite redemptions 0000002a0000000000000000
            ! invitectl: error: there is no such invite; 'invitectl invite list' shows a team's
            [1]
            $ invitectl invite edit 0000002a0000000000000000 --pause
            ! invitectl: error: there is no such invite; 'invitectl invite list' shows a team's
            [1]
            $ invitectl invite link 000000630000000000000000
            ! invitectl: error: there is no team 99; 'invitectl team list' shows them all
            [1]
            $ invitectl check
            1 team, 3 members, 1 invite, 1 credential: all is well
            """#
        )
    }

    @Test("an invite is edited, and contradictions are explained with 64")
    func editing() async throws {
        try await Transcript.expect(
            from: .teamOfAda,
            #"""
            $ invitectl member add --team 42 --user 18 --role ADMIN
            user 18 is ADMIN of team 42
            $ invitectl invite create --team 42 --as-user 17 2>/dev/null | cut -c 1-40
            https://app.example.com/signup?token=000
            $ invitectl invite list --team 42 --json | jq -r '.[0].id' >$WORK/id
            $ invitectl invite edit $(cat $WORK/id) --expires-at 2999-12-31T23:00:00+01:00 --max-uses 5 --name Spring --pause --allow-domain Example.com example.org
            edited <invite>
            $ invitectl invite list --team 42 --json | jq -c '.[0] | [.name, .status, .maxUses, .expiresInDays, .expiresAt, .allowedEmailDomains, .version]'
            ["Spring","paused",5,null,"<time>",["example.com","example.org"],2]
            $ invitectl invite list --team 42
            ID                        STATUS  ROLE    USES    EXPIRES                   BY       NAME
            <invite>  paused  MEMBER  0 of 5  <time>  user 17  Spring
            $ invitectl invite link $(cat $WORK/id)
            ! invitectl: error: the invite is paused; 'invitectl invite edit --resume' lets people in again
            [1]
            $ invitectl invite edit $(cat $WORK/id) --resume --never-expires --allow-any-domain --json | jq -c '[.name, .status, .maxUses, .expiresAt, .allowedEmailDomains, .version]'
            ["Spring","active",5,null,[],3]
            $ invitectl invite edit $(cat $WORK/id) --expires-in-days 30 --json | jq -c '[.expiresInDays, .version]'
            [30,4]
            $ invitectl invite edit $(cat $WORK/id) --expires-in-days 0
            ! invitectl: error: --expires-in-days is not valid; expected an integer from 1 to 365
            [1]
            $ invitectl invite edit $(cat $WORK/id) --expires-at 2020-01-01T00:00:00Z
            ! invitectl: error: --expires-at is not valid; expected a moment in the future
            [1]
            $ invitectl invite edit $(cat $WORK/id) --allow-domain nonsense
            ! invitectl: error: --allow-domain is not valid; expected a domain name such as example.com
            [1]
            $ invitectl invite edit $(cat $WORK/id)
            ! Error: Name what is to change, for example --pause.
            ! Usage: invitectl invite edit [<options>] <id>
            !   See 'invitectl invite edit --help' for more information.
            [64]
            $ invitectl invite edit $(cat $WORK/id) --pause --resume 2>&1 | head -n 1
            Error: Use only one of --pause, --resume.
            $ invitectl invite edit $(cat $WORK/id) --max-uses 1 --no-limit 2>&1 | head -n 1
            Error: Use only one of --max-uses, --no-limit.
            $ invitectl invite edit $(cat $WORK/id) --expires-in-days 1 --expires-at 2999-01-01T00:00:00Z --never-expires 2>&1 | head -n 1
            Error: Use only one of --expires-in-days, --expires-at, --never-expires.
            $ invitectl invite edit $(cat $WORK/id) --allow-domain example.com --allow-any-domain 2>&1 | head -n 1
            Error: Use only one of --allow-domain, --allow-any-domain.
            $ invitectl invite edit $(cat $WORK/id) --expires-at tomorrow 2>&1 | head -n 1
            Error: The value 'tomorrow' is invalid for '--expires-at <time>'
            $ invitectl invite list --team 42 --json | jq .[0].version
            4
            """#
        )
    }

    @Test("invites are found and revoked by who made them")
    func byCreator() async throws {
        try await Transcript.expect(
            from: .teamOfAda,
            #"""
            $ invitectl member add --team 42 --user 18 --role ADMIN
            user 18 is ADMIN of team 42
            $ for user in 17 17 18; do invitectl invite create --team 42 --as-user $user >/dev/null 2>&1; done
            $ invitectl invite list --team 42 --created-by 18
            ID                        STATUS  ROLE    USES  EXPIRES                   BY       NAME
            <invite>  active  MEMBER  0     <time>  user 18  -
            $ invitectl invite list --team 42 --created-by 99
            ID  STATUS  ROLE  USES  EXPIRES  BY  NAME
            $ invitectl invite revoke --team 42 --created-by 17
            revoked 2 invites of user 17 in team 42
            $ invitectl invite revoke --team 42 --created-by 17 --json
            {"revoked":0}
            $ invitectl invite list --team 42 --created-by 17 --status revoked | tail -n +2 | wc -l
            2
            $ invitectl invite list --team 42 --status active
            ID                        STATUS  ROLE    USES  EXPIRES                   BY       NAME
            <invite>  active  MEMBER  0     <time>  user 18  -
            $ invitectl invite revoke --json $(invitectl invite list --team 42 --status active --json | jq -r '.[].id')
            {"revoked":1}
            $ invitectl invite revoke
            ! Error: Name invites by their ids, or by --team and --created-by or --created-by-subject.
            ! Usage: invitectl invite revoke [--state <dir>] [--json] [<ids> ...] [--team <team>] [--created-by <number>] [--created-by-subject <subject>] [--decline-pending] [--dry-run]
            !   See 'invitectl invite revoke --help' for more information.
            [64]
            $ invitectl invite revoke --team 42 2>&1 | head -n 1
            Error: Name invites by their ids, or by --team and --created-by or --created-by-subject.
            $ invitectl invite revoke --created-by 17 2>/dev/null
            [64]
            $ invitectl invite revoke --team 42 --created-by 17 0000002a0000000000000000 2>/dev/null
            [64]
            $ invitectl invite revoke --team 99 --created-by 17
            ! invitectl: error: there is no team 99; 'invitectl team list' shows them all
            [1]
            $ invitectl check
            1 team, 2 members, 3 invites, 0 credentials: all is well
            """#
        )
    }
}
