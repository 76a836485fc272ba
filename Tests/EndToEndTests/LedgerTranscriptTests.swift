import Testing

/// What happened in a team, by `invitectl ledger show`.
@Suite(.timeLimit(.minutes(1)))
struct LedgerTranscriptTests {
    @Test("every kind of event is a line, for people and as it stands in the ledger")
    func everything() async throws {
        try await Transcript.expect(
            from: .organization,
            #"""
            $ invitectl member add --team 42 --user 17 --role ADMIN --name Ada --email ada@example.com
            user 17 is ADMIN of team 42
            $ invitectl member add --team 42 --user 18 --role MEMBER --pending
            user 18 is to be MEMBER of team 42
            $ invitectl key issue --user 1 --instance-admin --can-vouch >$WORK/key 2>/dev/null
            $ invitectl invite create --team 42 --as-user 17 --name Spring --max-uses 3 >$WORK/link 2>/dev/null
            $ invitectl invite list --team 42 --json | jq -r '.[0].id' >$WORK/id
            $ join $(cat $WORK/link) $(cat $WORK/key) 99
            200
            $ signup $(cat $WORK/link) Grace+Hopper grace%40example.com
            303
            $ invitectl member accept --team 42 --member 6 --as-user 20
            user 20 is MEMBER of team 42
            $ invitectl member set-role --team 42 --user 18 --role OWNER
            user 18 is OWNER of team 42
            $ invitectl member remove --team 42 --user 18
            user 18 is no longer in team 42
            $ invitectl invite link $(cat $WORK/id) >/dev/null 2>&1
            $ invitectl invite edit $(cat $WORK/id) --never-expires --pause --allow-domain example.com
            edited <invite>
            $ invitectl invite revoke $(cat $WORK/id)
            revoked <invite>
            $ invitectl ledger show 42
            #1     <time>  operator    made team 42, Acme, of organization 7
            #2     <time>  operator    added user 17 (Ada <ada@example.com>) as ADMIN
            #3     <time>  operator    added user 18 as MEMBER, pending
            #4     <time>  user 17     made invite <invite> (MEMBER, ends <time>, for at most 3, named Spring)
            #5     <time>  user 1      let in user 99 (Guest 99) as MEMBER, by invite <invite>
            #6     <time>  newcomer    joined by invite <invite> as MEMBER, pending: Grace Hopper <grace@example.com>
            #7     <time>  operator    changed member #6: MEMBER, accepted, is user 20
            #8     <time>  operator    changed member #3: OWNER, pending
            #9     <time>  operator    took out member #3
            #10    <time>  operator    saw the link of invite <invite>
            #11    <time>  operator    edited invite <invite> (ends never, for at most 3, for example.com, paused, named Spring)
            #12    <time>  operator    revoked invite <invite>
            $ invitectl ledger show 7
            #1     <time>  operator    made organization 7, Umbrella
            #2     <time>  operator    added user 17 (Ada <ada@example.com>) as MEMBER
            #3     <time>  user 1      added user 99 (Guest 99) as MEMBER
            #4     <time>  operator    added user 20 (Grace Hopper <grace@example.com>) as MEMBER
            $ invitectl ledger show 42 --json | diff - $INVITE_STATE_DIR/teams/42.jsonl
            """#
        )
    }

    @Test("a torn tail is passed over, and damage is told after what comes before it")
    func damage() async throws {
        try await Transcript.expect(
            from: .team,
            #"""
            $ invitectl ledger show 4711
            ! invitectl: error: there is no team 4711; 'invitectl team list' shows them all
            [1]
            $ invitectl ledger follow 4711
            ! invitectl: error: there is no team 4711; 'invitectl team list' shows them all
            [1]
            $ invitectl ledger show all 2>/dev/null
            [64]
            $ printf '{"seq":2,"at' >>$INVITE_STATE_DIR/teams/42.jsonl
            $ invitectl ledger show 42
            #1     <time>  operator    made team 42, Acme
            $ echo '":1}' >>$INVITE_STATE_DIR/teams/42.jsonl
            $ invitectl ledger show 42
            #1     <time>  operator    made team 42, Acme
            ! invitectl: error: ledger '<state>/teams/42.jsonl' is damaged at line 2: something else than a string at byte 191
            [74]
            $ head -n 1 $INVITE_STATE_DIR/teams/42.jsonl >$WORK/line
            $ (cat $WORK/line; sed s/1/3/ $WORK/line) >$INVITE_STATE_DIR/teams/42.jsonl
            $ invitectl ledger show 42
            #1     <time>  operator    made team 42, Acme
            ! invitectl: error: ledger '<state>/teams/42.jsonl' is damaged at line 2: event 3 follows event 1
            [74]
            $ : >$INVITE_STATE_DIR/teams/42.jsonl
            $ invitectl ledger show 42
            ! invitectl: error: ledger '<state>/teams/42.jsonl' is damaged at line 1: no event in it; restore it from a backup
            [74]
            """#
        )
    }
}
