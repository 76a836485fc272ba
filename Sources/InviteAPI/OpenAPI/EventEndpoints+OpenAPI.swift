import InviteDomain
import OpenAPI
import Storage

/// What the document says of events alone.
extension EventEndpoints {
    static let components = [
        OpenAPIComponent.parameter(
            "After", "after", in: "query",
            "Where to go on: the `cursor` of the answer before. `0`, the default, is before the first event; `latest` is "
                + "behind the last one that there is.",
            schema: #"""
                { "type": "string", "pattern": "^([0-9a-f.]{1,\#(FeedCursor.longest)}|latest)$", "default": "0", "example": "0" }
                """#),
        .parameter(
            "TakeEvents", "take", in: "query", "How many at most.",
            schema: #"""
                { \#(OpenAPISchema.integer(CallLimits.take)), "default": \#(CallLimits.usualEvents), "example": 25 }
                """#),
        .parameter(
            "EventsTeamId", "teamId", in: "query", "Only events of this team.",
            schema: ##"{ "$ref": "#/components/schemas/Id" }"##),
        .parameter(
            "EventTypes", "types", in: "query", "Only events of these types: several times, or with commas in between.",
            schema: #"""
                { "type": "array", "minItems": 1, "example": ["invite.redeemed"],
                  "items": { "type": "string", "enum": [\#(types)] } }
                """#),
        .parameter(
            "Wait", "wait", in: "query", "For how many seconds to wait for an event, where there is none.",
            schema: #"{ \#(OpenAPISchema.integer(CallLimits.wait)), "default": 0, "example": 0 }"#),
        OpenAPIComponent(.schemas, "Event", text: event),
        OpenAPIComponent(.schemas, "GetEventsOutput", text: output),
    ]

    private static let types = names.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")

    private static let event = ##"""
        {
          "type": "object",
          "required": [
            "id", "teamId", "seq", "type", "at", "by", "team", "inviteId", "invite", "membershipId", "member", "changes"
          ],
          "description": "What happened to one team, in one step; null for what that was not about.",
          "properties": {
            "id": { "type": "string", "description": "The event's own, for good: `teamId` and `seq`." },
            "teamId": { "$ref": "#/components/schemas/Id" },
            "seq": { \##(integer), "description": "Counts the events of the team, without gaps." },
            "type": {
              "type": "string", "description": "`x-extensible-enum` has all types of today; others may come.",
              "x-extensible-enum": [\##(types)]
            },
            "at": { "type": "string", "format": "date-time" },
            "by": {
              "type": "object",
              "required": ["kind", "userId", "subject"],
              "properties": {
                "kind": {
                  "type": "string", "enum": ["user", "operator", "newcomer", "service"],
                  "description": "`operator`: invitectl; `newcomer`: somebody at the sign-up page."
                },
                \##(person)
              }
            },
            "team": {
              "type": "object", "nullable": true,
              "required": ["name", "slug", "parentId", "isOrganization"],
              "description": "What the team is called from now on; the other two are told where it was made.",
              "properties": {
                "name": { "type": "string" }, "slug": { "type": "string", "nullable": true },
                "parentId": { \##(OpenAPISchema.integer(TeamID.range)), "nullable": true },
                "isOrganization": { "type": "boolean", "nullable": true }
              }
            },
            "inviteId": { "type": "string", "pattern": "\##(OpenAPISchema.inviteID)", "nullable": true },
            "invite": \##(invite),
            "membershipId": { \##(integer), "nullable": true },
            "member": {
              "type": "object", "nullable": true,
              "required": ["userId", "subject", "role", "accepted", "disableImpersonation", "email", "name"],
              "description": "The member as they came.",
              "properties": { \##(person), \##(membership) }
            },
            "changes": {
              "type": "object", "nullable": true,
              "required": ["userId", "subject", "role", "accepted", "disableImpersonation", "email", "name"],
              "description": "What of a membership is another now; null for what is as it was.",
              "properties": { \##(person), \##(membership) }
            }
          },
          "example": \##(example)
        }
        """##

    private static let integer = #""type": "integer", "minimum": 1"#

    private static let person =
        #""userId": { \#(OpenAPISchema.userID) }, "subject": { \#(OpenAPISchema.shownSubject) }"#

    private static let membership = #"""
        "role": { "type": "string", "nullable": true, "enum": ["MEMBER", "ADMIN", "OWNER", null] },
                "accepted": { "type": "boolean", "nullable": true },
                "disableImpersonation": { "type": "boolean", "nullable": true },
                "email": { "type": "string", "nullable": true }, "name": { "type": "string", "nullable": true }
        """#

    private static let invite = ##"""
        {
              "type": "object", "nullable": true,
              "required": [
                "role", "name", "paused", "maxUses", "expiresInDays", "expiresAt", "allowedEmailDomains", "metadata"
              ],
              "description": "The terms of the invite from now on; the role is told where it was made.",
              "properties": {
                "role": { "type": "string", "nullable": true, "enum": ["MEMBER", "ADMIN", "OWNER", null] },
                "name": { "type": "string", "nullable": true },
                "paused": { "type": "boolean" },
                "maxUses": { \##(integer), "nullable": true },
                "expiresInDays": { \##(integer), "nullable": true },
                "expiresAt": { "type": "string", "format": "date-time", "nullable": true },
                "allowedEmailDomains": { "$ref": "#/components/schemas/EmailDomains" },
                "metadata": { "$ref": "#/components/schemas/Metadata" }
              }
            }
        """##

    private static let example = #"""
        {
            "id": "42-17", "teamId": 42, "seq": 17, "type": "invite.redeemed", "at": "2026-11-23T10:15:00.000Z",
            "by": { "kind": "user", "userId": 99, "subject": null }, "team": null,
            "inviteId": "\#(OpenAPISchema.Example.inviteID)", "invite": null, "membershipId": 17,
            "member": {
              "userId": 99, "subject": null, "role": "MEMBER", "accepted": true, "disableImpersonation": false,
              "email": "grace@example.com", "name": "Grace"
            },
            "changes": null
          }
        """#

    private static let output = ##"""
        {
          "type": "object",
          "required": ["status", "data", "cursor", "hasMore"],
          "properties": {
            "status": { "type": "string", "enum": ["success"] },
            "data": { "type": "array", "items": { "$ref": "#/components/schemas/Event" } },
            "cursor": {
              "type": "string", "pattern": "^[0-9a-f.]+$", "example": "1834.9f3c2b7a.17",
              "description": "For `after`, the next time. Good for every question, and as long as the state is."
            },
            "hasMore": { "type": "boolean", "description": "Whether to go on at once." }
          }
        }
        """##
}
