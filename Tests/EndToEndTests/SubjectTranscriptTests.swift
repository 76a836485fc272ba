import Testing

/// People who have a subject and no number, by `invitectl`.
@Suite(.timeLimit(.minutes(2)))
struct SubjectTranscriptTests {
    @Test("a subject is added, makes a link, is let in, listed, given another role and taken out")
    func life() async throws {
        try await Transcript.expect(
            from: .team,
            #"""
            $ invitectl member add --team 42 --subject 'auth0|5f7c' --role ADMIN --name Ada
            user 'auth0|5f7c' is ADMIN of team 42
            $ invitectl member add --team 42 --subject 'auth0|5f7c' --role MEMBER
            ! invitectl: error: user 'auth0|5f7c' is a member of team 42 already
            [1]
            $ invitectl member add --team 42 --subject 18 --role MEMBER --pending
            user 18 is to be MEMBER of team 42
            $ invitectl key issue --user 1 --instance-admin --can-vouch >$WORK/key 2>/dev/null
            $ invitectl invite create --team 42 --as-subject 'auth0|5f7c' --name Spring >$WORK/link 2>/dev/null
            $ invitectl invite create --team 42 --as-subject 'auth0|5F7C' 2>&1
            invitectl: error: the user is not a member of team 42, or there is no such team
            [77]
            $ post /v2/invites/accept application/json "{\"token\":\"$(token $(cat $WORK/link))\",\"user\":{\"subject\":\"b @ c\"}}" $(cat $WORK/key)
            200
            $ signup $(cat $WORK/link) Grace+Hopper grace%40example.com
            303
            $ invitectl member accept --team 42 --member 6 --as-subject 6f1c1a9e-0c5f-4a06-9d2e-3b1a5a0f6b52
            user '6f1c1a9e-0c5f-4a06-9d2e-<id>' is MEMBER of team 42
            $ invitectl member accept --team 42 --user 18 --subject 'b @ c'
            user 18 is MEMBER of team 42
            user 'b @ c' is MEMBER of team 42
            $ invitectl member list --team 42
            ID  USER                                  ROLE    STATUS    E-MAIL             NAME          SINCE
            2   auth0|5f7c                            ADMIN   accepted  -                  Ada           <time>
            3   18                                    MEMBER  accepted  -                  -             <time>
            5   b @ c                                 MEMBER  accepted  -                  -             <time>
            6   6f1c1a9e-0c5f-4a06-9d2e-<id>  MEMBER  accepted  grace@example.com  Grace Hopper  <time>
            $ invitectl member list --team 42 --json | jq -c 'map([.userId, .subject])'
            [[null,"auth0|5f7c"],[18,null],[null,"b @ c"],[null,"6f1c1a9e-0c5f-4a06-9d2e-<id>"]]
            $ invitectl invite list --team 42 --created-by-subject 'auth0|5f7c'
            ID                        STATUS  ROLE    USES  EXPIRES                   BY                 NAME
            <invite>  active  MEMBER  2     <time>  user 'auth0|5f7c'  Spring
            $ invitectl invite list --team 42 --created-by 18 | tail -n +2
            $ invitectl member set-role --team 42 --subject 'b @ c' --role OWNER
            user 'b @ c' is OWNER of team 42
            $ invitectl member decline --team 42 --subject 'b @ c'
            ! invitectl: error: user 'b @ c' is a member of team 42 already; 'invitectl member remove' takes out accepted members
            [1]
            $ invitectl member remove --team 42 --subject 'auth0|5f7c'
            user 'auth0|5f7c' is no longer in team 42
            ! 1 link of theirs lives on; 'invitectl invite revoke --team 42 --created-by-subject="auth0|5f7c"' ends them
            $ invitectl member remove --team 42 --subject 'auth0|5f7c'
            ! invitectl: error: user 'auth0|5f7c' is not a member of team 42
            [1]
            $ invitectl invite revoke --team 42 --created-by-subject="auth0|5f7c"
            revoked 1 invite of user 'auth0|5f7c' in team 42
            $ invitectl ledger show 42
            #1     <time>  operator    made team 42, Acme
            #2     <time>  operator    added user 'auth0|5f7c' (Ada) as ADMIN
            #3     <time>  operator    added user 18 as MEMBER, pending
            #4     <time>  user 'auth0|5f7c'  made invite <invite> (MEMBER, ends <time>, named Spring)
            #5     <time>  user 1      let in user 'b @ c' as MEMBER, by invite <invite>
            #6     <time>  newcomer    joined by invite <invite> as MEMBER, pending: Grace Hopper <grace@example.com>
            #7     <time>  operator    changed member #6: MEMBER, accepted, is user '6f1c1a9e-0c5f-4a06-9d2e-<id>'
            #8     <time>  operator    changed member #3: MEMBER, accepted
            #9     <time>  operator    changed member #5: OWNER, accepted
            #10    <time>  operator    took out member #2
            #11    <time>  operator    revoked invite <invite>
            $ sed -n 4p $INVITE_STATE_DIR/teams/42.jsonl | jq -c .by
            {"subject":"auth0|5f7c"}
            $ invitectl check
            1 team, 3 members, 1 invite, 1 credential: all is well
            """#
        )
    }

    @Test("what is no subject, or no number, and two names at once are refused with the option that is wrong")
    func bad() async throws {
        try await Transcript.expect(
            from: .team,
            #"""
            $ cp -r $INVITE_STATE_DIR $WORK/before
            $ add() { invitectl member add --team 42 --role MEMBER "$@" 2>&1 | head -n 1; }; add; add --subject ''; add --subject ' a'; add --subject 'a '; add --subject "$(printf 'a\tb')"; add --subject "$(printf 'a\342\200\213b')"; add --subject "$(printf 'a\342\200\256b')"; add --subject "$(printf '\357\273\277a')"; add --subject "$(printf %0256d 7)"; add --subject "$(printf 'a\377')"; add --user 17 --subject a; add --user 'auth0|5f7c'; add --user 0; add --user ''; add --user 2147483648
            Error: Name a user by either --user or --subject.
            Error: --subject is ''; expected 1 to 255 bytes of visible characters, and no space at either end.
            Error: --subject is ' a'; expected 1 to 255 bytes of visible characters, and no space at either end.
            Error: --subject is 'a '; expected 1 to 255 bytes of visible characters, and no space at either end.
            Error: --subject is 'a�b'; expected 1 to 255 bytes of visible characters, and no space at either end.
            Error: --subject is 'a\#u{200B}b'; expected 1 to 255 bytes of visible characters, and no space at either end.
            Error: --subject is 'a�b'; expected 1 to 255 bytes of visible characters, and no space at either end.
            Error: --subject is '\#u{FEFF}a'; expected 1 to 255 bytes of visible characters, and no space at either end.
            Error: --subject is '0000000000000000000000000000000000000000…'; expected 1 to 255 bytes of visible characters, and no space at either end.
            Error: --subject is 'a�'; expected 1 to 255 bytes of visible characters, and no space at either end.
            Error: Name a user by either --user or --subject: nobody has both.
            Error: --user is 'auth0|5f7c'; expected a number from 1 to 2147483647; whoever has none is named by --subject.
            Error: --user is '0'; expected a number from 1 to 2147483647; whoever has none is named by --subject.
            Error: --user is ''; expected a number from 1 to 2147483647.
            Error: --user is '2147483648'; expected a number from 1 to 2147483647; whoever has none is named by --subject.
            $ invitectl member add --team 42 --role MEMBER --subject '' 2>/dev/null
            [64]
            $ invitectl invite create --team 42 --as-user 17 --as-subject a 2>&1 | head -n 1
            Error: Name a user by either --as-user or --as-subject: nobody has both.
            $ invitectl invite create --team 42 2>&1 | head -n 1
            Error: Name a user by either --as-user or --as-subject.
            $ invitectl invite list --team 42 --created-by 17 --created-by-subject a 2>&1 | head -n 1
            Error: Name a user by either --created-by or --created-by-subject: nobody has both.
            $ invitectl invite list --team 42 --created-by-subject ' ' 2>&1 | head -n 1
            Error: --created-by-subject is ' '; expected 1 to 255 bytes of visible characters, and no space at either end.
            $ invitectl member accept --team 42 --subject a 'b ' 2>&1 | head -n 1
            Error: --subject is 'b '; expected 1 to 255 bytes of visible characters, and no space at either end.
            $ invitectl member accept --team 42 --member 2 --as-user 3 --as-subject c 2>&1 | head -n 1
            Error: Name a user by either --as-user or --as-subject: nobody has both.
            $ invitectl member remove --team 42 --subject a --member 2 2>&1 | head -n 1
            Error: Name the member by one of --user, --subject and --member.
            $ invitectl token issue --subject '' --scope TEAM_CREATE --expires-in 1h 2>/dev/null
            [64]
            $ diff -r $WORK/before $INVITE_STATE_DIR
            """#
        )
    }

    @Test("the advice about somebody's links can be pasted into a shell, whatever the subject is made of")
    func advice() async throws {
        try await Transcript.expect(
            from: .team,
            #"""
            $ printf '%s\n' 'a$HOME"`id`\ !! é' "it's" -x >$WORK/subjects
            $ while read -r s; do invitectl member add --team 42 --subject="$s" --role ADMIN; invitectl invite create --team 42 --as-subject="$s" 2>/dev/null | cut -c 1-4; invitectl member remove --team 42 --subject="$s" 2>&1 >/dev/null | sed "s/.*lives on; '//; s/' ends them$//" >$WORK/advice; sh $WORK/advice; done <$WORK/subjects
            user 'a$HOME"`id`\ !! é' is ADMIN of team 42
            http
            revoked 1 invite of user 'a$HOME"`id`\ !! é' in team 42
            user 'it's' is ADMIN of team 42
            http
            revoked 1 invite of user 'it's' in team 42
            user '-x' is ADMIN of team 42
            http
            revoked 1 invite of user '-x' in team 42
            """#
        )
    }
}
