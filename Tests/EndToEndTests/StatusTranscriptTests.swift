import Testing

/// The state in numbers, by `invitectl status`.
@Suite(.timeLimit(.minutes(1)))
struct StatusTranscriptTests {
    @Test("teams, members, invites, credentials, bytes and joins are counted")
    func status() async throws {
        try await Transcript.expect(
            #"""
            $ invitectl status
            ! invitectl: error: there is no folder '<state>'; make the state with 'invitectl init'
            [74]
            $ invitectl init 2>/dev/null
            made the state folder <state>
            $ invitectl status | grep -v size
            teams        0
            members      0 accepted, 0 pending
            invites      0 active, 0 paused, 0 exhausted, 0 expired, 0 revoked
            credentials  0 live
            last write   <time>
            joins        ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁  nobody by invite
                         a bar a day, <date> to <date> UTC
            $ invitectl team create --id 42 --name Acme
            made team 42
            $ invitectl member add --team 42 --user 17 --role ADMIN
            user 17 is ADMIN of team 42
            $ invitectl member add --team 42 --user 18 --role ADMIN --pending
            user 18 is to be ADMIN of team 42
            $ invitectl key issue --user 17 >/dev/null 2>&1
            $ invitectl key revoke $(invitectl key issue --user 17 --json | jq -r .id) >/dev/null
            $ for n in 1 2 3; do invitectl invite create --team 42 --as-user 17 >/dev/null 2>&1; done
            $ invitectl invite list --team 42 --json | jq -r '.[].id' >$WORK/ids
            $ invitectl invite edit $(sed -n 1p $WORK/ids) --pause
            edited <invite>
            $ invitectl invite revoke $(sed -n 2p $WORK/ids)
            revoked <invite>
            $ id=$(sed -n 3p $WORK/ids); seq=9; for days in 60 29 3 3 3 3 3 3 3 3 2; do echo "{\"seq\":$seq,\"at\":\"$(date -u -d "$days days ago" +%FT%TZ)\",\"by\":{\"userId\":1},\"event\":\"invite.redeemed\",\"inviteId\":\"$id\",\"member\":{\"userId\":$((seq + 100)),\"role\":\"MEMBER\",\"accepted\":true}}"; seq=$((seq + 1)); done >>$INVITE_STATE_DIR/teams/42.jsonl
            $ invitectl member remove --team 42 --user 118
            user 118 is no longer in team 42
            $ invitectl status | sed '/size/s/[0-9.]* kB$/some kB/'
            teams        1
            members      11 accepted, 1 pending
            invites      1 active, 1 paused, 0 exhausted, 0 expired, 1 revoked
            credentials  1 live
            size         some kB
            last write   <time>
            joins        ▂▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁█▂▁▁  10 by invite, at most 8 a day
                         a bar a day, <date> to <date> UTC
            $ invitectl status --json | jq 'del(.bytes, .joinsPerDay)'
            {
              "teams": 1,
              "members": {
                "accepted": 11,
                "pending": 1
              },
              "invites": {
                "active": 1,
                "paused": 1,
                "exhausted": 0,
                "expired": 0,
                "revoked": 1
              },
              "liveCredentials": 1,
              "lastWriteAt": "<time>"
            }
            $ invitectl status --json | jq -c '[.joinsPerDay[].joins]'
            [1,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,8,1,0,0]
            $ test $(invitectl status --json | jq .bytes) = $(find $INVITE_STATE_DIR -type f -printf '%s\n' | jq -s add)
            $ invitectl check
            1 team, 12 members, 3 invites, 2 credentials: all is well
            $ echo garbage >>$INVITE_STATE_DIR/teams/42.jsonl
            $ invitectl status
            ! invitectl: error: ledger '<state>/teams/42.jsonl' is damaged at line 21: something else than an object at byte 3565
            [74]
            """#
        )
    }
}
