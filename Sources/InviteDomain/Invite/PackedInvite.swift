/// The values of an invite in 64 bytes.
///
/// A process keeps every invite of the teams that it serves in memory. So what an invite may lack has no optional of
/// its own: a value that cannot occur stands for its absence. What few invites have is kept apart, on the heap.
struct PackedInvite: Equatable, Sendable {
    private let random: UInt64
    let createdAt: Timestamp
    /// `Timestamp.never` stands for none.
    private var end: Timestamp
    /// `Timestamp.never` stands for none.
    private var lastUse: Timestamp
    /// Nil when there is nothing in it.
    private var boxedRare: Boxed<Rare>?
    private let teamID: TeamID
    /// 0 stands for the operator.
    private let creator: UInt32
    /// 0 stands for no limit.
    private var useLimit: UInt32
    private var useCount: UInt32
    private var changeCount: UInt32 = 0
    /// 0 stands for none.
    private var days: UInt16
    let role: Role

    /// What few invites have.
    struct Rare: Equatable, Sendable {
        var extras = InviteExtras()
        var isPaused = false
        var tokenDigest: SecretDigest?
        var usesElsewhere = 0
        var updatedAt: Timestamp?
        var revokedAt: Timestamp?

        /// True for what most invites are.
        fileprivate var isNothing: Bool {
            extras.isEmpty && !isPaused && tokenDigest == nil && usesElsewhere == 0 && updatedAt == nil
                && revokedAt == nil
        }
    }

    init(id: InviteID, role: Role, createdAt: Timestamp, createdBy: Author) {
        random = id.random
        teamID = id.teamID
        self.role = role
        self.createdAt = createdAt
        creator = createdBy.userID?.rawValue ?? 0
        (end, lastUse, useLimit, useCount, days) = (.never, .never, 0, 0, 0)
    }

    var id: InviteID { InviteID(teamID: teamID, random: random) }

    var createdBy: Author { creator == 0 ? .operator : .user(UserID(unchecked: creator)) }

    var expiresAt: Timestamp? {
        get { end == .never ? nil : end }
        set { end = newValue ?? .never }
    }

    var expiresInDays: Int? {
        get { days == 0 ? nil : Int(days) }
        set { days = UInt16(clamping: newValue ?? 0) }
    }

    var maxUses: Int? {
        get { useLimit == 0 ? nil : Int(useLimit) }
        set { useLimit = UInt32(clamping: newValue ?? 0) }
    }

    var uses: Int {
        get { Int(useCount) }
        set { useCount = UInt32(clamping: newValue) }
    }

    var lastUsedAt: Timestamp? {
        get { lastUse == .never ? nil : lastUse }
        set { lastUse = newValue ?? .never }
    }

    /// How often the invite was edited or revoked.
    var changes: Int {
        get { Int(changeCount) }
        set { changeCount = UInt32(clamping: newValue) }
    }

    /// Nil for most invites, so that nothing is made up for them.
    var rare: Rare? {
        get { boxedRare?.value }
        set { boxedRare = newValue.flatMap { $0.isNothing ? nil : .box($0) } }
    }
}
