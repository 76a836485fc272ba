import Testing

/// People whom an admin keeps out, by `invitectl`.
@Suite(.timeLimit(.minutes(1)))
struct KeptOutTranscriptTests {
    @Test("who is kept out signs up in vain, and is listed until they are readmitted or added")
    func keptOut() async throws {
        try await Transcript.expect(
            from: .teamOfAda,
            #"""
            $ invitectl invite create --team 42 --as-user 17 >$WORK/link 2>/dev/null
            $ for name in eve bob eva; do signup $(cat $WORK/link) $name $name%40example.com; done | uniq -c | tr -s ' '
             3 303
            $ invitectl member list --team 42 --waiting --search EV --json | jq -c 'map(.name)'
            ["eve","eva"]
            $ invitectl member list --team 42 --invite $(invitectl invite list --team 42 --json | jq -r .[0].id) --json | jq length
            3
            $ invitectl member decline --team 42 --member 4 --keep-out --dry-run
            would decline and keep out eve@example.com
            $ invitectl member decline --team 42 --member 4 --keep-out
            declined and kept out eve@example.com
            $ signup $(cat $WORK/link) Eve EVE%40example.com
            303
            $ invitectl member list --team 42 --waiting --json | jq -c 'map(.name)'
            ["bob","eva"]
            $ invitectl invite list --team 42 --json | jq .[0].uses
            3
            $ invitectl member add --team 42 --user 20 --role MEMBER --name Cyd >/dev/null; invitectl member remove --team 42 --user 20 --keep-out
            user 20 is no longer in team 42, and kept out
            $ invitectl member list --team 42 --kept-out
            ID  USER  E-MAIL           NAME  SINCE
            4   -     eve@example.com  eve   <time>
            8   20    -                Cyd   <time>
            $ invitectl export --team 42 >/dev/null
            ! the export lets those in who are kept out of team 42; 'invitectl member list --team 42 --kept-out' shows whom
            $ invitectl ledger compact 42 --keep-days 0 >/dev/null; head -n 1 $INVITE_STATE_DIR/teams/42.jsonl | jq -c '[.event, (.snapshot.keptOut | map(.id))]'
            ["team.snapshot.2",[4,8]]
            $ invitectl member readmit --team 42 --member 4 9
            ! invitectl: error: nobody is kept out of team 42 whose membership was 9; 'invitectl member list --kept-out' shows them
            [1]
            $ invitectl member readmit --team 42 --member 4
            eve@example.com may join team 42 again
            $ signup $(cat $WORK/link) Eve eve%40example.com
            303
            $ invitectl member list --team 42 --waiting --json | jq -c 'map(.name)'
            ["bob","eva","Eve"]
            $ invitectl member add --team 42 --user 20 --role MEMBER
            user 20 is MEMBER of team 42
            $ invitectl member list --team 42 --kept-out --json
            []
            $ invitectl ledger show 42 --archive | grep -o '\(took\|keeps\).*'
            took out member #4, and keeps them out
            took out member #8, and keeps them out
            keeps member #4 out no more
            $ invitectl check
            1 team, 5 members, 1 invite, 0 credentials: all is well
            $ invitectl member list --team 42 --kept-out --pending
            ! Error: Say --kept-out alone: it lists all of them.
            ! Usage: invitectl member list [--state <dir>] [--json] --team <team> [--pending] [--invite <id>] [--search <text>] [--kept-out]
            !   See 'invitectl member list --help' for more information.
            [64]
            """#
        )
    }
}
