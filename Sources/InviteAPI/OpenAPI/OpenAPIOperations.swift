/// What anybody may ask.
extension OpenAPIOperation {
    init(_ operation: OpenOperation) {
        switch operation {
        case .previewInvite: self = .previewInvite
        case .openAPI: self = .openAPI
        case .health: self = .health
        }
    }

    private static let previewInvite = OpenAPIOperation(
        tag: .joining, id: "previewInvite", summary: "See what an invite offers",
        text: "Whether somebody could join with a token, without doing it. Of a dead invite only the reason is told, "
            + "and all else is null.",
        parameters: ["Invite-Client-Address"],
        body: "PreviewInvite",
        success: Success(text: "What the invite offers, or why it does not.", content: .json("PreviewInviteOutput")),
        errors: [.badRequest, .unauthorized, .mayNotSpeak, .tokenNotFound, .mediaType] + OpenAPIError.ofEveryCall
    )

    private static let openAPI = OpenAPIOperation(
        tag: .service, id: "openAPI", summary: "This document",
        text: "What is served here, and nothing else.",
        success: Success(
            text: "OpenAPI 3.0.", content: .other(type: "application/json", schema: #"{ "type": "object" }"#)),
        errors: [.badQuery, .rateLimited] + OpenAPIError.ofEveryRequest
    )

    private static let health = OpenAPIOperation(
        tag: .service, id: "health", summary: "Whether the state can be read and changed",
        text: "A disk that can only be read, or is full, is 503 `STORE_NOT_WRITABLE`.",
        parameters: ["Only"],
        success: Success(
            text: "It can.", content: .other(type: "text/plain", schema: #"{ "type": "string", "enum": ["OK"] }"#)),
        errors: [.healthBadRequest, .pageUnavailable] + OpenAPIError.ofTransportToPages
    )
}

/// What a team's admins and members ask, in the order of the table of endpoints.
extension OpenAPIOperation {
    init(_ operation: GuardedOperation) {
        switch operation {
        case .createInvite: self = .createInvite
        case .listInvites: self = .listInvites
        case .revokeInvites: self = .revokeInvites
        case .readInvite: self = .readInvite
        case .editInvite: self = .editInvite
        case .revokeInvite: self = .revokeInvite
        case .showLink: self = .showLink
        case .listRedemptions: self = .listRedemptions
        case .acceptInvite: self = .acceptInvite
        case .listMemberships: self = .listMemberships
        case .createMembership: self = .createMembership
        case .readMembership: self = .readMembership
        case .updateMembership: self = .updateMembership
        case .deleteMembership: self = .deleteMembership
        case .readTeam: self = .readTeam
        case .readMe: self = .readMe
        }
    }

    private static let readTeam = OpenAPIOperation(
        tag: .teams, id: "TeamsController_getTeam", idInOrganization: "OrganizationsTeamsController_getTeam",
        summary: "Get a team",
        text: "For every accepted member. What this service does not keep has Cal.com's default.",
        success: Success(text: "The team.", content: .json("GetTeamOutput")),
        errors: [.badRequest, .unauthorized, .notInTeam, .teamNotFound] + OpenAPIError.ofEveryCall
    )

    private static let readMe = OpenAPIOperation(
        tag: .me, id: "MeController_getMe", summary: "Get my profile",
        text: "Which user the credential acts as. This service keeps no users: all but the id is Cal.com's default.",
        success: Success(text: "The user.", content: .json("GetMeOutput")),
        errors: [.badQuery, .unauthorized, .scopeMissing] + OpenAPIError.ofEveryCall
    )
}
