/// What the operations of the OpenAPI document have in common.
enum OpenAPIComponents {
    static let text = """
        {
            "securitySchemes": {
              "bearer": {
                "type": "http",
                "scheme": "bearer",
                "description": "An API key (`cal_` and 32 hex digits) or an OAuth access token."
              }
            },
            "parameters": {
              "TeamId": {
                "name": "teamId", "in": "path", "required": true, "schema": { "$ref": "#/components/schemas/Id" }
              },
              "OrgId": {
                "name": "orgId", "in": "path", "required": true, "schema": { "$ref": "#/components/schemas/Id" }
              }
            },
            "headers": {
              "X-Request-Id": {
                "description": "Names this request in the service's log.",
                "schema": { "type": "string", "format": "uuid" }
              },
              "Retry-After": { "description": "Seconds to wait.", "schema": { "type": "integer", "minimum": 1 } },
              "WWW-Authenticate": { "description": "RFC 6750.", "schema": { "type": "string" } }
            },
            "requestBodies": {
              "CreateInvite": {
                "description": "Optional: without a body every option has its default.",
                "required": false,
                "content": { "application/json": { "schema": { "$ref": "#/components/schemas/CreateInviteInput" } } }
              }
            },
            "responses": {
        \(responses)
            },
            "schemas": {
        \(schemas)
            }
          }
        """

    private static let responses = [
        ("BadRequest", "What was sent makes no sense; `details.reason` and `details.field` say what.", ""),
        ("Unauthorized", "No credential, or one that opens nothing.", "WWW-Authenticate"),
        ("Forbidden", "No accepted ADMIN or OWNER, no such team, a missing scope, or a role above the ceiling.", ""),
        ("NotFound", "No such team in what the caller manages.", ""),
        ("Conflict", "The team has as many live invites as it may have.", ""),
        ("ContentTooLarge", "The body is larger than 102,400 bytes.", ""),
        ("UnsupportedMediaType", "The body is not `application/json` in UTF-8.", ""),
        ("HeaderFieldsTooLarge", "The header fields are larger than 64 kB together.", ""),
        ("Unavailable", "The state is busy or cannot be reached.", "Retry-After"),
    ]
    .map { name, description, header in
        let field = header.isEmpty ? "" : ##", "\##(header)": { "$ref": "#/components/headers/\##(header)" }"##
        return """
                  "\(name)": {
                    "description": "\(description)",
                    "headers": { "X-Request-Id": { "$ref": "#/components/headers/X-Request-Id" }\(field) },
                    "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Error" } } }
                  }
            """
    }
    .joined(separator: ",\n")

    private static let schemas = """
              "Id": { "type": "integer", "minimum": 1, "maximum": 2147483647, "example": 42 },
              "Role": { "type": "string", "enum": ["MEMBER", "ADMIN", "OWNER"] },
              "CreateInviteInput": {
                "type": "object",
                "additionalProperties": false,
                "properties": {
                  "expiresInDays": {
                    "type": "integer", "minimum": 1, "maximum": 365, "nullable": true,
                    "description": "Days until it expires; null: never. Not together with `expiresAt`."
                  },
                  "expiresAt": {
                    "type": "string", "format": "date-time", "nullable": true,
                    "description": "When it expires, in the future; null: never. Not together with `expiresInDays`."
                  },
                  "maxUses": {
                    "type": "integer", "minimum": 1, "maximum": 2147483647, "nullable": true,
                    "description": "How many may join with it; null: any number."
                  },
                  "role": { "$ref": "#/components/schemas/Role" },
                  "name": {
                    "type": "string", "minLength": 1, "maxLength": 100, "nullable": true,
                    "description": "What it is called in lists; no control or bidi characters, not only spaces."
                  },
                  "allowedEmailDomains": {
                    "type": "array", "maxItems": 50,
                    "items": {
                      "type": "string", "maxLength": 253,
                      "pattern": "^([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\\\.)+[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$"
                    }
                  },
                  "metadata": { "$ref": "#/components/schemas/Metadata" }
                },
                "example": { "expiresInDays": 14, "maxUses": 20, "name": "Spring intake" }
              },
              "Metadata": {
                "type": "object", "maxProperties": 50,
                "additionalProperties": { "type": "string", "maxLength": 500 },
                "description": "Strings of the caller's own, under names of 1 to 40 characters."
              },
              "CreateInviteOutputDto": {
                "type": "object",
                "required": ["status", "data"],
                "properties": {
                  "status": { "type": "string", "enum": ["success"], "example": "success" },
                  "data": { "$ref": "#/components/schemas/InviteDataDto" }
                }
              },
              "InviteDataDto": {
                "type": "object",
                "required": [
                  "token", "inviteLink", "id", "teamId", "name", "status", "role", "maxUses", "expiresInDays",
                  "expiresAt", "allowedEmailDomains", "metadata", "createdAt", "createdBy"
                ],
                "properties": {
                  "token": {
                    "type": "string", "pattern": "^[0-9a-f]{64}$",
                    "description": "The secret of the invite. Whoever has it may join."
                  },
                  "inviteLink": { "type": "string", "format": "uri", "description": "The link that carries the token." },
                  "id": { "type": "string", "pattern": "^[0-9a-f]{24}$", "description": "Names the invite; no secret." },
                  "teamId": { "$ref": "#/components/schemas/Id" },
                  "name": { "type": "string", "nullable": true },
                  "status": { "type": "string", "enum": ["active", "expired", "revoked"] },
                  "role": { "$ref": "#/components/schemas/Role" },
                  "maxUses": { "type": "integer", "nullable": true },
                  "expiresInDays": { "type": "integer", "nullable": true },
                  "expiresAt": { "type": "string", "format": "date-time", "nullable": true },
                  "allowedEmailDomains": { "type": "array", "items": { "type": "string" } },
                  "metadata": { "$ref": "#/components/schemas/Metadata" },
                  "createdAt": { "type": "string", "format": "date-time" },
                  "createdBy": { "type": "integer", "nullable": true, "description": "A user's id." }
                }
              },
              "Error": {
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
                      "code": { "type": "string", "example": "ForbiddenException" },
                      "message": { "type": "string" },
                      "details": {
                        "type": "object",
                        "required": ["reason", "message", "error", "statusCode"],
                        "properties": {
                          "reason": { "type": "string", "example": "ROLE_TOO_LOW" },
                          "message": { "type": "string" },
                          "error": { "type": "string", "example": "Forbidden" },
                          "statusCode": { "type": "integer", "example": 403 },
                          "field": { "type": "string", "description": "Which part of the request is meant." }
                        }
                      }
                    }
                  }
                }
              }
        """
}
