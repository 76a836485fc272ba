/// Cal.com's memberships.
extension OpenAPIOperation {
    static let listMemberships = OpenAPIOperation(
        tag: .memberships, id: "TeamsMembershipsController_getTeamMemberships",
        idInOrganization: "OrganizationsTeamsMembershipsController_getAllOrganizationTeamMemberships",
        summary: "Get all memberships",
        text: "In the order of joining, pending members included.",
        parameters: ["TakeMemberships", "Skip", "Emails"],
        success: Success(text: "The memberships.", content: .json("GetTeamMembershipsOutput")),
        errors: [.badRequest, .unauthorized, .notManaging, .teamNotFound] + OpenAPIError.ofEveryCall
    )

    static let createMembership = OpenAPIOperation(
        tag: .memberships, id: "TeamsMembershipsController_createTeamMembership",
        idInOrganization: "OrganizationsTeamsMembershipsController_createOrganizationTeamMembership",
        summary: "Create a membership",
        text: "Nobody hands out a role above their own.",
        body: "CreateTeamMembership",
        success: Success(
            status: 201, text: "A new membership.", content: .json("CreateTeamMembershipOutput"),
            links: ["ReadMembership", "UpdateMembership", "DeleteMembership"]),
        errors: [.badRequest, .unauthorized, .outranked, .teamNotFound, .memberExists, .mediaType]
            + OpenAPIError.ofEveryCall
    )

    static let readMembership = OpenAPIOperation(
        tag: .memberships, id: "TeamsMembershipsController_getTeamMembership",
        idInOrganization: "OrganizationsTeamsMembershipsController_getOrganizationTeamMembership",
        summary: "Get a membership",
        text: "A pending one, too.",
        success: Success(text: "The membership.", content: .json("GetTeamMembershipOutput")),
        errors: [.badRequest, .unauthorized, .notManaging, .memberNotFound] + OpenAPIError.ofEveryCall
    )

    static let updateMembership = OpenAPIOperation(
        tag: .memberships, id: "TeamsMembershipsController_updateTeamMembership",
        idInOrganization: "OrganizationsTeamsMembershipsController_updateOrganizationTeamMembership",
        summary: "Update membership",
        text: "What is left out stays as it is. `accepted` admits a pending member; `userId` says who somebody is who "
            + "signed up on the page.",
        body: "UpdateTeamMembership",
        success: Success(text: "The membership as it is now.", content: .json("UpdateTeamMembershipOutput")),
        errors: [.badRequest, .unauthorized, .outranked, .memberNotFound, .memberConflict, .patchType]
            + OpenAPIError.ofEveryCall
    )

    static let deleteMembership = OpenAPIOperation(
        tag: .memberships, id: "TeamsMembershipsController_deleteTeamMembership",
        idInOrganization: "OrganizationsTeamsMembershipsController_deleteOrganizationTeamMembership",
        summary: "Delete a membership",
        text: "Declines a pending member, or ends a membership. The last owner stays.",
        success: Success(text: "The membership as it was.", content: .json("DeleteTeamMembershipOutput")),
        errors: [.badRequest, .unauthorized, .outranked, .memberNotFound, .lastOwner] + OpenAPIError.ofEveryCall
    )
}
