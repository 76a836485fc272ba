import InviteDomain
import InviteMessages

/// What answers say.
extension OpenAPISchema {
    static let shown = invites + people

    private static let invites = [
        OpenAPISchema(
            "InviteLink",
            #"""
            {
              "type": "object",
              "required": ["token", "inviteLink"],
              "properties": { \#(link) },
              "example": { \#(linkExample) }
            }
            """#
        ),
        OpenAPISchema(
            "InviteDataDto",
            #"""
            {
              "type": "object",
              "required": ["token", "inviteLink", \#(inviteNames)],
              "properties": { \#(link), \#(invite) },
              "example": { \#(linkExample), \#(inviteExample) }
            }
            """#
        ),
        OpenAPISchema(
            "Invite",
            #"""
            {
              "type": "object",
              "required": [\#(inviteNames)],
              "properties": { \#(invite) },
              "example": { \#(inviteExample) }
            }
            """#
        ),
        OpenAPISchema(
            "RevokedInvites",
            #"""
            {
              "type": "object",
              "required": ["revoked"],
              "properties": {
                "revoked": { "type": "integer", "minimum": 0, "example": 3, "description": "How many, now." }
              }
            }
            """#
        ),
        OpenAPISchema(
            "Redemption",
            #"""
            {
              "type": "object",
              "required": ["userId", "subject", "membershipId", "email", "name", "role", "redeemedAt"],
              "properties": {
                "userId": { \#(userID) },
                "subject": { \#(shownSubject) },
                "membershipId": { "$ref": "#/components/schemas/Id" },
                "email": { "type": "string", "nullable": true },
                "name": { "type": "string", "nullable": true },
                "role": { "$ref": "#/components/schemas/Role" },
                "redeemedAt": { "type": "string", "format": "date-time" }
              },
              "example": {
                "userId": 99, "subject": null, "membershipId": 4, "email": "grace@example.com", "name": "Grace", "role": "MEMBER",
                "redeemedAt": "2026-11-23T10:15:00.000Z"
              }
            }
            """#
        ),
        OpenAPISchema(
            "InvitePreview",
            #"""
            {
              "type": "object",
              "required": [
                "valid", "reason", "teamId", "teamName", "role", "expiresAt", "remainingUses", "inviterName",
                "inviteName", "allowedEmailDomains", "onAccept", "onSignupPage"
              ],
              "description": "What an invite offers; or why it does not, and then all else is null.",
              "properties": {
                "valid": { "type": "boolean", "description": "Whether somebody could join with it now." },
                "reason": {
                  "type": "string", "nullable": true,
                  "description": "Why not. `x-extensible-enum` has all words of today; others may come.",
                  "x-extensible-enum": [\#(deadReasons)]
                },
                "teamId": { \#(integer(TeamID.range)), "nullable": true },
                "teamName": { "type": "string", "nullable": true },
                "role": { "type": "string", "nullable": true, "enum": ["MEMBER", "ADMIN", "OWNER", null] },
                "expiresAt": {
                  "type": "string", "format": "date-time", "nullable": true, "description": "Null: never."
                },
                "remainingUses": {
                  "type": "integer", "minimum": 1, "nullable": true,
                  "description": "How many may still join; null: any number."
                },
                "inviterName": {
                  "type": "string", "nullable": true,
                  "description": "Who invites, as the team knows them; null for somebody without a name there."
                },
                "inviteName": {
                  "type": "string", "nullable": true, "description": "What its admins call it; null: nothing."
                },
                "allowedEmailDomains": {
                  "type": "array", "items": { "type": "string" }, "nullable": true,
                  "description": "Nobody else's verified address is let in; empty: no such rule."
                },
                "onAccept": {
                  "type": "string", "nullable": true, "x-extensible-enum": [\#(words(InviteOffer.OnAccept.allCases))],
                  "description": "What comes of `POST /v2/invites/accept`. `JOINS`: a member at once. `JOINS_WITH_VERIFIED_EMAIL`: the same, for a `user` whose `email` is of an allowed domain, with `emailVerified`, from a credential that may vouch."
                },
                "onSignupPage": {
                  "type": "string", "nullable": true, "x-extensible-enum": [\#(words(InviteOffer.OnSignupPage.allCases))],
                  "description": "What comes of this service's own sign-up page. `WAITS_FOR_ADMIN`: a pending member, until an admin accepts. `REFUSED`: it cannot verify an address, or too many wait. Null: there is no such page."
                }
              },
              "example": {
                "valid": true, "reason": null, "teamId": 42, "teamName": "Acme", "role": "MEMBER",
                "expiresAt": "2026-12-07T02:40:00.123Z", "remainingUses": 19, "inviterName": "Ada",
                "inviteName": "Spring intake", "allowedEmailDomains": [], "onAccept": "JOINS",
                "onSignupPage": "WAITS_FOR_ADMIN"
              }
            }
            """#
        ),
    ]

    private static func words(_ all: [some RawRepresentable<String>]) -> String {
        all.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
    }

    private static let deadReasons = Invite.Status.allCases.filter { $0 != .active }
        .map { "\"\($0.reason)\"" }.joined(separator: ", ")

    static let userID = #"\#(integer(UserNumber.range)), "nullable": true"#

    static let shownSubject = #""type": "string", "nullable": true, "description": "In the place of a number.""#

    private static let inviteNames = #"""
        "id", "teamId", "name", "status", "role", "maxUses", "uses", "remainingUses", "expiresInDays", "expiresAt",
            "allowedEmailDomains", "metadata", "createdAt", "createdBy", "createdBySubject", "updatedAt", "lastUsedAt", "revokedAt", "version"
        """#

    private static let link = #"""
        "token": { "$ref": "#/components/schemas/Token" },
            "inviteLink": { "type": "string", "format": "uri", "description": "The link that carries the token." }
        """#

    private static let linkExample = #"""
        "token": "\#(Example.token)",
            "inviteLink": "https://app.example.com/signup?token=\#(Example.token)&callbackUrl=/getting-started"
        """#

    private static let invite = #"""
        "id": { "$ref": "#/components/schemas/InviteId" },
            "teamId": { "$ref": "#/components/schemas/Id" },
            "name": { "type": "string", "nullable": true },
            "status": { "$ref": "#/components/schemas/InviteStatus" },
            "role": { "$ref": "#/components/schemas/Role" },
            "maxUses": { \#(integer(InviteLimits.maxUses)), "nullable": true },
            "uses": { "type": "integer", "minimum": 0, "description": "How many have joined with it." },
            "remainingUses": { "type": "integer", "minimum": 0, "nullable": true },
            "expiresInDays": { \#(integer(InviteLimits.expiresInDays)), "nullable": true },
            "expiresAt": { "type": "string", "format": "date-time", "nullable": true },
            "allowedEmailDomains": { "$ref": "#/components/schemas/EmailDomains" },
            "metadata": { "$ref": "#/components/schemas/Metadata" },
            "createdAt": { "type": "string", "format": "date-time" },
            "createdBy": { \#(userID), "description": "A user's number; null: a subject, or the operator." },
            "createdBySubject": { \#(shownSubject) },
            "updatedAt": { "type": "string", "format": "date-time" },
            "lastUsedAt": { "type": "string", "format": "date-time", "nullable": true },
            "revokedAt": { "type": "string", "format": "date-time", "nullable": true },
            "version": { "type": "integer", "minimum": 1, "description": "The `ETag`, without its quotes." }
        """#

    private static let inviteExample = #"""
        "id": "\#(Example.inviteID)", "teamId": 42, "name": "Spring intake", "status": "active", "role": "MEMBER",
            "maxUses": 20, "uses": 0, "remainingUses": 20, "expiresInDays": 14, "expiresAt": "2026-12-07T02:40:00.123Z",
            "allowedEmailDomains": [], "metadata": {}, "createdAt": "2026-11-23T02:40:00.123Z", "createdBy": 17, "createdBySubject": null,
            "updatedAt": "2026-11-23T02:40:00.123Z", "lastUsedAt": null, "revokedAt": null, "version": 1
        """#
}
