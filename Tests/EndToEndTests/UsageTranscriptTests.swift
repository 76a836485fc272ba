import Testing

/// Wrong command lines and settings of `invitectl`.
@Suite(.timeLimit(.minutes(1)))
struct UsageTranscriptTests {
    @Test("a wrong command line is explained, with 64")
    func usage() async throws {
        try await Transcript.expect(
            #"""
            $ invitectl nonsense
            ! Error: 'invitectl' has no command 'nonsense'; there are init, team, member, key, token, token-key, invite, ledger, status, check, import, export
            ! Usage: invitectl [--state <dir>] [--json] <subcommand>
            !   See 'invitectl --help' for more information.
            [64]
            $ invitectl --json nosuch 2>&1 | head -n 1 | cut -d';' -f1
            Error: 'invitectl' has no command 'nosuch'
            $ invitectl invit list --team 42 2>&1 | head -n 1
            Error: 'invitectl' has no command 'invit'; did you mean 'invite'?
            $ invitectl --json invite lst 2>&1 | head -n 1
            Error: 'invitectl invite' has no command 'lst'; did you mean 'list'?
            $ invitectl invite create --team 42 --as-user 17 --max-uses -1 2>&1 | head -n 1
            invitectl: error: there is no folder '<state>'; make the state with 'invitectl init'
            $ invitectl token issue --user 17 --scope FOO --expires-in 2h 2>&1 | head -n 14
            Error: The value 'FOO' is invalid for '--scope <scope>'. Please provide one of the following:
              - TEAM_MEMBERSHIP_READ
              - TEAM_MEMBERSHIP_WRITE
              - TEAM_PROFILE_READ
              - TEAM_PROFILE_WRITE
              - TEAM_CREATE
              - ORG_MEMBERSHIP_READ
              - ORG_MEMBERSHIP_WRITE
              - ORG_PROFILE_READ
              - ORG_PROFILE_WRITE
              - PROFILE_READ
              - KEYS_READ
              - KEYS_WRITE
              - EVENTS_READ
            $ invitectl --help | sed -n '/^OPTIONS/,/^$/p'
            OPTIONS:
              --state <dir>           The state folder.
                    Default: INVITE_STATE_DIR, else that of this machine's handlers.
              --json                  Print JSON.
              --version               Show the version.
              -h, --help              Show help information.
            $ invitectl --version
            1.0.0
            $ invitectl team create 2>&1 | head -n 2
            Error: Missing expected argument '--name <name>'
            Help:  --name <name>  What the team is called.
            $ invitectl team create --nam x >/dev/null 2>&1
            [64]
            $ invitectl team create --id 0 --name X 2>&1 | head -n 1
            Error: The value '0' is invalid for '--id <id>'
            $ invitectl team create --id 0 --name X 2>/dev/null
            [64]
            $ invitectl team show 42x 2>/dev/null
            [64]
            $ invitectl member add --team 42 --user 20 --role CHIEF 2>&1 | head -n 1
            Error: The value 'CHIEF' is invalid for '--role <role>'. Please provide one of 'MEMBER', 'ADMIN' or 'OWNER'.
            $ invitectl member add --team 42 --user 20 --role CHIEF 2>/dev/null
            [64]
            $ invitectl token issue --user 17 --scope EVERYTHING --expires-in 2h 2>/dev/null
            [64]
            $ invitectl token issue --user 17 --scope TEAM_MEMBERSHIP_WRITE --expires-in 2 2>/dev/null
            [64]
            $ invitectl invite list --team 42 --status dead 2>/dev/null
            [64]
            $ invitectl invite revoke 2>/dev/null
            [64]
            $ invitectl invite revoke nonsense 2>/dev/null
            [64]
            $ invitectl ledger 2>&1 | head -n 1
            OVERVIEW: Shows what happened in teams, and keeps their ledgers short.
            $ for group in team member key token invite ledger; do invitectl $group --help | sed -n '3p'; done
            An organization is a team to which other teams belong; its admins manage those
            Somebody who signs up on the page is a pending member and may do nothing yet;
            A key acts as its user, with that user's roles. It is printed once, when it is
            A token acts as its user like an API key, but within its scopes and for a
            An invite is named by its id, which is no secret. Its link is one: who has it
            Everything that ever happened in a team stands in its ledger, teams/N.jsonl in
            """#
        )
    }

    @Test("a setting that is missing or wrong is explained, with 78")
    func settings() async throws {
        try await Transcript.expect(
            #"""
            $ INVITE_STATE_DIR= invitectl check
            ! invitectl: error: INVITE_STATE_DIR is not set; expected the absolute path of the state folder
            [78]
            $ INVITE_STATE_DIR=here invitectl check
            ! invitectl: error: INVITE_STATE_DIR is 'here'; expected an absolute path
            [78]
            $ invitectl check --state relative
            ! invitectl: error: --state is 'relative'; expected an absolute path
            [78]
            $ invitectl --state relative check
            ! invitectl: error: --state is 'relative'; expected an absolute path
            [78]
            $ invitectl --state=relative --json team list
            ! invitectl: error: --state is 'relative'; expected an absolute path
            [78]
            $ invitectl init
            made the state folder <state>
            ! next: invitectl team create --name NAME, then member add, then key issue
            $ invitectl team create --id 42 --name Acme
            made team 42
            $ invitectl --json team list | head -c 10
            [{"id":42,
            $ INVITE_WEBAPP_URL= invitectl invite create --team 42 --as-user 17
            ! invitectl: error: INVITE_WEBAPP_URL is not set; expected where people sign up: https://app.example.com
            [78]
            $ INVITE_EXPIRES_IN_DAYS=366 invitectl invite create --team 42 --as-user 17
            ! invitectl: error: INVITE_EXPIRES_IN_DAYS is '366'; expected a number from 1 to 365
            [78]
            $ INVITE_API_KEY_PREFIX=' ' invitectl key issue --user 17
            ! invitectl: error: INVITE_API_KEY_PREFIX is ' '; expected 1 to 32 letters, digits, '_' or '-'
            [78]
            $ echo '{"maxRoles":"ADMIN"}' >$INVITE_STATE_DIR/config.json; chmod 600 $INVITE_STATE_DIR/config.json
            $ invitectl check 2>&1 | sed 's/; expected .*//'
            invitectl: error: 'maxRoles' in '<state>/config.json' is no setting
            $ invitectl check 2>/dev/null
            [78]
            $ printf '{"fo\\u001b[31m\\u2028o":1}' >$INVITE_STATE_DIR/config.json; invitectl check 2>&1 | sed 's/; expected .*//'
            invitectl: error: 'fo�[31m�o' in '<state>/config.json' is no setting
            """#
        )
    }

    @Test("a state that cannot be read is explained, with 74")
    func state() async throws {
        try await Transcript.expect(
            #"""
            $ invitectl team list
            ! invitectl: error: there is no folder '<state>'; make the state with 'invitectl init'
            [74]
            $ invitectl init 2>/dev/null
            made the state folder <state>
            $ invitectl team create --id 42 --name Acme
            made team 42
            $ echo garbage >>$INVITE_STATE_DIR/teams/42.jsonl
            $ invitectl team show 42
            ! invitectl: error: ledger '<state>/teams/42.jsonl' is damaged at line 2: something else than an object at byte 177
            [74]
            $ invitectl check
            0 teams, 0 members, 0 invites, 0 credentials: 1 problem
            ! invitectl: problem: ledger '<state>/teams/42.jsonl' is damaged at line 2: something else than an object at byte 177
            [74]
            $ invitectl check --json 2>/dev/null | jq '.teams, .problems[0]'
            0
            "ledger '<state>/teams/42.jsonl' is damaged at line 2: something else than an object at byte 177"
            $ chmod 0755 $INVITE_STATE_DIR
            $ invitectl team create --name New
            ! invitectl: error: '<state>' is open to other users; close it with 'chmod -R go-rwx <state>'
            [74]
            $ chmod 0700 $INVITE_STATE_DIR; rm $INVITE_STATE_DIR/token.key
            $ invitectl check
            0 teams, 0 members, 0 invites, 0 credentials: 2 problems
            ! invitectl: problem: the token key '<state>/token.key' is missing; restore it, or every link is dead
            ! invitectl: problem: ledger '<state>/teams/42.jsonl' is damaged at line 2: something else than an object at byte 177
            [74]
            """#
        )
    }
}
