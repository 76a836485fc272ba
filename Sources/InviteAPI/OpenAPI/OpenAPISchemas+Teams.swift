import InviteDomain

/// What requests about teams themselves hold.
extension OpenAPISchema {
    static let teams = [
        OpenAPISchema(
            "CreateTeamInput",
            #"""
            {
              "type": "object",
              "additionalProperties": false,
              "required": ["name"],
              "properties": {
                "name": { \#(displayName), "maxLength": \#(TextRule.longName) },
                "id": {
                  \#(integer(TeamID.range)), "nullable": true,
                  "description": "Null: the next number. Only for who administers the instance."
                },
                "slug": \#(slug),
                "isOrganization": { "type": "boolean", "default": false },
                "parentId": {
                  \#(integer(TeamID.range)), "nullable": true,
                  "description": "The organization that it is to belong to; an organization belongs to none."
                },
                "owner": {
                  "type": "object", "nullable": true, "additionalProperties": false,
                  "description": "Its first OWNER. Another than the caller only for who administers the instance; left out there: nobody.",
                  "properties": {
                    "userId": { "$ref": "#/components/schemas/UserId" },
                    "subject": { "$ref": "#/components/schemas/Subject" },
                    "email": {
                      "type": "string", "format": "email", "minLength": 1, "maxLength": \#(TextRule.longestEmail), "nullable": true
                    },
                    "name": { \#(displayName), "maxLength": \#(TextRule.longName), "nullable": true }
                  }
                }
              },
              "example": { "name": "Acme", "slug": "acme" }
            }
            """#
        ),
        OpenAPISchema(
            "UpdateTeamInput",
            #"""
            {
              "type": "object",
              "additionalProperties": false,
              "properties": {
                "name": { \#(displayName), "maxLength": \#(TextRule.longName) },
                "slug": \#(slug),
                "closed": { "type": "boolean", "description": "True closes the team, false opens it again." }
              },
              "example": { "name": "Acme Ltd" }
            }
            """#
        ),
    ]

    private static let slug = #"""
        {
                  "type": "string", "minLength": 1, "maxLength": 255, "nullable": true, "pattern": "^[a-z0-9-]+$",
                  "description": "Its name in URLs. Letters of other alphabets, emoji, `_` and `.` may be in it too."
                }
        """#
}
