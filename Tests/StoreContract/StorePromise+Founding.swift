import InviteDomain
import InviteTestSupport
import Testing

/// Teams under the next number, each made once.
extension StorePromise {
    static let founding = [takesDifferentNumbers, makesOneTeam, completesTeam, passesOthersBy, forgetsRequests]

    private static let key = IdempotencyKey("k", body: [1], of: 9)

    private static func new(_ key: IdempotencyKey? = key, parent: TeamID? = nil) -> NewTeam {
        var new = NewTeam(name: "New")
        (new.request, new.parentID) = (key, parent)
        new.owner = NewTeam.Owner(userID: 9)
        return new
    }

    static let takesDifferentNumbers = StorePromise("teams without a number get one each, whoever makes them") {
        state in
        let handles = try [state.open(), state.open(), state.open()]
        try handles[0].teams.populate(.sample(41), [])
        for handle in handles + handles { _ = try handle.found(new(nil)) }
        #expect(try handles[0].teams.teamIDs().map(\.number) == Array(41...47))
        #expect(try handles[1].teams.read(47) { $0.members.map(\.userID) } == [9])
    }

    static let makesOneTeam = StorePromise("a request that is sent again has its team, and no other does") { state in
        let (one, other) = try (state.open(), state.open())
        let made = try one.found(new())
        _ = try other.found(new(nil))
        for handle in try [one, other, state.open()] { #expect(try handle.found(new()).id == made.id) }
        try one.compact(made.id, keeping: .usual)
        #expect(try other.found(new()).id == made.id)
        #expect(throws: Refusal.idempotencyKeyReused) { try other.found(new(IdempotencyKey("k", body: [2], of: 9))) }
        #expect(try other.found(new(IdempotencyKey("k", body: [1], of: 8))).id != made.id)
        #expect(try one.teams.teamIDs().count == 3)
    }

    static let completesTeam = StorePromise(
        "a request whose maker died after the number was noted, or before the organization was told, is completed"
    ) { state in
        let (one, other) = try (state.open(), state.open())
        try one.teams.populate(.sample(7, isOrganization: true), [(1, .owner)])
        #expect(try one.teamRequests.reserve(8, for: key, insteadOf: nil) == 8)
        let made = try other.found(new(parent: 7))
        #expect(made.id == 8)
        #expect(try one.teams.read(7) { $0.member(9)?.role } == .member)
        let later = IdempotencyKey("later", body: [1], of: 9)
        #expect(try one.teamRequests.reserve(20, for: later, insteadOf: nil) == 20)
        let profile = TeamProfile(
            id: 20, name: "New", slug: nil, parentID: 7, isOrganization: false, request: later)
        #expect(try one.teams.create(profile, with: [.memberAdded(.sample(10, .owner))], by: .user(9)))
        var again = new(later, parent: 7)
        again.owner = NewTeam.Owner(userID: 10)
        #expect(try other.found(again).id == 20)
        #expect(try one.teams.read(7) { $0.member(10)?.role } == .member)
        #expect(try one.teams.teamIDs() == [7, 8, 20])
    }

    static let passesOthersBy = StorePromise(
        "a request finds no team of somebody else's under the number that was noted for it"
    ) { state in
        let (one, other) = try (state.open(), state.open())
        #expect(try one.teamRequests.reserve(1, for: key, insteadOf: nil) == 1)
        #expect(try other.found(new(nil)).id == 1)
        let made = try one.found(new())
        #expect(made.id == 2)
        #expect(try other.found(new()).id == 2)
        // Two who find the number taken take the same one in its place.
        #expect(try one.teamRequests.reserve(30, for: key, insteadOf: 1) == 2)
    }

    static let forgetsRequests = StorePromise("after 24 hours a request is a new one") { state in
        let one = try state.open()
        let made = try one.found(new())
        state.clock.now = noon.adding(days: 1)
        #expect(try one.found(new(IdempotencyKey("k", body: [2], of: 9))).id != made.id)
        #expect(try one.teams.teamIDs().count == 2)
    }
}

extension OpenState {
    fileprivate func found(_ new: NewTeam) throws -> TeamProfile {
        try TeamFounding(teams, teamRequests).found(new, by: .user(9))
    }
}
