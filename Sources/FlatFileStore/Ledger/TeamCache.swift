import InviteDomain

/// The teams that this process has folded most recently.
///
/// It saves reading ledgers again from their beginning, and decides nothing: whoever takes a team out goes on folding
/// from where it stands. Bounded by what teams hold, not by their number, because that is what fills the memory.
struct TeamCache {
    private var slots: [TeamID: (folded: FoldedTeam, use: UInt64)] = [:]
    private var uses: UInt64 = 0
    private var weight = 0
    private let capacity: Int

    /// - Parameter capacity: invites and members (each for two) to keep of all teams; a single team may have more.
    init(capacity: Int) {
        self.capacity = capacity
    }

    func holds(_ id: TeamID) -> Bool { slots[id] != nil }

    /// Takes a team out, so that the taker owns it.
    mutating func take(_ id: TeamID) -> FoldedTeam? {
        guard let slot = slots.removeValue(forKey: id) else { return nil }
        weight -= Self.weight(of: slot.folded)
        return slot.folded
    }

    mutating func put(_ folded: FoldedTeam) {
        uses += 1
        weight += Self.weight(of: folded)
        if let old = slots.updateValue((folded, uses), forKey: folded.team.id) { weight -= Self.weight(of: old.folded) }
        if weight > capacity { dropOldest() }
    }

    /// Drops teams, the longest unused first, until a quarter is free: so the search for them is paid for rarely.
    private mutating func dropOldest() {
        // Without the teams themselves, which are large to sort.
        let uses = slots.map { (id: $0.key, use: $0.value.use) }
        for (id, _) in uses.sorted(by: { $0.use < $1.use }).dropLast() {
            guard weight > capacity / 4 * 3 else { return }
            if let slot = slots.removeValue(forKey: id) { weight -= Self.weight(of: slot.folded) }
        }
    }

    /// A member takes twice the room of an invite.
    private static func weight(of folded: FoldedTeam) -> Int {
        10 + 2 * folded.team.members.count + folded.team.invites.count
    }
}
