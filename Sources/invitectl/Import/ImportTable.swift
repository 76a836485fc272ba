import InviteDomain

/// One of the things that can be imported, and its columns: Cal.com's, and some of ours.
enum ImportTable: CaseIterable {
    case teams, members, keys, invites

    struct Column: Sendable {
        let name: String
        let meaning: String
        var isRequired = false
    }

    /// What a row of it is called, as in a file of JSON lines: `{"team":{…}}`.
    var record: String {
        switch self {
        case .teams: "team"
        case .members: "member"
        case .keys: "key"
        case .invites: "invite"
        }
    }

    /// The columns that mean something here.
    var columns: [Column] {
        switch self {
        case .teams: Self.teamColumns
        case .members: Self.memberColumns
        case .keys: Self.keyColumns
        case .invites: Self.inviteColumns
        }
    }

    /// Columns that mean nothing here: those of Cal.com's whole tables, and why a row was left out before.
    var passedOver: Set<String> { calcomOnly.union([Self.reason]) }

    private var calcomOnly: Set<String> {
        switch self {
        case .teams:
            [
                "appIconLogo", "appLogo", "autoOptInFeatures", "bannerUrl", "bio", "bookingLimits", "brandColor",
                "calVideoLogo", "createdAt", "createdByOAuthClientId", "darkBrandColor", "hideBookATeamMember",
                "hideBranding", "hideTeamProfileLink", "includeManagedEventsInLimits", "isPlatform", "isPrivate",
                "logo", "logoUrl", "metadata", "pendingPayment", "rrResetInterval", "rrTimestampBasis",
                "smsLockReviewedByAdmin", "smsLockState", "theme", "timeFormat", "timeZone", "updatedAt", "weekStart",
            ]
        case .members: ["customRoleId", "id", "updatedAt"]
        case .keys: ["appId", "id", "lastUsedAt", "teamId"]
        case .invites: ["id", "secondaryEmailId", "updatedAt"]
        }
    }

    /// Columns of which nothing at all means more than something: a row that ends before them is not taken for one.
    var limits: Set<String> {
        switch self {
        case .teams: ["closed"]
        case .members: []
        case .keys: ["expiresAt", "revokedAt", "scopes", "keyScopes", "teams"]
        case .invites: ["expires", "expiresAt", "maxUses", "uses", "paused", "allowedEmailDomains", "role"]
        }
    }

    /// The column that says why a row was left out.
    static let reason = "reason"

    static let flag = "yes or no, true or false, t or f, 1 or 0"

    /// Columns of which a secret could be made out.
    static let secret: Set = ["token", "tokenDigest", "hashedKey"]

    private static let teamColumns = [
        Column(name: "id", meaning: "the team's number", isRequired: true),
        Column(name: "name", meaning: "1 to \(TextRule.longName) characters", isRequired: true),
        Column(name: "slug", meaning: "letters of any alphabet in lower case, digits, emoji, '-', '_' and '.'"),
        Column(name: "parentId", meaning: "the organization that it belongs to"),
        Column(name: "isOrganization", meaning: flag),
        Column(name: "closed", meaning: "nobody gets in until it is reopened: \(flag)"),
    ]

    private static let memberColumns = [
        Column(name: "teamId", meaning: "a team of these files or of the state", isRequired: true),
        Column(name: "userId", meaning: "the user's number; may be empty for somebody with an e-mail address"),
        Column(name: "subject", meaning: "or this: the user's subject, \(Subject.form)"),
        Column(name: "role", meaning: Role.alternatives, isRequired: true),
        Column(name: "accepted", meaning: flag, isRequired: true),
        Column(name: "email", meaning: "the user's e-mail address"),
        Column(name: "name", meaning: "the user's name"),
        Column(name: "joinedAt", meaning: "a time"),
        Column(name: "createdAt", meaning: "the same, as Cal.com calls it"),
        Column(name: "disableImpersonation", meaning: flag),
    ]

    private static let keyColumns = [
        Column(name: "userId", meaning: "as whom the key acts, by number"),
        Column(name: "subject", meaning: "or this: by subject"),
        Column(name: "hashedKey", meaning: "SHA-256 of the key without its prefix, 64 hex digits", isRequired: true),
        Column(name: "note", meaning: "1 to \(TextRule.longName) characters"),
        Column(name: "createdAt", meaning: "a time"),
        Column(name: "expiresAt", meaning: "a time, or empty for never"),
        Column(name: "revokedAt", meaning: "a time, or empty for never"),
        Column(name: "instanceAdmin", meaning: "may act on every team: \(flag)"),
        Column(name: "canVouch", meaning: "may say who joins: \(flag)"),
        Column(name: "scopes", meaning: "makes it an access token with these scopes, separated by blanks"),
        Column(name: "keyScopes", meaning: "or narrows the API key to these scopes, separated by blanks"),
        Column(name: "teams", meaning: "narrows it to the teams with these numbers, separated by blanks"),
    ]

    private static let inviteColumns = [
        Column(name: "teamId", meaning: "a team of these files or of the state"),
        Column(
            name: "identifier", meaning: "or this: invite-link-for-teamId-42; rows with another one are passed over"),
        Column(name: "token", meaning: "the 64 hex digits of the link; only their hash is kept"),
        Column(name: "tokenDigest", meaning: "or this: their SHA-256"),
        Column(
            name: "inviteId", meaning: "or this: the id of an invite that was made by this program, under the same key"),
        Column(name: "expires", meaning: "a time, or empty for never"),
        Column(name: "expiresAt", meaning: "the same, as this program calls it"),
        Column(name: "expiresInDays", meaning: "\(InviteLimits.expiresInDays.inWords): for lists only"),
        Column(name: "role", meaning: "MEMBER unless it says otherwise"),
        Column(name: "maxUses", meaning: "how many may join in all, or empty for any number"),
        Column(name: "uses", meaning: "how many have joined"),
        Column(name: "lastUsedAt", meaning: "a time"),
        Column(name: "paused", meaning: flag),
        Column(name: "name", meaning: "1 to \(TextRule.shortName) characters"),
        Column(name: "allowedEmailDomains", meaning: "separated by blanks"),
        Column(name: "metadata", meaning: "a JSON object of texts"),
        Column(name: "createdAt", meaning: "a time"),
        Column(name: "createdBy", meaning: "the number of the user who made it, or empty"),
        Column(name: "createdBySubject", meaning: "or this: that user's subject"),
    ]
}
