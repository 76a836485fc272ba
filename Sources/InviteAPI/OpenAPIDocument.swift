/// What `GET /v2/openapi.json` answers: OpenAPI 3.0 of exactly what is served, and nothing else.
///
/// It extends the published description of Cal.com's endpoint: the same path, operation, parameters and names, so that
/// a client made from either works with both.
enum OpenAPIDocument {
    static func text(of endpoints: [Endpoint]) -> [UInt8] { Array(text.utf8) }

    static let text = """
        {
          "openapi": "3.0.3",
          "info": {
            "title": "invite-fcgi",
            "version": "1.0.0",
            "description": "Team invite links, compatible with Cal.com API v2."
          },
          "servers": [{ "url": "/" }],
          "tags": [{ "name": "Teams / Invite" }, { "name": "Service" }],
          "security": [{ "bearer": [] }],
          "paths": {
            "/v2/teams/{teamId}/invite": {
              "post": {
                "tags": ["Teams / Invite"],
                "operationId": "TeamsInviteController_createInvite",
                "summary": "Create team invite link",
                "description": "The caller must be an accepted ADMIN or OWNER of the team, or an instance \
        administrator. If accessed using an OAuth access token, the `TEAM_MEMBERSHIP_WRITE` (or \
        `ORG_MEMBERSHIP_WRITE`) scope is required. Each call makes a new invite. A 200 means that it is on stable \
        storage.",
                "parameters": [{ "$ref": "#/components/parameters/TeamId" }],
                "requestBody": { "$ref": "#/components/requestBodies/CreateInvite" },
                "responses": \(createInviteResponses)
              }
            },
            "/v2/organizations/{orgId}/teams/{teamId}/invite": {
              "post": {
                "tags": ["Teams / Invite"],
                "operationId": "OrganizationsTeamsInviteController_createInvite",
                "summary": "Create invite link of an organization's team",
                "description": "As `/v2/teams/{teamId}/invite`; an accepted ADMIN or OWNER of the organization may \
        call it too. A team that does not belong to the organization is not found.",
                "parameters": [
                  { "$ref": "#/components/parameters/OrgId" },
                  { "$ref": "#/components/parameters/TeamId" }
                ],
                "requestBody": { "$ref": "#/components/requestBodies/CreateInvite" },
                "responses": \(createInviteResponses)
              }
            },
            "/v2/openapi.json": {
              "get": {
                "tags": ["Service"],
                "operationId": "openAPI",
                "summary": "This document",
                "security": [],
                "responses": {
                  "200": {
                    "description": "OpenAPI 3.0.",
                    "headers": { "X-Request-Id": { "$ref": "#/components/headers/X-Request-Id" } },
                    "content": { "application/json": { "schema": { "type": "object" } } }
                  }
                }
              }
            },
            "/health": {
              "get": {
                "tags": ["Service"],
                "operationId": "health",
                "summary": "Whether the state can be read",
                "security": [],
                "responses": {
                  "200": {
                    "description": "It can.",
                    "headers": { "X-Request-Id": { "$ref": "#/components/headers/X-Request-Id" } },
                    "content": { "text/plain": { "schema": { "type": "string", "enum": ["OK"] } } }
                  },
                  "503": { "$ref": "#/components/responses/Unavailable" }
                }
              }
            }
          },
          "components": \(OpenAPIComponents.text)
        }

        """

    private static let createInviteResponses = """
        {
                  "200": {
                    "description": "A new invite.",
                    "headers": { "X-Request-Id": { "$ref": "#/components/headers/X-Request-Id" } },
                    "content": {
                      "application/json": { "schema": { "$ref": "#/components/schemas/CreateInviteOutputDto" } }
                    }
                  },
                  "400": { "$ref": "#/components/responses/BadRequest" },
                  "401": { "$ref": "#/components/responses/Unauthorized" },
                  "403": { "$ref": "#/components/responses/Forbidden" },
                  "404": { "$ref": "#/components/responses/NotFound" },
                  "409": { "$ref": "#/components/responses/Conflict" },
                  "413": { "$ref": "#/components/responses/ContentTooLarge" },
                  "415": { "$ref": "#/components/responses/UnsupportedMediaType" },
                  "431": { "$ref": "#/components/responses/HeaderFieldsTooLarge" },
                  "503": { "$ref": "#/components/responses/Unavailable" }
                }
        """
}
