import InviteDomain
import OpenAPI

/// What the OpenAPI document says of API keys alone.
extension OpenAPIComponent {
    static let ofKeys: [OpenAPIComponent] =
        [
            .parameter(
                "KeyId", "keyId", in: "path", "The key's public id.",
                schema: #"{ "type": "string", "pattern": "^[0-9a-f]{12}$", "example": "\#(exampleID)" }"#),
            .parameter(
                "KeyUserId", "userId", in: "query", "Only those of this user.",
                schema: ##"{ "$ref": "#/components/schemas/UserId" }"##),
            .parameter(
                "KeySubject", "subject", in: "query",
                "Only those of the user of this subject, in the place of `userId`.",
                schema: ##"{ "$ref": "#/components/schemas/Subject" }"##),
            .requestBody(
                "CreateKey", "For whom the key is, how long and for how much.", ["application/json": "CreateKeyInput"]),
        ] + schemas.map { OpenAPIComponent(.schemas, $0.name, text: $0.text) }

    private static let schemas = [
        OpenAPISchema.output("CreateKeyOutput", of: "NewApiKey"), .output("GetKeysOutput", ofEvery: "ApiKey"),
        .output("GetKeyOutput", of: "ApiKey"),
        OpenAPISchema("Scope", #"{ "type": "string", "enum": [\#(scopes)], "example": "TEAM_MEMBERSHIP_WRITE" }"#),
        input,
        OpenAPISchema(
            "ApiKey",
            #"""
            {
              "type": "object", "required": [\#(names)],
              "properties": { \#(shown) },
              "example": { \#(example) }
            }
            """#),
        OpenAPISchema(
            "NewApiKey",
            #"""
            {
              "type": "object", "required": ["key", \#(names)],
              "properties": {
                "key": { "type": "string", "description": "The secret, which nobody is told again." }, \#(shown)
              },
              "example": { "key": "cal_5be1c09d77aa01f3c4d5e6f7a8b9c0d1", \#(example) }
            }
            """#),
    ]

    private static let input = OpenAPISchema(
        "CreateKeyInput",
        #"""
        {
          "type": "object", "additionalProperties": false,
          "description": "As whom the key acts, by `userId` or `subject`, and what it may do.",
          "properties": {
            "userId": { "$ref": "#/components/schemas/UserId" },
            "subject": { "$ref": "#/components/schemas/Subject" },
            "note": {
              \#(OpenAPISchema.displayName), "maxLength": \#(TextRule.longName), "nullable": true,
              "description": "A word about what it is for."
            },
            "expiresInDays": {
              \#(OpenAPISchema.integer(KeyTerms.days)), "nullable": true,
              "description": "Days until it expires; null: never."
            },
            "scopes": {
              "type": "array", "minItems": 1, "nullable": true, "items": { "$ref": "#/components/schemas/Scope" },
              "description": "Only for calls that one of these allows; null: for all that the user may."
            },
            "teams": {
              "type": "array", "minItems": \#(KeyTerms.teams.lowerBound), "maxItems": \#(KeyTerms.teams.upperBound),
              "nullable": true, "items": { "$ref": "#/components/schemas/Id" },
              "description": "Only in these teams; null: in all. In any other team it is like the key of a stranger."
            },
            "instanceAdmin": {
              "type": "boolean", "default": false, "description": "May act on every team, or on every one of `teams`."
            },
            "canVouch": { "type": "boolean", "default": false, "description": "May say who joins." }
          },
          "example": {
            "userId": 17, "note": "shop", "expiresInDays": 90, "scopes": ["TEAM_MEMBERSHIP_WRITE"], "teams": [42]
          }
        }
        """#)

    private static let exampleID = "9f2c51e0b7aa"
    private static let scopes = Scope.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")

    private static let names = #"""
        "id", "userId", "subject", "status", "scopes", "teams", "instanceAdmin", "canVouch", "createdAt", "expiresAt",
            "revokedAt", "note"
        """#

    private static let shown = #"""
        "id": { "type": "string", "example": "\#(exampleID)", "description": "For lists, and to revoke it by." },
            "userId": { \#(OpenAPISchema.userID), "description": "As whom it acts." },
            "subject": { \#(OpenAPISchema.shownSubject) },
            "status": { "type": "string", "enum": ["live", "expired", "revoked"] },
            "scopes": {
              "type": "array", "nullable": true, "items": { "$ref": "#/components/schemas/Scope" },
              "description": "Null: for all that the user may."
            },
            "teams": {
              "type": "array", "nullable": true, "items": { "$ref": "#/components/schemas/Id" },
              "description": "Null: in all."
            },
            "instanceAdmin": { "type": "boolean" },
            "canVouch": { "type": "boolean" },
            "createdAt": { "type": "string", "format": "date-time" },
            "expiresAt": { "type": "string", "format": "date-time", "nullable": true },
            "revokedAt": { "type": "string", "format": "date-time", "nullable": true },
            "note": { "type": "string", "nullable": true }
        """#

    private static let example = #"""
        "id": "\#(exampleID)", "userId": 17, "subject": null, "status": "live", "scopes": ["TEAM_MEMBERSHIP_WRITE"],
            "teams": [42], "instanceAdmin": false, "canVouch": false, "createdAt": "2026-11-23T10:15:00.000Z",
            "expiresAt": "2027-02-21T10:15:00.000Z", "revokedAt": null, "note": "shop"
        """#
}

extension OpenAPIError {
    static let mayNotIssueKey = OpenAPIError(
        "MayNotIssueKey", "The scope was not given by name, or the key would do more than the credential that asks.",
        [keysScope, Refusal.keyAboveOwn(field: "teams"), RequestProblem.crossSiteCall])

    static let mayNotManageKeys = OpenAPIError(
        "MayNotManageKeys", "The scope was not given by name.", [keysScope, RequestProblem.crossSiteCall])

    static let keyNotFound = OpenAPIError(
        "KeyNotFound", "No such key among those that the caller sees.", [Refusal.keyNotFound(id: "9f2c51e0b7aa")])

    static let keyConflict = OpenAPIError(
        "KeyConflict", "The `Idempotency-Key` belongs to another body.", [Refusal.idempotencyKeyReused])

    private static let keysScope = Refusal.scopeMissing(required: .keysWrite, held: [])
}
