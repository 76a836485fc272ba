import InviteDomain

struct ImportCounts: Equatable {
    var teams = 0
    var members = 0
    var keys = 0
    var invites = 0

    mutating func add(_ arrivals: Arrivals) {
        members += arrivals.members.count
        invites += arrivals.invites.count
    }

    var isNone: Bool { self == ImportCounts() }

    var text: String {
        [(teams, "team"), (members, "member"), (keys, "key"), (invites, "invite")].map { counted($0.0, $0.1) }
            .joined(separator: ", ")
    }
}
