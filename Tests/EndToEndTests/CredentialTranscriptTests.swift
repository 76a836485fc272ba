import Testing

/// API keys and access tokens, by `invitectl`.
@Suite(.timeLimit(.minutes(1)))
struct CredentialTranscriptTests {
    @Test("a key that cannot be printed does not pass for issued")
    func unseenKey() async throws {
        try await Transcript.expect(
            from: .emptyState,
            #"""
            $ invitectl key issue --user 9 >/dev/full
            ! invitectl: error: the output cannot be written: No space left on device
            [74]
            $ invitectl key issue --user 9 2>&-
            <key>
            """#
        )
    }

    @Test("keys are issued once, brought along, listed and revoked")
    func keys() async throws {
        try await Transcript.expect(
            from: .emptyState,
            #"""
            $ invitectl key issue --user 17 --note laptop
            <key>
            ! issued <id> for user 17; it is shown only this once
            ! invitectl: note: no team has a user 17, so it can do nothing until one has
            $ invitectl key issue --user 1 --instance-admin --expires-in-days 30 --json | jq .
            {
              "id": "<id>",
              "secret": "<key>",
              "expiresAt": "<time>"
            }
            $ invitectl key issue --user 2 --can-vouch --note shop 2>/dev/null
            <key>
            $ invitectl key issue --user 3 --instance-admin --can-vouch 2>/dev/null
            <key>
            $ invitectl key issue --user 17 --expires-in-days 0
            ! invitectl: error: --expires-in-days is not valid; expected a number from 1 to 36500
            [1]
            $ invitectl key import --user 18 --hash $(printf %064d 7)
            <id>
            ! invitectl: note: no team has a user 18, so it can do nothing until one has
            $ invitectl key import --user 18 --hash $(printf %064d 7)
            ! invitectl: error: --hash is not valid; expected that of a key that is not known yet
            [1]
            $ invitectl key import --user 18 --hash short
            ! invitectl: error: --hash is not valid; expected 64 lower-case hex digits
            [1]
            $ invitectl key list
            ID            USER  STATUS  MAY               CREATED                   EXPIRES                   NOTE
            <id>  17    live    -                 <time>  never                     laptop
            <id>  1     live    every team        <time>  <time>  -
            <id>  2     live    vouch             <time>  never                     shop
            <id>  3     live    every team,vouch  <time>  never                     -
            <id>  18    live    -                 <time>  never                     -
            $ invitectl key list --json | jq '.[0]'
            {
              "id": "<id>",
              "userId": 17,
              "subject": null,
              "status": "live",
              "scopes": null,
              "teams": null,
              "instanceAdmin": false,
              "canVouch": false,
              "createdAt": "<time>",
              "expiresAt": null,
              "revokedAt": null,
              "note": "laptop"
            }
            $ invitectl key list --json | jq -c '[.[] | .canVouch]'
            [false,false,true,true,false]
            $ invitectl key revoke 000000000000
            revoked <id>
            $ invitectl key revoke 000000000000
            revoked <id>
            $ invitectl key revoke 1111
            ! invitectl: error: there is none with the id '1111'; 'list' shows them
            [1]
            $ invitectl token revoke 000000000000
            ! invitectl: error: there is none with the id '<id>'; 'list' shows them
            [1]
            $ invitectl key list | tail -n 1
            <id>  18    revoked  -                 <time>  never                     -
            $ invitectl check
            0 teams, 0 members, 0 invites, 5 credentials: all is well
            """#
        )
    }

    @Test("keys and tokens act for a user who has a subject and no number")
    func subjects() async throws {
        try await Transcript.expect(
            from: .teamOfAda,
            #"""
            $ invitectl member add --team 42 --subject 'auth0|5f7c' --role OWNER
            user 'auth0|5f7c' is OWNER of team 42
            $ invitectl key issue --subject 'auth0|5f7c' --note shop
            <key>
            ! issued <id> for user 'auth0|5f7c'; it is shown only this once
            $ invitectl key issue --subject 17 --json | jq -r .expiresAt
            null
            $ invitectl key import --subject "O'Neil, \"J\"" --hash $(printf %064d 7)
            <id>
            ! invitectl: note: no team has a user 'O'Neil, "J"', so it can do nothing until one has
            $ invitectl token issue --subject 6f1c1a9e-0c5f-4a06-9d2e-3b1a5a0f6b52 --scope TEAM_PROFILE_READ --expires-in 1h
            <access token>
            ! issued <id> for user '6f1c1a9e-0c5f-4a06-9d2e-<id>'; it is shown only this once
            ! invitectl: note: no team has a user '6f1c1a9e-0c5f-4a06-9d2e-<id>', so it can do nothing until one has
            $ invitectl key list | cut -c 15-30 | tr -s " "
            USER STA
            auth0|5f7c liv
            17 liv
            O'Neil, "J" liv
            $ invitectl key list --json | jq -c 'map([.userId, .subject])'
            [[null,"auth0|5f7c"],[17,null],[null,"O'Neil, \"J\""]]
            $ invitectl token list --json | jq -c 'map([.userId, .subject])'
            [[null,"6f1c1a9e-0c5f-4a06-9d2e-<id>"]]
            $ invitectl key issue
            ! Error: Name a user by either --user or --subject.
            ! Usage: invitectl key issue [--state <dir>] [--json] [--user <number>] [--subject <subject>] [--note <note>] [--expires-in-days <expires-in-days>] [--instance-admin] [--can-vouch] [--scope <scope>] [--team <id>]
            !   See 'invitectl key issue --help' for more information.
            [64]
            $ invitectl check
            1 team, 2 members, 0 invites, 4 credentials: all is well
            """#
        )
    }

    @Test("a key may be narrowed to teams and scopes, and is in an export and an import of it")
    func narrowed() async throws {
        try await Transcript.expect(
            from: .emptyState,
            #"""
            $ invitectl key issue --user 17 --scope team_membership_read,PROFILE_READ --team 43,42 2>/dev/null
            <key>
            $ invitectl key issue --user 1 --instance-admin --team 42 --note shop
            <key>
            ! issued <id> for user 1; it is shown only this once
            $ invitectl key issue --user 17 --team 42,x
            ! Error: The value '42,x' is invalid for '--team <id>'
            ! Help:  --team <id>  In which teams it may be used, separated by commas; default: in all.
            ! Usage: invitectl key issue [--state <dir>] [--json] [--user <number>] [--subject <subject>] [--note <note>] [--expires-in-days <expires-in-days>] [--instance-admin] [--can-vouch] [--scope <scope>] [--team <id>]
            !   See 'invitectl key issue --help' for more information.
            [64]
            $ invitectl key list
            ID            USER  STATUS  MAY                                              CREATED                   EXPIRES  NOTE
            <id>  17    live    TEAM_MEMBERSHIP_READ,PROFILE_READ,only in 43 42  <time>  never    -
            <id>  1     live    every team,only in 42                            <time>  never    shop
            $ invitectl key list --json | jq -c '.[] | [.scopes, .teams]'
            [["TEAM_MEMBERSHIP_READ","PROFILE_READ"],[43,42]]
            [null,[42]]
            $ invitectl export | jq -c '.key | select(.) | [.keyScopes, .teams, .scopes]'
            [["TEAM_MEMBERSHIP_READ","PROFILE_READ"],[43,42],null]
            [null,[42],null]
            $ invitectl export >"$WORK/all"
            $ for file in "$INVITE_STATE_DIR"/credentials/*.json; do rm "$file"; done
            $ invitectl import "$WORK/all" >/dev/null 2>&1
            $ invitectl export | cmp - "$WORK/all"
            $ jq -r .kind "$INVITE_STATE_DIR"/credentials/*.json
            narrowedApiKey
            narrowedApiKey
            """#
        )
    }

    @Test("access tokens are issued for scopes and a time, listed and revoked")
    func tokens() async throws {
        try await Transcript.expect(
            from: .emptyState,
            #"""
            $ invitectl token issue --user 17 --scope TEAM_MEMBERSHIP_WRITE --expires-in 2h
            <access token>
            ! issued <id> for user 17; it is shown only this once
            ! invitectl: note: no team has a user 17, so it can do nothing until one has
            $ invitectl token issue --user 17 --scope TEAM_MEMBERSHIP_READ,ORG_MEMBERSHIP_READ --expires-in 7d --json | jq .
            {
              "id": "<id>",
              "secret": "<access token>",
              "expiresAt": "<time>"
            }
            ! invitectl: note: no team has a user 17, so it can do nothing until one has
            $ invitectl token list
            ID            USER  STATUS  MAY                                       CREATED                   EXPIRES                   NOTE
            <id>  17    live    TEAM_MEMBERSHIP_WRITE                     <time>  <time>  -
            <id>  17    live    TEAM_MEMBERSHIP_READ,ORG_MEMBERSHIP_READ  <time>  <time>  -
            $ invitectl token list --json | jq '.[1]'
            {
              "id": "<id>",
              "userId": 17,
              "subject": null,
              "status": "live",
              "scopes": [
                "TEAM_MEMBERSHIP_READ",
                "ORG_MEMBERSHIP_READ"
              ],
              "teams": null,
              "instanceAdmin": false,
              "canVouch": false,
              "createdAt": "<time>",
              "expiresAt": "<time>",
              "revokedAt": null,
              "note": null
            }
            $ invitectl token revoke $(invitectl token list --json | jq -r '.[0].id')
            revoked <id>
            $ invitectl token list | tail -n +2
            <id>  17    revoked  TEAM_MEMBERSHIP_WRITE                     <time>  <time>  -
            <id>  17    live     TEAM_MEMBERSHIP_READ,ORG_MEMBERSHIP_READ  <time>  <time>  -
            $ invitectl key list
            ID  USER  STATUS  MAY  CREATED  EXPIRES  NOTE
            """#
        )
    }
}
