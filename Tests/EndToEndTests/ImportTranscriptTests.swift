import Testing

/// `invitectl import` and `export` as an operator sees them.
@Suite(.timeLimit(.minutes(1)))
struct ImportTranscriptTests {
    @Test("what Cal.com's tables hold is imported, once; the next time nothing changes")
    func calcom() async throws {
        try await Transcript.expect(
            from: .emptyState,
            #"""
            $ printf '\357\273\277id,name,slug,parentId,isOrganization,bio\r\n42,"Acme, ""Inc."" ",acme,7,f,\r\n7,Umbrella,,,t,"x\r\ny"\r\n' >$INVITE_STATE_DIR.t
            $ printf 'id,teamId,userId,accepted,role,createdAt\n1,42,17,t,ADMIN,2025-01-02 03:04:05.678\n2,42,18,f,MEMBER,2025-01-02 03:04:05+02\n3,7,17,TRUE,OWNER,\n' >$INVITE_STATE_DIR.m
            $ printf 'id,userId,hashedKey,note,expiresAt\nc,17,%064x,laptop,\n' 5 >$INVITE_STATE_DIR.k
            $ printf 'identifier,token,expires,expiresInDays,teamId\ninvite-link-for-teamId-42,%064x,2099-01-01 00:00:00.5,7,42\ninvite-link-for-teamId-42,%064x,2020-01-01 00:00:00,7,42\nada@example.com,abc,2099-01-01 00:00:00,,\ninvite-link-for-teamId-9,%064x,2099-01-01 00:00:00,,\n' 1 2 3 >$INVITE_STATE_DIR.i
            $ cd $INVITE_STATE_DIR; invitectl import --teams ../state.t --members ../state.m --keys ../state.k --invites ../state.i --dry-run
            would import 2 teams, 3 members, 1 key, 1 invite
            ! passed over 1 invite that admits nobody any more
            ! passed over 2 tokens that are no invite links
            $ invitectl check
            0 teams, 0 members, 0 invites, 0 credentials: all is well
            $ cd $INVITE_STATE_DIR; invitectl import --teams ../state.t --members ../state.m --keys ../state.k --invites ../state.i
            imported 2 teams, 3 members, 1 key, 1 invite
            ! passed over 1 invite that admits nobody any more
            ! passed over 2 tokens that are no invite links
            $ invitectl check
            2 teams, 3 members, 1 invite, 1 credential: all is well
            $ cd $INVITE_STATE_DIR; find . -type f | sort | xargs sha256sum >../before; invitectl import --teams ../state.t --members ../state.m --keys ../state.k --invites ../state.i; find . -type f | sort | xargs sha256sum | cmp - ../before
            nothing has changed
            ! there already, and left as it is: 2 teams, 3 members, 1 key, 1 invite
            ! passed over 1 invite that admits nobody any more
            ! passed over 2 tokens that are no invite links
            $ cd $INVITE_STATE_DIR; invitectl --json import --members ../state.m
            {"imported":{"teams":0,"members":0,"keys":0,"invites":0},"alreadyThere":{"teams":0,"members":3,"keys":0,"invites":0},"leftOut":{"rows":0,"files":[],"problems":[]},"ended":0,"otherTokens":0,"emptyRows":0,"emptyColumns":0,"cleanedNames":0,"roundedSubjects":0,"dryRun":false}
            $ invitectl export | sed 's/"tokenKey":"[0-9a-f]*"/"tokenKey":"…"/; s/[0-9a-f]\{64\}/…/; s/"inviteId":"0000002a[0-9a-f]*"/"inviteId":"…"/'
            {"export":"invite-fcgi","version":1,"tokenKey":"…"}
            {"team":{"id":7,"name":"Umbrella","slug":null,"parentId":null,"isOrganization":true}}
            {"member":{"teamId":7,"userId":17,"role":"OWNER","accepted":true,"email":null,"name":null,"joinedAt":"<time>"}}
            {"team":{"id":42,"name":"Acme, \"Inc.\" ","slug":"acme","parentId":7,"isOrganization":false}}
            {"member":{"teamId":42,"userId":17,"role":"ADMIN","accepted":true,"email":null,"name":null,"joinedAt":"<time>"}}
            {"member":{"teamId":42,"userId":18,"role":"MEMBER","accepted":false,"email":null,"name":null,"joinedAt":"<time>"}}
            {"invite":{"teamId":42,"inviteId":"…","tokenDigest":"…","role":"MEMBER","expiresAt":"<time>","expiresInDays":7,"maxUses":null,"uses":0,"createdAt":"<time>","createdBy":null}}
            {"key":{"userId":17,"hashedKey":"…","note":"laptop","createdAt":"<time>","expiresAt":null,"revokedAt":null}}
            $ invitectl export --team 7 | sed 1d
            {"team":{"id":7,"name":"Umbrella","slug":null,"parentId":null,"isOrganization":true}}
            {"member":{"teamId":7,"userId":17,"role":"OWNER","accepted":true,"email":null,"name":null,"joinedAt":"<time>"}}
            $ invitectl export --team 8 | sed 1d
            ! invitectl: error: there is no team 8; 'invitectl team list' shows them all
            """#
        )
    }

    @Test("an import that takes longer than a second says how far it is, and says it on standard error")
    func progress() async throws {
        // Slow because its input is.
        try await Transcript.expect(
            from: .emptyState,
            #"""
            $ { echo teamId,userId,role,accepted; sleep 1.5; seq -f '42,%.0f,MEMBER,t' 4096; } | invitectl import --members - 2>&1 >/dev/null | grep -o -m 1 '^reading -: 1024 rows$'
            reading -: 1024 rows
            """#
        )
    }

    @Test("what is there already under the same name gets what it lacks; what is there otherwise is named")
    func existing() async throws {
        try await Transcript.expect(
            from: .team,
            #"""
            $ invitectl member add --team 42 --user 17 --role MEMBER
            user 17 is MEMBER of team 42
            $ printf '{"team":{"id":42,"name":"Acme"}}\n{"member":{"teamId":42,"userId":17,"role":"OWNER","accepted":true}}\n{"member":{"teamId":42,"userId":18,"role":"OWNER","accepted":true}}\n' | invitectl import -
            imported 0 teams, 1 member, 0 keys, 0 invites
            ! there already, and left as it is: 1 team, 1 member, 0 keys, 0 invites
            $ invitectl member list --team 42 --json | jq -c '.[] | [.userId, .role]'
            [17,"MEMBER"]
            [18,"OWNER"]
            $ printf '{"team":{"id":42,"name":"Umbrella","slug":"u","parentId":42}}\n' | invitectl import -
            ! invitectl: error: -, row 1, column 'parentId': expected an organization of these files or of the state, found '42'
            ! invitectl: error: -, row 1, column 'name': team 42 is there already; expected 'Acme', as it is there
            ! invitectl: error: -, row 1, column 'slug': team 42 is there already; expected nothing, as it is there
            ! invitectl: error: -, row 1, column 'parentId': team 42 is there already; expected nothing, as it is there
            ! invitectl: error: nothing was imported
            [1]
            $ invitectl import >/dev/null 2>&1
            [64]
            $ printf '{"export":"invite-fcgi","version":1,"tokenKey":"0000000000000000"}\n' | invitectl import -
            ! invitectl: error: -, row 1, column 'tokenKey': the export was made under another key; bring its token.key along, or take this line out, and all links of the export's own are dead
            ! invitectl: error: nothing was imported
            [1]
            $ printf '{"export":"invite-fcgi","version":2}\n' | invitectl import -
            ! invitectl: error: -, row 1: an export that this program does not know; expected version 1
            ! invitectl: error: nothing was imported
            [64]
            $ invitectl import --teams /nowhere
            ! invitectl: error: /nowhere, row 1: the file cannot be read: No such file or directory
            ! invitectl: error: nothing was imported
            [64]
            """#
        )
    }
}
