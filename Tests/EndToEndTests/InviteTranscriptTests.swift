import Testing

/// Invites, by `invitectl`.
@Suite(.timeLimit(.minutes(1)))
struct InviteTranscriptTests {
    @Test("invites are made in an admin's name, listed and revoked")
    func invites() async throws {
        try await Transcript.expect(
            from: .teamWithAdmin,
            #"""
            $ invitectl member add --team 42 --user 18 --role MEMBER
            user 18 is MEMBER of team 42
            $ invitectl member add --team 42 --user 19 --role ADMIN --pending
            user 19 is to be ADMIN of team 42
            $ invitectl invite create --team 42 --as-user 17
            https://app.example.com/signup?token=<token>&callbackUrl=/getting-started
            ! made invite <invite>, which ends <time>
            $ invitectl invite create --team 42 --as-user 17 --expires-in-days 1 --max-uses 3 --name Spring --json | jq .
            {
              "inviteLink": "https://app.example.com/signup?token=<token>&callbackUrl=/getting-started",
              "id": "<invite>",
              "teamId": 42,
              "name": "Spring",
              "status": "active",
              "role": "MEMBER",
              "maxUses": 3,
              "uses": 0,
              "remainingUses": 3,
              "expiresInDays": 1,
              "expiresAt": "<time>",
              "allowedEmailDomains": [],
              "metadata": {},
              "createdAt": "<time>",
              "createdBy": 17,
              "createdBySubject": null,
              "updatedAt": "<time>",
              "lastUsedAt": null,
              "revokedAt": null,
              "version": 1
            }
            $ invitectl invite list --team 42
            ID                        STATUS  ROLE    USES    EXPIRES                   BY       NAME
            <invite>  active  MEMBER  0 of 3  <time>  user 17  Spring
            <invite>  active  MEMBER  0       <time>  user 17  -
            $ invitectl invite list --team 42 --json | jq '.[1]'
            {
              "id": "<invite>",
              "teamId": 42,
              "name": null,
              "status": "active",
              "role": "MEMBER",
              "maxUses": null,
              "uses": 0,
              "remainingUses": null,
              "expiresInDays": 7,
              "expiresAt": "<time>",
              "allowedEmailDomains": [],
              "metadata": {},
              "createdAt": "<time>",
              "createdBy": 17,
              "createdBySubject": null,
              "updatedAt": "<time>",
              "lastUsedAt": null,
              "revokedAt": null,
              "version": 1
            }
            $ invitectl invite revoke $(invitectl invite list --team 42 --json | jq -r '.[].id')
            revoked <invite>
            revoked <invite>
            $ invitectl invite revoke $(invitectl invite list --team 42 --json | jq -r '.[0].id')
            revoked <invite>
            $ invitectl invite list --team 42 --status active
            ID  STATUS  ROLE  USES  EXPIRES  BY  NAME
            $ invitectl invite list --team 42 --status revoked | tail -n 1
            <invite>  revoked  MEMBER  0       <time>  user 17  -
            $ jq -r .event $INVITE_STATE_DIR/teams/42.jsonl | tail -n 3
            invite.created
            invite.revoked
            invite.revoked
            $ invitectl check
            1 team, 3 members, 2 invites, 0 credentials: all is well
            """#
        )
    }

    @Test("whoever may not is refused with 77, what may not be with 1")
    func refusals() async throws {
        try await Transcript.expect(
            from: .teamWithAdmin,
            #"""
            $ invitectl member add --team 42 --user 18 --role MEMBER
            user 18 is MEMBER of team 42
            $ invitectl member add --team 42 --user 19 --role ADMIN --pending
            user 19 is to be ADMIN of team 42
            $ invitectl invite create --team 42 --as-user 18
            ! invitectl: error: user 18 is no ADMIN of team 42
            [77]
            $ invitectl invite create --team 42 --as-user 19
            ! invitectl: error: the user is not a member of team 42, or there is no such team
            [77]
            $ invitectl invite create --team 42 --as-user 99
            ! invitectl: error: the user is not a member of team 42, or there is no such team
            [77]
            $ invitectl invite create --team 42 --as-user 17 --role OWNER
            ! invitectl: error: a link may not grant OWNER; at most MEMBER
            [77]
            $ INVITE_MAX_ROLE=OWNER invitectl invite create --team 42 --as-user 17 --role OWNER
            ! invitectl: error: a link may not grant OWNER; at most ADMIN
            [77]
            $ invitectl invite create --team 42 --as-user 17 --max-uses 0
            ! invitectl: error: --max-uses is not valid; expected an integer from 1 to 2147483647
            [1]
            $ invitectl invite create --team 42 --as-user 17 --expires-in-days 366
            ! invitectl: error: --expires-in-days is not valid; expected an integer from 1 to 365
            [1]
            $ invitectl invite create --team 4711 --as-user 17
            ! invitectl: error: there is no team 4711; 'invitectl team list' shows them all
            [1]
            $ INVITE_MAX_ACTIVE=1 invitectl invite create --team 42 --as-user 17 >/dev/null 2>&1
            $ INVITE_MAX_ACTIVE=1 invitectl invite create --team 42 --as-user 17
            ! invitectl: error: the team has 1 live invites and may not have more; revoke some
            [1]
            $ invitectl invite revoke 0000002a0000000000000000
            ! invitectl: error: there is no invite <invite>, so nothing was revoked; 'invitectl invite list' shows a team's
            [1]
            $ invitectl invite revoke $(invitectl invite list --team 42 --json | jq -r '.[0].id') 0000002b0000000000000000 2>&1 | grep -c 'no invite 0000002b0*,'
            1
            $ invitectl invite list --team 42 --status active --json | jq length
            1
            $ invitectl invite list --team 4711
            ! invitectl: error: there is no team 4711; 'invitectl team list' shows them all
            [1]
            """#
        )
    }
}
