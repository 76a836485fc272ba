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
    private var beside: Beside
    private let teamID: TeamID
    /// 0 stands for the operator, or for whom `beside` names.
    private let creator: UInt32
    /// 0 stands for no limit.
    private var useLimit: UInt32
    private var useCount: UInt32
    private var changeCount: UInt32 = 0
    /// 0 stands for none.
    private var days: UInt16
    let role: Role

    /// What is kept on the heap.
    private enum Beside: Equatable, Sendable {
        case nothing
        /// Who made the invite and has no number; all invites of one creator share it (`InviteList`).
        case creator(Subject)
        case rare(Boxed<Rare>)
    }

    /// What few invites have.
    struct Rare: Equatable, Sendable {
        var extras = InviteExtras()
        var isPaused = false
        var tokenDigest: SecretDigest?
        var usesElsewhere = 0
        var updatedAt: Timestamp?
        var revokedAt: Timestamp?
        /// Who made the invite, if it was a subject; whoever sets the rest leaves this to `PackedInvite`.
        var creator: Subject?

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
        (creator, beside) =
            switch createdBy.userID {
            case .number(let number): (number.rawValue, .nothing)
            case .subject(let subject): (0, .creator(subject))
            case nil: (0, .nothing)
            }
        (end, lastUse, useLimit, useCount, days) = (.never, .never, 0, 0, 0)
    }

    var id: InviteID { InviteID(teamID: teamID, random: random) }

    var createdBy: Author {
        if creator != 0 { return .user(.number(UserNumber(unchecked: creator))) }
        return subject.map { .user(.subject($0)) } ?? .operator
    }

    /// Who made the invite, if it was a subject.
    var subject: Subject? {
        get {
            switch beside {
            case .nothing: nil
            case .creator(let subject): subject
            case .rare(let box): box.value.creator
            }
        }
        set { keep(rare, createdBy: newValue) }
    }

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
        get {
            guard case .rare(let box) = beside else { return nil }
            return box.value
        }
        set { keep(newValue, createdBy: subject) }
    }

    private mutating func keep(_ rare: Rare?, createdBy subject: Subject?) {
        guard var rare, !rare.isNothing else {
            beside = subject.map(Beside.creator) ?? .nothing
            return
        }
        rare.creator = subject
        beside = .rare(.box(rare))
    }
}
