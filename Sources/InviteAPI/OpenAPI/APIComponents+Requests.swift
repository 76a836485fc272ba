import HTTPTypes
import InviteDomain
import OpenAPI

/// What requests are made of.
extension APIComponents {
    static let parameters: [OpenAPIComponent] = [
        .parameter("TeamId", "teamId", in: "path", "The team's number.", schema: reference("Id")),
        .parameter("OrgId", "orgId", in: "path", "The number of the team's organization.", schema: reference("Id")),
        .parameter("InviteId", "inviteId", in: "path", "The invite's public id.", schema: reference("InviteId")),
        .parameter(
            "MembershipId", "membershipId", in: "path", "The membership's number, unique in its team.",
            schema: reference("Id")),
        .parameter(
            "Idempotency-Key", "Idempotency-Key", in: "header",
            "Names the request: sent again within 24 hours, by the same caller and with the same body, it makes "
                + "nothing a second time but answers with what it made.",
            schema: #"""
                {
                  "type": "string", "minLength": \#(key.lowerBound), "maxLength": \#(key.upperBound), \#
                "pattern": "^[!-~]{\#(key.lowerBound),\#(key.upperBound)}$",
                  "example": "spring-intake-2026"
                }
                """#),
        .parameter(
            "If-Match", "If-Match", in: "header",
            "The `ETag` of the version that the caller has seen: any other is left as it is.",
            schema: #"{ "type": "string", "example": "\"1\"" }"#),
        .parameter(
            "Invite-Client-Address", "Invite-Client-Address", in: "header",
            "Whose address a credential that may vouch speaks for: requests and unknown tokens are counted by it, and not "
                + "by the application's own. From any other credential it is refused.",
            schema: #"{ "type": "string", "x-format": "ip-address", "example": "198.51.100.7" }"#),
        .parameter("Status", "status", in: "query", "Only those that are so now.", schema: reference("InviteStatus")),
        .parameter(
            "CreatedBy", "createdBy", in: "query", "Only those that this user made.", schema: reference("UserId")),
        .parameter(
            "CreatedBySubject", "createdBySubject", in: "query",
            "Only those that the user of this subject made, in the place of `createdBy`.", schema: reference("Subject")),
        .parameter(
            "Take", "take", in: "query", "How many at most.",
            schema: take(CallLimits.usualTake)),
        .parameter(
            "TakeMemberships", "take", in: "query", "How many at most.",
            schema: take(CallLimits.take.upperBound)),
        .parameter(
            "Skip", "skip", in: "query", "How many to leave out first.",
            schema: #"{ \#(OpenAPISchema.integer(CallLimits.skip)), "default": 0, "example": 0 }"#),
        .parameter(
            "AfterMembership", "after", in: "query",
            "Where to go on: the `nextCursor` of the part before. Not together with `skip`.",
            schema: #"{ "type": "string", "minLength": 1, "pattern": "^[1-9][0-9]{0,8}$", "example": "25" }"#),
        .parameter(
            "Accepted", "accepted", in: "query", "Only members, or only those who wait.",
            schema: #"{ "type": "boolean", "example": false }"#),
        .parameter(
            "JoinedBy", "inviteId", in: "query", "Only those who came by this invite.",
            schema: #"""
                { "type": "string", "minLength": 24, "pattern": "\#(OpenAPISchema.inviteID)", \#
                "example": "\#(OpenAPISchema.Example.inviteID)" }
                """#),
        .parameter(
            "Search", "search", in: "query",
            "Only those in whose name, address or subject this stands, whatever letters are capital.",
            schema: #"""
                { "type": "string", "minLength": \#(SearchText.length.lowerBound), \#
                "maxLength": \#(SearchText.length.upperBound), "example": "ada" }
                """#),
        .parameter(
            "KeepOut", "keepOut", in: "query",
            "Whether no link of the team lets that person in again, until an admin adds or readmits them.",
            schema: #"{ "type": "boolean", "default": false }"#),
        .parameter(
            "Only", "only", in: "query", "Asks whether the state can be read, and no more.",
            schema: #"{ "type": "string", "enum": ["read"], "example": "read" }"#),
        .parameter(
            "Emails", "emails", in: "query",
            "Only members with one of these addresses: several times, or with commas in between; at most \(CallLimits.emails).",
            schema: #"""
                { "type": "array", "minItems": 1, "maxItems": \#(CallLimits.emails), "example": ["ada@example.com"],
                  "items": { "type": "string", "minLength": 1, "pattern": "^[^,]*[^ ,][^,]*$" } }
                """#),
        .parameter(
            "Token", "token", in: "query", "The secret of the invite.", isRequired: true, schema: reference("Token")),
        .parameter(
            "CallbackUrl", "callbackUrl", in: "query",
            "A path of the site, where to go on after signing up; another text stands for the configured path.",
            schema: #"{ "type": "string", "example": "/getting-started" }"#),
        .parameter(
            "SignupInvite", "invite", in: "query",
            "The id of the invite that people signed up with; another text is none.",
            schema: #"{ "type": "string", "example": "0000002a5be1c09d77aa01f3" }"#),
    ]

    static let headers: [OpenAPIComponent] = [
        .header("X-Request-Id", "Names this request in the service's log.", #"{ "type": "string", "format": "uuid" }"#),
        .header(
            "ETag", "The version of the invite, for `If-Match`.",
            #"{ "type": "string", "pattern": "^\"[1-9][0-9]*\"$", "example": "\"1\"" }"#),
        .header("Accept-Patch", "What an edit may be (RFC 5789).", #"{ "type": "string" }"#),
        .header("Location", "Where to go on.", #"{ "type": "string", "format": "uri" }"#),
        .header("Retry-After", "Seconds to wait.", #"{ "type": "integer", "minimum": 1 }"#),
        .header("WWW-Authenticate", "RFC 6750.", #"{ "type": "string" }"#),
        .header(
            allowance[0], "Requests in the time that is set.", #"{ "type": "integer", "minimum": 1 }"#,
            isRequired: false),
        .header(
            allowance[1], "Requests that are left of them.", #"{ "type": "integer", "minimum": 0 }"#, isRequired: false),
        .header(
            allowance[2], "Seconds until all are there again.", #"{ "type": "integer", "minimum": 0 }"#,
            isRequired: false),
    ]

    /// What tells callers how many requests they have left, where that is limited.
    static let allowance = [HTTPField.Name.rateLimit, .rateLimitRemaining, .rateLimitReset].map(\.rawName)

    static let requestBodies: [OpenAPIComponent] = [
        .requestBody(
            "CreateInvite", "Without a body, or with `{}`, every option has its default.", isRequired: false,
            [json: "CreateInviteInput"]),
        .requestBody(
            "EditInvite", "What changes; `{}` changes nothing.",
            [json: "EditInviteInput", mergePatch: "EditInviteMergePatch"]),
        .requestBody("PreviewInvite", "The token of a link.", [json: "PreviewInviteInput"]),
        .requestBody("AcceptInvite", "The token of a link, and perhaps who joins.", [json: "AcceptInviteInput"]),
        .requestBody("CreateTeamMembership", "Who becomes a member.", [json: "CreateTeamMembershipInput"]),
        .requestBody(
            "UpdateTeamMembership", "What changes; `{}` changes nothing.",
            [json: "UpdateTeamMembershipInput", mergePatch: "UpdateTeamMembershipInput"]),
        .requestBody(
            "DecideOnMemberships", "Whom to let in and whom not.", [json: "DecideOnMembershipsInput"]),
        .requestBody("CreateTeam", "What the team is called, and perhaps more.", [json: "CreateTeamInput"]),
        .requestBody(
            "UpdateTeam", "What changes; `{}` changes nothing.",
            [json: "UpdateTeamInput", mergePatch: "UpdateTeamInput"]),
        .requestBody("SignupForm", "The form of the page.", ["application/x-www-form-urlencoded": "SignupForm"]),
    ]

    private static let key = CallLimits.idempotencyKey

    private static func take(_ usual: Int) -> String {
        #"{ \#(OpenAPISchema.integer(CallLimits.take)), "default": \#(usual), "example": 25 }"#
    }

    private static let json = "application/json"
    private static let mergePatch = "application/merge-patch+json"

    private static func reference(_ schema: String) -> String {
        #"{ "$ref": "\#(OpenAPIComponent.reference(to: .schemas, schema))" }"#
    }
}
