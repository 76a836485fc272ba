/// Memberships, teams and users as answers show them: Cal.com's shapes.
extension OpenAPISchema {
    static let people = [
        OpenAPISchema(
            "AcceptedInvite",
            #"""
            {
              "type": "object",
              "required": ["joined", "alreadyMember", "redeemedAt", "membership", "adjusted"],
              "properties": {
                "joined": { "type": "boolean", "description": "True if this request did it." },
                "alreadyMember": { "type": "boolean" },
                "redeemedAt": { "type": "string", "format": "date-time" },
                "membership": { "$ref": "#/components/schemas/TeamMembershipOutput" },
                "adjusted": {
                  "type": "array", "items": { "type": "string", "enum": ["user.email", "user.name"] },
                  "description": "What could not be kept of the user as it was sent; mostly nothing."
                }
              },
              "example": {
                "joined": true, "alreadyMember": false, "redeemedAt": "2026-11-23T10:15:00.000Z",
                "membership": \#(membershipExample), "adjusted": []
              }
            }
            """#
        ),
        membership("TeamMembershipOutput"), membership("DecidedMembership", #""nullable": true,"#),
        OpenAPISchema(
            "MembershipDecision",
            #"""
            {
              "type": "object",
              "required": ["membershipId", "result", "reason", "message", "membership"],
              "properties": {
                "membershipId": { "$ref": "#/components/schemas/Id" },
                "result": { "type": "string", "enum": ["accepted", "declined", "unchanged", "failed"] },
                "reason": {
                  "type": "string", "nullable": true,
                  "description": "For machines, why it failed. `x-extensible-enum` has all words of today; others may come.",
                  "x-extensible-enum": [
                    "MEMBER_ACCEPTED", "MEMBER_NAMED_TWICE", "MEMBER_NOT_FOUND", "ROLE_TOO_LOW",
                    "TEAM_CLOSED"
                  ]
                },
                "message": { "type": "string", "nullable": true, "description": "For people, why it failed." },
                "membership": { "$ref": "#/components/schemas/DecidedMembership" }
              },
              "example": {
                "membershipId": 9, "result": "failed", "reason": "MEMBER_NOT_FOUND",
                "message": "Membership with id 9 not found in team 42", "membership": null
              }
            }
            """#
        ),
        OpenAPISchema(
            "KeptOut",
            #"""
            {
              "type": "object",
              "required": ["id", "userId", "subject", "teamId", "email", "name", "since"],
              "properties": {
                "id": { "$ref": "#/components/schemas/Id" },
                "userId": { \#(userID), "description": "Null for a subject, and for somebody who signed up on the page." },
                "subject": { \#(shownSubject) },
                "teamId": { "$ref": "#/components/schemas/Id" },
                "email": { "type": "string", "nullable": true },
                "name": { "type": "string", "nullable": true },
                "since": { "type": "string", "format": "date-time" }
              },
              "example": {
                "id": 7, "userId": null, "subject": null, "teamId": 42, "email": "eve@example.com", "name": "Eve",
                "since": "2026-11-23T10:15:00.000Z"
              }
            }
            """#
        ),
        OpenAPISchema(
            "MembershipUserOutputDto",
            #"""
            {
              "type": "object",
              "required": ["avatarUrl", "username", "name", "email", "bio"],
              "properties": {
                "avatarUrl": { "type": "string", "nullable": true },
                "username": { "type": "string", "nullable": true },
                "name": { "type": "string", "nullable": true },
                "email": { "type": "string", "nullable": true },
                "bio": { "type": "string", "nullable": true }
              }
            }
            """#
        ),
        OpenAPISchema(
            "TeamOutputDto",
            #"""
            {
              "type": "object",
              "required": [
                "id", "parentId", "name", "slug", "logoUrl", "calVideoLogo", "appLogo", "appIconLogo", "bio",
                "hideBranding", "isOrganization", "isPrivate", "hideBookATeamMember", "theme", "brandColor",
                "darkBrandColor", "bannerUrl", "timeFormat", "timeZone", "weekStart", "closedAt"
              ],
              "properties": {
                "id": { "$ref": "#/components/schemas/Id" },
                "parentId": { \#(userID), "description": "The organization that it belongs to." },
                "name": { "type": "string" },
                "slug": { "type": "string", "nullable": true },
                "logoUrl": { "type": "string", "nullable": true },
                "calVideoLogo": { "type": "string", "nullable": true },
                "appLogo": { "type": "string", "nullable": true },
                "appIconLogo": { "type": "string", "nullable": true },
                "bio": { "type": "string", "nullable": true },
                "hideBranding": { "type": "boolean" },
                "isOrganization": { "type": "boolean" },
                "isPrivate": { "type": "boolean" },
                "hideBookATeamMember": { "type": "boolean" },
                "theme": { "type": "string", "nullable": true },
                "brandColor": { "type": "string", "nullable": true },
                "darkBrandColor": { "type": "string", "nullable": true },
                "bannerUrl": { "type": "string", "nullable": true },
                "timeFormat": { "type": "integer", "nullable": true },
                "timeZone": { "type": "string" },
                "weekStart": { "type": "string" },
                "closedAt": {
                  "type": "string", "format": "date-time", "nullable": true,
                  "description": "Since when nobody gets in; null for an open team."
                }
              },
              "example": {
                "id": 42, "parentId": null, "name": "Acme", "slug": "acme", "logoUrl": null, "calVideoLogo": null,
                "appLogo": null, "appIconLogo": null, "bio": null, "hideBranding": false, "isOrganization": false,
                "isPrivate": false, "hideBookATeamMember": false, "theme": null, "brandColor": null,
                "darkBrandColor": null, "bannerUrl": null, "timeFormat": null, "timeZone": "Europe/London",
                "weekStart": "Sunday", "closedAt": null
              }
            }
            """#
        ),
        OpenAPISchema(
            "MeOutput",
            #"""
            {
              "type": "object",
              "required": [
                "id", "subject", "email", "name", "avatarUrl", "bio", "timeFormat", "defaultScheduleId", "weekStart", "timeZone",
                "username", "organizationId"
              ],
              "properties": {
                "id": { \#(userID) },
                "subject": { \#(shownSubject) },
                "email": { "type": "string", "nullable": true },
                "name": { "type": "string", "nullable": true },
                "avatarUrl": { "type": "string", "nullable": true },
                "bio": { "type": "string", "nullable": true },
                "timeFormat": { "type": "integer" },
                "defaultScheduleId": { "type": "integer", "nullable": true },
                "weekStart": { "type": "string" },
                "timeZone": { "type": "string" },
                "username": { "type": "string", "nullable": true },
                "organizationId": { "type": "integer", "nullable": true }
              },
              "example": {
                "id": 17, "subject": null, "email": null, "name": null, "avatarUrl": null, "bio": null, "timeFormat": 12,
                "defaultScheduleId": null, "weekStart": "Sunday", "timeZone": "Europe/London", "username": null,
                "organizationId": null
              }
            }
            """#
        ),
    ]

    /// A membership; null in its place where `more` says so.
    private static func membership(_ name: String, _ more: String = "") -> OpenAPISchema {
        OpenAPISchema(
            name,
            #"""
            {
              "type": "object", \#(more)
              "required": [
                "id", "userId", "subject", "teamId", "accepted", "role", "disableImpersonation", "user", "joinedAt",
                "inviteId"
              ],
              "properties": {
                "id": { "$ref": "#/components/schemas/Id" },
                "userId": { \#(userID), "description": "Null for a subject, and for somebody who signed up on the page." },
                "subject": { \#(shownSubject) },
                "teamId": { "$ref": "#/components/schemas/Id" },
                "accepted": { "type": "boolean", "description": "False for a pending member, who may do nothing." },
                "role": { "$ref": "#/components/schemas/Role" },
                "disableImpersonation": { "type": "boolean" },
                "user": { "$ref": "#/components/schemas/MembershipUserOutputDto" },
                "joinedAt": { "type": "string", "format": "date-time" },
                "inviteId": {
                  "type": "string", "pattern": "\#(inviteID)", "nullable": true,
                  "description": "The invite by which they joined."
                }
              },
              "example": \#(membershipExample)
            }
            """#
        )
    }

    private static let membershipExample = #"""
        {
              "id": 4, "userId": 99, "subject": null, "teamId": 42, "accepted": true, "role": "MEMBER", "disableImpersonation": false,
              "user": {
                "avatarUrl": null, "username": null, "name": "Grace", "email": "grace@example.com", "bio": null
              },
              "joinedAt": "2026-11-23T10:15:00.000Z", "inviteId": "\#(Example.inviteID)"
            }
        """#
}
