import Testing

/// What `invitectl` does for whoever sits at a terminal.
@Suite(.timeLimit(.minutes(1)))
struct TerminalTranscriptTests {
    @Test("a table fits the terminal by cutting free text, and is whole where somebody else reads it")
    func width() async throws {
        try await Transcript.expect(
            from: .emptyState,
            #"""
            $ invitectl team create --id 42 --name "$(printf 'A long name %0200d' 0)" --slug "$(printf 'slug-%060d' 0)"
            made team 42
            $ invitectl team create --id 43 --name 東京チーム東京チーム東京チーム東京チーム
            made team 43
            $ invitectl team list | wc -L
            323
            $ script -qec 'stty cols 80; invitectl team list' /dev/null | tr -d '\r'
            ID  NAME               SLUG               ORGANIZATION  PARENT  MEMBERS  INVITES
            42  A long name 0000…  slug-00000000000…  no            -       0        0
            43  東京チーム東京チ…  -                  no            -       0        0
            $ script -qec 'stty cols 20; invitectl team list' /dev/null | tr -d '\r' | tail -n 1
            43  東京チ…   -         no            -       0        0
            """#
        )
    }

    @Test("JSON and errors hold nothing that a terminal takes for a command")
    func controls() async throws {
        try await Transcript.expect(
            from: .teamWithAdmin,
            #"""
            $ printf '{"invite":{"teamId":42,"token":"%064x","expires":null,"metadata":{"k":"\302\2331m\177\342\200\250\342\200\256é"}}}\n' 1 | invitectl import -
            imported 0 teams, 0 members, 0 keys, 1 invite
            $ invitectl invite list --team 42 --json | grep -o '"metadata":{[^}]*}'
            "metadata":{"k":"\u009b1m\u007f\u2028\u202eé"}
            $ invitectl export | grep -o '"metadata":{[^}]*}'
            "metadata":{"k":"\u009b1m\u007f\u2028\u202eé"}
            $ invitectl ledger show 42 --json | grep -o '"metadata":{[^}]*}'
            "metadata":{"k":"\u009b1m\u007f\u2028\u202eé"}
            $ invitectl export >$WORK/all; invitectl import $WORK/all
            nothing has changed
            ! there already, and left as it is: 1 team, 1 member, 0 keys, 1 invite
            $ printf 'id,name,na\302\2331m\342\200\250e\n' >$WORK/t; invitectl import --teams $WORK/t 2>&1 | head -n 1 | cut -d';' -f1 | sed "s,$WORK,<work>,"
            invitectl: error: <work>/t, row 1: unknown column 'na�1m�e'
            $ invitectl import --teams "$(printf 'no\033[31m')" 2>&1 | head -n 1
            invitectl: error: no�[31m, row 1: the file cannot be read: No such file or directory
            """#
        )
    }

    @Test("what a removed member leaves behind is told with the commands that end it, and so are slips of the finger")
    func leftBehind() async throws {
        try await Transcript.expect(
            from: .team,
            #"""
            $ invitectl member add --team 42 --user 16 --role OWNER; invitectl member add --team 42 --user 17 --role ADMIN
            user 16 is OWNER of team 42
            user 17 is ADMIN of team 42
            $ for n in 1 2 3; do invitectl invite create --team 42 --as-user 17 >/dev/null 2>&1; done; invitectl invite revoke $(invitectl invite list --team 42 --json | jq -r '.[0].id')
            revoked <invite>
            $ invitectl key issue --user 17 >/dev/null; invitectl key issue --user 17 >/dev/null; invitectl token issue --user 17 --scope profile_read --expires-in 1h >/dev/null
            ! issued <id> for user 17; it is shown only this once
            ! issued <id> for user 17; it is shown only this once
            ! issued <id> for user 17; it is shown only this once
            $ invitectl key issue --user 999999
            <key>
            ! issued <id> for user 999999; it is shown only this once
            ! invitectl: note: no team has a user 999999, so it can do nothing until one has
            $ invitectl key issue --user 999999 --can-vouch 2>&1 >/dev/null | wc -l
            1
            $ invitectl invite create --team 42 --as-user 17 --max-uses -1
            ! invitectl: error: --max-uses is not valid; expected an integer from 1 to 2147483647
            [1]
            $ invitectl invite list --team 42 --status Active --json | jq length
            2
            $ invitectl member remove --team 42 --user 17
            user 17 is no longer in team 42
            ! 2 links of theirs live on; 'invitectl invite revoke --team 42 --created-by 17' ends them
            ! 2 API keys of theirs live on; 'invitectl key revoke' ends each: <id>, <id>
            ! 1 access token of theirs lives on; 'invitectl token revoke <id>' ends it
            $ invitectl member add --team 42 --user 18 --role admin
            user 18 is ADMIN of team 42
            $ invitectl member remove --team 42 --user 18
            user 18 is no longer in team 42
            """#
        )
    }

    @Test("a shell completes files, teams, scopes, roles and states")
    func completions() async throws {
        try await Transcript.expect(
            from: .emptyState,
            #"""
            $ for id in 42 43 7; do invitectl team create --id $id --name Acme; done >/dev/null
            $ invitectl --generate-completion-script bash >$WORK/completion
            $ printf 'source $WORK/completion\ncomplete_words() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_LINE="$*"; COMP_POINT=${#COMP_LINE}; COMPREPLY=(); _invitectl invitectl "${@: -1}" "${@: -2:1}" 2>/dev/null; echo ${COMPREPLY[*]}; }\n' >$WORK/rc
            $ bash -c '. $WORK/rc; complete_words invitectl member list --team ""'
            7 42 43
            $ bash -c '. $WORK/rc; complete_words invitectl team show 4'
            42 43
            $ bash -c '. $WORK/rc; complete_words invitectl token issue --scope ORG'
            ORG_MEMBERSHIP_READ ORG_MEMBERSHIP_WRITE ORG_PROFILE_READ ORG_PROFILE_WRITE
            $ bash -c '. $WORK/rc; complete_words invitectl member add --role ""'
            MEMBER ADMIN OWNER
            $ cd $WORK; mkdir place; touch people.csv; bash -c '. $WORK/rc; complete_words invitectl import --teams p; complete_words invitectl check --state pl; complete_words invitectl import --skip-bad pe'
            place people.csv
            place
            people.csv
            $ bash -c '. $WORK/rc; complete_words invitectl member list --state /nowhere --team ""'
            """#
        )
    }
}
