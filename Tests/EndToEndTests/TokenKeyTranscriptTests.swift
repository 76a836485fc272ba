import Testing

/// Keys of tokens, by `invitectl`.
@Suite(.timeLimit(.minutes(1)))
struct TokenKeyTranscriptTests {
    @Test("a key is rotated, listed and dropped; a live link keeps its key, unless it is forced away")
    func life() async throws {
        try await Transcript.expect(
            from: .teamWithAdmin,
            #"""
            $ invitectl token-key list | sed 's/[0-9a-f]\{16\}/<key>/'
            FINGERPRINT       SINCE  UNTIL  LIVE LINKS
            <key>  -      -      0
            $ invitectl invite create --team 42 --as-user 17 >/dev/null; invitectl token-key rotate | sed 's/[0-9a-f]\{16\}/<key>/'
            rotated to key <key>
            ! made invite <invite>, which ends <time>
            ! links made before stay alive; back up the file of the key, old ones are in it too
            $ invitectl invite create --team 42 --as-user 17 >/dev/null; invitectl token-key list | sed 's/[0-9a-f]\{16\}/<key>/'
            FINGERPRINT       SINCE                     UNTIL                     LIVE LINKS
            <key>  <time>  -                         2
            <key>  -                         <time>  1
            ! made invite <invite>, which ends <time>
            $ invitectl token-key list --json | jq -c '.[] | del(.fingerprint)'
            {"current":true,"since":"<time>","until":null,"liveLinks":2}
            {"current":false,"since":null,"until":"<time>","liveLinks":1}
            $ cut -c65- $INVITE_STATE_DIR/token.key
             until <time>
            $ ls -l $INVITE_STATE_DIR/token.key | cut -c1-10
            -rw-------
            $ invitectl token-key drop --unused
            nothing to drop
            $ invitectl token-key drop $(invitectl token-key list --json | jq -r '.[1].fingerprint')
            ! invitectl: error: 1 live invite may have a link of this key; revoke them, wait for their end, or drop it with --force, and they die
            [1]
            $ invitectl token-key drop $(invitectl token-key list --json | jq -r '.[0].fingerprint') --force
            ! invitectl: error: this key makes the tokens; 'invitectl token-key rotate' first
            [1]
            $ invitectl token-key drop 0123456789abcdef
            ! invitectl: error: there is no such key; 'invitectl token-key list' shows the fingerprints
            [1]
            $ invitectl token-key drop
            ! Error: name the fingerprint of a key, or --unused
            ! Usage: invitectl token-key drop [--state <dir>] [--json] [<fingerprint>] [--unused] [--force]
            !   See 'invitectl token-key drop --help' for more information.
            [64]
            $ invitectl token-key drop x --unused 2>&1 | head -1
            Error: name the fingerprint of a key, or --unused
            $ invitectl export | head -1 | jq -c 'map_values(type)'
            {"export":"string","version":"number","tokenKey":"string","oldTokenKeys":"array"}
            $ invitectl export > $WORK/export; invitectl import $WORK/export
            nothing has changed
            ! there already, and left as it is: 1 team, 1 member, 0 keys, 2 invites
            $ invitectl token-key drop $(invitectl token-key list --json | jq -r '.[1].fingerprint') --force | sed 's/[0-9a-f]\{16\}/<key>/'
            dropped key <key>; links of up to 1 live invite are dead
            $ invitectl token-key drop --unused
            nothing to drop
            $ invitectl import $WORK/export 2>&1 | sed "s,$WORK,<work>,"
            invitectl: error: <work>/export, row 1, column 'tokenKey': the export was made under another key; bring its token.key along, or take this line out, and all links of the export's own are dead
            invitectl: error: nothing was imported
            $ invitectl token-key rotate --json | jq -c 'map_values(type)'
            {"fingerprint":"string","old":"string","until":"string","completed":"boolean"}
            $ invitectl invite revoke --team 42 --created-by 17
            revoked 2 invites of user 17 in team 42
            $ invitectl token-key drop --unused | sed 's/[0-9a-f]\{16\}/<key>/'
            dropped key <key>
            """#
        )
    }

    @Test("a rotation that died is told, and completed by the next; a file that is damaged or gone is left alone")
    func unhappy() async throws {
        try await Transcript.expect(
            #"""
            $ invitectl init >/dev/null 2>&1; printf '%064d\n' 7 >> $INVITE_STATE_DIR/token.key; invitectl check
            0 teams, 0 members, 0 invites, 0 credentials: all is well
            ! invitectl: note: a rotation of the token key was interrupted; 'invitectl token-key rotate' completes it
            $ invitectl token-key list | sed 's/[0-9a-f]\{16\}/<key>/'
            FINGERPRINT       SINCE  UNTIL       LIVE LINKS
            <key>  -      -           0
            <key>  -      unfinished  0
            ! a rotation was interrupted; 'invitectl token-key rotate' completes it
            $ invitectl token-key rotate 2>&1 | sed 's/[0-9a-f]\{16\}/<key>/'
            completed the rotation to key <key>
            links made before stay alive; back up the file of the key, old ones are in it too
            $ invitectl check
            0 teams, 0 members, 0 invites, 0 credentials: all is well
            $ echo x >> $INVITE_STATE_DIR/token.key; invitectl token-key rotate
            ! invitectl: error: the token key '<state>/token.key' is not 64 lower-case hex digits, and below it older keys, each with its end; restore it from a backup
            [74]
            $ rm $INVITE_STATE_DIR/token.key; invitectl token-key rotate
            ! invitectl: error: the token key '<state>/token.key' is missing; restore it, or every link is dead
            [74]
            $ INVITE_TOKEN_KEY_FILE=token.key invitectl token-key list
            ! invitectl: error: INVITE_TOKEN_KEY_FILE is 'token.key'; expected an absolute path
            [78]
            $ INVITE_TOKEN_KEY_FILE=token.key invitectl key list
            ID  USER  STATUS  MAY  CREATED  EXPIRES  NOTE
            """#
        )
    }
}
