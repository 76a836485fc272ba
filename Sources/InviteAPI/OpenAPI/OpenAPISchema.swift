import InviteDomain

/// The shape of a JSON value, as JSON text: all that is served and taken is described in one of these.
struct OpenAPISchema {
    let name: String
    let text: String

    init(_ name: String, _ text: String) {
        self.name = name
        self.text = text
    }

    /// The words for an integer of this range.
    static func integer(_ range: ClosedRange<Int>) -> String {
        #""type": "integer", "minimum": \#(range.lowerBound), "maximum": \#(range.upperBound)"#
    }

    static let all = basics + inputs + shown + outputs + [error]

    /// Cal.com's envelope around one thing, or a list of them.
    private static let outputs = [
        output("CreateInviteOutputDto", of: "InviteDataDto"),
        output("GetInviteOutput", of: "Invite"),
        output("GetInvitesOutput", ofEvery: "Invite"),
        output("RevokeInvitesOutput", of: "RevokedInvites"),
        output("ShowInviteLinkOutput", of: "InviteLink"),
        output("GetRedemptionsOutput", ofEvery: "Redemption"),
        output("PreviewInviteOutput", of: "InvitePreview"),
        output("AcceptInviteOutput", of: "AcceptedInvite"),
        page("GetTeamMembershipsOutput", ofEvery: "TeamMembershipOutput"),
        output("DecideOnMembershipsOutput", ofEvery: "MembershipDecision"),
        page("GetKeptOutOutput", ofEvery: "KeptOut"),
        output("ReadmitOutput", of: "KeptOut"),
        output("CreateTeamMembershipOutput", of: "TeamMembershipOutput"),
        output("GetTeamMembershipOutput", of: "TeamMembershipOutput"),
        output("UpdateTeamMembershipOutput", of: "TeamMembershipOutput"),
        output("DeleteTeamMembershipOutput", of: "TeamMembershipOutput"),
        output("GetTeamOutput", of: "TeamOutputDto"),
        output("GetTeamsOutput", ofEvery: "TeamOutputDto"),
        output("GetMeOutput", of: "MeOutput"),
    ]

