import InviteDomain

/// What requests say.
///
/// Only words that every reader of such a document knows are used: a client does not check what it cannot. What is more
/// than they say stands in descriptions, and in `x-format`, which readers that do not know it pass over: a
/// `display-name` has something visible in it, no control character, and none that turns the direction of the text
/// around it.
extension OpenAPISchema {
    static let inputs = invites + members + teams

    private static let invites = [
        OpenAPISchema(
            "CreateInviteInput",
            #"""
            {
              "type": "object",
              "additionalProperties": false,
              "properties": {
                \#(expiry),
                "maxUses": {
                  \#(integer(InviteLimits.maxUses)), "nullable": true,
                  "description": "How many may join with it; null: any number."
                },
                "role": { "$ref": "#/components/schemas/Role" },
                \#(extras)
              },
              "example": { "expiresInDays": 14, "maxUses": 20, "name": "Spring intake" }
            }
            """#
        ),
        // Nullable, so that generated clients leave out what nobody has set, and do not send an empty list in its place.
        edit(
            "EditInviteInput",
            metadata: #"""
                {
                  "type": "object", "nullable": true, "maxProperties": \#(InviteLimits.metadataEntries),
                  "additionalProperties": { "type": "string", "maxLength": \#(InviteLimits.metadataText) },
                  "description": "In the place of what there is; null: nothing."
                }
                """#,
            domains: domainsOrNull),
        edit(
            "EditInviteMergePatch",
            metadata: #"""
                {
                  "type": "object", "nullable": true, "maxProperties": \#(InviteLimits.metadataEntries),
                  "additionalProperties": { "type": "string", "maxLength": \#(InviteLimits.metadataText), "nullable": true },
                  "description": "Sets what it names, takes away what is null, and leaves the rest; null: all goes."
                }
                """#,
            domains: domainsOrNull,
            paused: #", "nullable": true"#),
        OpenAPISchema(
            "PreviewInviteInput",
            #"""
            {
              "type": "object",
              "additionalProperties": false,
              "required": ["token"],
              "properties": { "token": { "$ref": "#/components/schemas/Token" } }
            }
            """#
        ),
        OpenAPISchema(
            "AcceptInviteInput",
            #"""
            {
              "type": "object",
              "additionalProperties": false,
              "required": ["token"],
              "properties": {
                "token": { "$ref": "#/components/schemas/Token" },
                "user": { "$ref": "#/components/schemas/VouchedUser" }
              },
              "example": { "token": "\#(Example.token)" }
            }
            """#
        ),
        OpenAPISchema(
            "VouchedUser",
            #"""
            {
              "type": "object",
              "additionalProperties": false,
              "description": "Who joins, as a host application that may vouch knows them: by `id` or `subject`.",
              "properties": {
                "id": { "$ref": "#/components/schemas/UserId" },
                "subject": { "$ref": "#/components/schemas/Subject" },
                "email": {
                  "type": "string", "nullable": true,
                  "description": "What is no e-mail address is not kept, and named in the answer's `adjusted`."
                },
                "emailVerified": { "type": "boolean", "default": false },
                "name": {
                  "type": "string", "nullable": true,
                  "description": "Kept as it looks, up to \#(TextRule.longName) characters; what was changed is named in `adjusted`."
                }
              },
              "example": { "id": 99, "email": "grace@example.com", "emailVerified": true, "name": "Grace" }
            }
            """#
        ),
    ]

    private static let domainsOrNull = #"""
        {
          "type": "array", "maxItems": \#(InviteLimits.allowedEmailDomains), "nullable": true, "items": { \#(emailDomain) },
          "description": "In the place of those that there are; null: no such rule."
        }
        """#

    private static func edit(_ name: String, metadata: String, domains: String, paused: String = "") -> OpenAPISchema {
        OpenAPISchema(
            name,
            #"""
            {
              "type": "object",
              "additionalProperties": false,
              "properties": {
                \#(expiry),
                "maxUses": {
                  \#(integer(InviteLimits.maxUses)), "nullable": true,
                  "description": "How many may join with it, not less than have; null: any number."
                },
                "paused": {
                  "type": "boolean"\#(paused),
                  "description": "Held back: it admits nobody until it is resumed."
                },
                \#(inviteName),
                "allowedEmailDomains": \#(domains),
                "metadata": \#(metadata)
              },
              "example": { "paused": true, "name": "Spring intake, full for now" }
            }
            """#
        )
    }

    private static let members = [
        OpenAPISchema(
            "CreateTeamMembershipInput",
            #"""
            {
              "type": "object",
              "additionalProperties": false,
              "description": "A member needs `userId` or `subject`.",
              "properties": {
                "userId": { "$ref": "#/components/schemas/UserId" },
                "subject": { "$ref": "#/components/schemas/Subject" },
                "accepted": { "type": "boolean", "default": false },
                "role": { "$ref": "#/components/schemas/Role" },
                "disableImpersonation": { "type": "boolean", "default": false },
                "email": { "type": "string", "format": "email", "minLength": 1, "maxLength": \#(TextRule.longestEmail) },
                "name": { \#(displayName), "maxLength": \#(TextRule.longName) }
              },
              "example": { "userId": 99, "accepted": true, "role": "MEMBER" }
            }
            """#
        ),
        OpenAPISchema(
            "UpdateTeamMembershipInput",
            #"""
            {
              "type": "object",
              "additionalProperties": false,
              "properties": {
                "userId": { "$ref": "#/components/schemas/UserId" },
                "subject": { "$ref": "#/components/schemas/Subject" },
                "accepted": { "type": "boolean" },
                "role": { "$ref": "#/components/schemas/Role" },
                "disableImpersonation": { "type": "boolean" }
              },
              "example": { "accepted": true, "role": "ADMIN" }
            }
            """#
        ),
        OpenAPISchema(
            "DecideOnMembershipsInput",
            #"""
            {
              "type": "object",
              "additionalProperties": false,
              "description": "At least one of `accept`, `decline` and `declineInviteId`; at most \#(CallLimits.batch) ids in all, and none of them twice.",
              "properties": {
                "accept": { \#(memberships), "description": "The memberships to accept." },
                "decline": { \#(memberships), "description": "The pending memberships to end." },
                "declineInviteId": {
                  "type": "string", "pattern": "\#(inviteID)",
                  "description": "Ends the waiting of all who came by this invite and are not named."
                },
                "keepOut": {
                  "type": "boolean", "default": false,
                  "description": "Whether no link of the team lets those who are declined in again, until an admin adds or readmits them."
                }
              },
              "example": { "accept": [4, 5], "decline": [7], "keepOut": true }
            }
            """#
        ),
        OpenAPISchema(
            "SignupForm",
            #"""
            {
              "type": "object",
              "additionalProperties": false,
              "required": ["token", "name", "email"],
              "properties": {
                "token": { "$ref": "#/components/schemas/Token" },
                "name": { "type": "string", "x-format": "display-name", "minLength": 1, "maxLength": \#(TextRule.shortName) },
                "email": { "type": "string", "format": "email", "minLength": 1, "maxLength": \#(TextRule.longestEmail) },
                "callbackUrl": { "type": "string" },
                "submission": {
                  "type": "string", "example": "\#(Example.submission)",
                  "description": "32 hex digits that nobody can guess; the same form sent again with them corrects the first."
                }
              },
              "example": { "token": "\#(Example.token)", "name": "Grace", "email": "grace@example.com" }
            }
            """#
        ),
    ]

    private static let memberships = #"""
        "type": "array", "maxItems": \#(CallLimits.batch), "items": { "$ref": "#/components/schemas/Id" }
        """#

    /// Beyond the pattern, which has no classes that one language understands otherwise than another, see `x-format`.
    static let displayName = #"""
        "type": "string", "minLength": 1, "x-format": "display-name",
              "pattern": "^[^\\x00-\\x1F\\x7F]*[^\\x00-\\x20\\x7F][^\\x00-\\x1F\\x7F]*$"
        """#

    private static let expiry = #"""
        "expiresInDays": {
              \#(integer(InviteLimits.expiresInDays)), "nullable": true,
              "description": "Days until it expires; null: never. Not together with `expiresAt`."
            },
            "expiresAt": {
              "type": "string", "format": "date-time", "nullable": true,
              "description": "When it expires, in the future; null: never. Not together with `expiresInDays`."
            }
        """#

    private static let inviteName = #"""
        "name": {
              \#(displayName), "maxLength": \#(TextRule.shortName), "nullable": true,
              "description": "What it is called, in lists and to whoever has the link; something visible, no control characters. Invisible ones are not kept."
            }
        """#

    private static let extras = #"""
        \#(inviteName),
            "allowedEmailDomains": { "$ref": "#/components/schemas/EmailDomains" },
            "metadata": { "$ref": "#/components/schemas/Metadata" }
        """#
}
