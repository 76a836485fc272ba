/// What the admins of a team do with invites.
extension OpenAPIOperation {
    static let createInvite = OpenAPIOperation(
        tag: .invites, id: "TeamsInviteController_createInvite",
        idInOrganization: "OrganizationsTeamsInviteController_createInvite", summary: "Create team invite link",
        text: "The caller must be an accepted ADMIN or OWNER of the team, or an instance administrator. Each call "
            + "makes a new invite, unless an `Idempotency-Key` says that it is the same call again.",
        parameters: ["Idempotency-Key"],
        body: "CreateInvite",
        success: Success(text: "A new invite.", content: .json("CreateInviteOutputDto"), links: linksOfAnInvite),
        errors: createErrors
    )

    static let listInvites = OpenAPIOperation(
        tag: .invites, id: "listInvites", idInOrganization: "listOrganizationTeamInvites",
        summary: "List a team's invites",
        text: "Newest first. Tokens are not shown.",
        parameters: ["Status", "CreatedBy", "Take", "Skip"],
        success: Success(text: "The invites.", content: .json("GetInvitesOutput")),
        errors: [.badRequest, .unauthorized, .notManaging, .teamNotFound] + OpenAPIError.ofEveryCall
    )

    static let revokeInvites = OpenAPIOperation(
        tag: .invites, id: "revokeInvites", idInOrganization: "revokeOrganizationTeamInvites",
        summary: "Revoke all invites of a creator",
        text: "Expired ones too, since those could be given a new life.",
        parameters: ["RequiredCreatedBy"],
        success: Success(text: "They are revoked.", content: .json("RevokeInvitesOutput")),
        errors: [.badRequest, .unauthorized, .notManaging, .teamNotFound] + OpenAPIError.ofEveryCall
    )

    static let readInvite = OpenAPIOperation(
        tag: .invites, id: "readInvite", idInOrganization: "readOrganizationTeamInvite",
        summary: "Get an invite",
        text: "The `ETag` names the version, for `If-Match`.",
        success: Success(text: "The invite.", content: .json("GetInviteOutput"), headers: ["ETag"]),
        errors: [.badRequest, .unauthorized, .notManaging, .inviteNotFound] + OpenAPIError.ofEveryCall
    )

    static let editInvite = OpenAPIOperation(
        tag: .invites, id: "editInvite", idInOrganization: "editOrganizationTeamInvite",
        summary: "Edit an invite",
        text: "What is left out stays as it is; null takes a limit away. The role is fixed when an invite is made. "
            + "Without `If-Match` the last writer wins. `application/json` replaces `metadata` whole; as "
            + "`application/merge-patch+json` (RFC 7396) the names in it are set, and those with null taken away.",
        parameters: ["If-Match"],
        body: "EditInvite",
        success: Success(text: "The invite as it is now.", content: .json("GetInviteOutput"), headers: ["ETag"]),
        errors: [
            .badRequest, .unauthorized, .linkAboveOwn, .inviteNotFound, .editConflict, .inviteRevoked, .versionMismatch,
            .patchType,
        ] + OpenAPIError.ofEveryCall
    )

    static let revokeInvite = OpenAPIOperation(
        tag: .invites, id: "revokeInvite", idInOrganization: "revokeOrganizationTeamInvite",
        summary: "Revoke an invite",
        text: "It admits nobody from then on, and is still there to be read. Again: the same answer.",
        parameters: ["If-Match"],
        success: Success(text: "The invite, revoked.", content: .json("GetInviteOutput"), headers: ["ETag"]),
        errors: [.badRequest, .unauthorized, .notManaging, .inviteNotFound, .versionMismatch]
            + OpenAPIError.ofEveryCall
    )

    static let showLink = OpenAPIOperation(
        tag: .invites, id: "showInviteLink", idInOrganization: "showOrganizationTeamInviteLink",
        summary: "Show an invite's link again",
        text: "Only while it admits somebody. That it was looked at is written to the team's ledger.",
        success: Success(text: "The link.", content: .json("ShowInviteLinkOutput")),
        errors: [
            .badRequest, .unauthorized, .linkAboveOwn, .inviteNotFound, .invitePaused, .inviteGone, .mediaType,
        ] + OpenAPIError.ofEveryCall
    )

    static let listRedemptions = OpenAPIOperation(
        tag: .invites, id: "listRedemptions", idInOrganization: "listOrganizationTeamRedemptions",
        summary: "List who joined by an invite",
        text: "In the order of joining, those who have left included.",
        parameters: ["Take", "Skip"],
        success: Success(text: "Who joined.", content: .json("GetRedemptionsOutput")),
        errors: [.badRequest, .unauthorized, .notManaging, .inviteNotFound] + OpenAPIError.ofEveryCall
    )

    static let acceptInvite = OpenAPIOperation(
        tag: .joining, id: "acceptInvite", summary: "Join a team by an invite",
        text: "The caller joins as the credential's own user; one that may vouch can name another `user`. Somebody who "
            + "is a member already stays as they are, and no use is counted.",
        parameters: ["Invite-Client-Address"],
        body: "AcceptInvite",
        success: Success(text: "A member now, or already.", content: .json("AcceptInviteOutput")),
        errors: [
            .badRequest, .unauthorized, .mayNotJoin, .tokenNotFound, .invitePaused, .inviteGone, .mediaType,
        ] + OpenAPIError.ofEveryCall
    )

    private static let createErrors =
        [.badRequest, .unauthorized, .mayNotCreate, .teamNotFound, .createConflict, .mediaType]
        + OpenAPIError.ofEveryCall

    private static let linksOfAnInvite = [
        "ReadInvite", "EditInvite", "RevokeInvite", "ShowInviteLink", "ListRedemptions",
    ]
}