    static func output(_ name: String, of schema: String) -> OpenAPISchema {
        output(name, ##"{ "$ref": "#/components/schemas/\##(schema)" }"##)
    }

    static func output(_ name: String, ofEvery schema: String) -> OpenAPISchema {
        output(name, ##"{ "type": "array", "items": { "$ref": "#/components/schemas/\##(schema)" } }"##)
    }

    private static func output(_ name: String, _ data: String) -> OpenAPISchema {
        OpenAPISchema(
            name,
            #"""
            {
              "type": "object",
              "required": ["status", "data"],
              "properties": { "status": { "type": "string", "enum": ["success"] }, "data": \#(data) }
            }
            """#
        )
    }

    /// The same around a part of a list.
    private static func page(_ name: String, ofEvery schema: String) -> OpenAPISchema {
        OpenAPISchema(
            name,
            #"""
            {
              "type": "object",
              "required": ["status", "data", "pagination"],
              "properties": {
                "status": { "type": "string", "enum": ["success"] },
                "data": { "type": "array", "items": { "$ref": "#/components/schemas/\#(schema)" } },
                "pagination": { "$ref": "#/components/schemas/Pagination" }
              }
            }
            """#
        )
    }

    private static let error = OpenAPISchema(
        "Error",
        #"""
        {
          "type": "object",
          "required": ["status", "timestamp", "path", "error"],
          "properties": {
            "status": { "type": "string", "enum": ["error"] },
            "timestamp": { "type": "string", "format": "date-time" },
            "path": { "type": "string", "description": "Without the query; secrets masked." },
            "error": {
              "type": "object",
              "required": ["code", "message", "details"],
              "properties": {
                "code": { "type": "string", "description": "Cal.com's name for the status.", "example": "ForbiddenException" },
                "message": { "type": "string", "description": "For people: what failed, on what, what to do." },
                "details": {
                  "type": "object",
                  "description": "The web server's own errors have the reason alone.",
                  "required": ["reason"],
                  "properties": {
                    "reason": {
                      "type": "string", "example": "NOT_A_MEMBER",
                      "description": "For machines. `x-extensible-enum` has all words of today; others may come.",
                      "x-extensible-enum": [\#(OpenAPIError.reasons.map { "\"\($0)\"" }.joined(separator: ", "))]
                    },
                    "message": { "type": "string" },
                    "error": { "type": "string", "example": "Forbidden" },
                    "statusCode": { "type": "integer", "example": 403 },
                    "field": { "type": "string", "description": "Which part of the request is meant." },
                    "teamId": { "type": "integer", "description": "Which team is meant, of those that the request did not name." },
                    "cursor": { "type": "string", "description": "Where to go on past what failed." }
                  }
                }
              }
            }
          }
        }
        """#
    )
}

extension OpenAPISchema {
    /// The team, up to 2147483647, and eight bytes.
    static let inviteID = "^[0-7][0-9a-f]{23}$"

    fileprivate static let basics = [
        OpenAPISchema("Id", #"{ \#(integer(TeamID.range)), "example": 42 }"#),
        OpenAPISchema("UserId", #"{ \#(integer(UserNumber.range)), "example": 17 }"#),
        OpenAPISchema("Subject", #"{ \#(subject), "example": "\#(Example.subject)" }"#),
        OpenAPISchema(
            "InviteId", #"{ "type": "string", "pattern": "\#(inviteID)", "example": "\#(Example.inviteID)" }"#),
        OpenAPISchema(
            "Token",
            #"""
            {
              "type": "string", "minLength": 64, "maxLength": 64, "pattern": "^[0-9a-f]{64}$",
              "example": "\#(Example.token)",
              "description": "The secret of an invite. Whoever has it may join."
            }
            """#
        ),
        OpenAPISchema(
            "Pagination",
            #"""
            {
              "type": "object",
              "required": ["totalItems", "nextCursor"],
              "properties": {
                "totalItems": { "type": "integer", "minimum": 0, "description": "Of the whole list." },
                "nextCursor": {
                  "type": "string", "nullable": true,
                  "description": "What `after` has to be for the next part; null where this is the last."
                }
              },
              "example": { "totalItems": 1, "nextCursor": null }
            }
            """#
        ),
        OpenAPISchema("Role", #"{ "type": "string", "enum": ["MEMBER", "ADMIN", "OWNER"], "example": "MEMBER" }"#),
        OpenAPISchema(
            "InviteStatus",
            #"{ "type": "string", "enum": ["active", "paused", "exhausted", "expired", "revoked"], "example": "active" }"#
        ),
        OpenAPISchema(
            "Metadata",
            #"""
            {
              "type": "object", "maxProperties": \#(InviteLimits.metadataEntries),
              "additionalProperties": { "type": "string", "maxLength": \#(InviteLimits.metadataText) },
              "description": "Strings of the caller's own, under names of \#(InviteLimits.metadataName.inWords) characters."
            }
            """#
        ),
        OpenAPISchema(
            "EmailDomains",
            #"""
            {
              "type": "array", "maxItems": \#(InviteLimits.allowedEmailDomains),
              "description": "Nobody else's verified address is let in; empty: no such rule.",
              "items": { \#(emailDomain) }
            }
            """#
        ),
    ]

    /// Bytes are counted, which no word of a schema can say; all of ASCII has one each.
    static let subject = #"""
        "type": "string", "minLength": \#(Subject.length.lowerBound), "maxLength": \#(Subject.length.upperBound), "x-format": "subject",
                "description": "What the application calls a user without a number: \#(Subject.form), compared by bytes. The decimal of a user's number is that number."
        """#

    static let emailDomain = #"""
        "type": "string", "minLength": 1, "maxLength": \#(TextRule.longestDomain), "example": "example.com",
                "pattern": "^([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$"
        """#

    /// What the examples have in common.
    enum Example {
        static let inviteID = "0000002a5be1c09d77aa01f3"
        static let token = inviteID + "c4d5e6f7a8b9c0d1e2f3a4b5c6d7e8f901234567"
        static let subject = "550e8400-e29b-41d4-a716-446655440000"
        static let submission = "5be1c09d77aa01f3c4d5e6f7a8b9c0d1"
    }
}
