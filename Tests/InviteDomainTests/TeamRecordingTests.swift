import InviteDomain
import InviteTestSupport
import Testing

@Suite struct TeamRecordingTests {
    private static let joining: [Change] = [.memberAdded(.sample(1, .owner)), .memberAdded(.sample(2, .member))]

    @Test("a new team's events are numbered from one, and have one author and one moment")
    func begin() throws {
        let (team, events) = try Team.begin([.teamCreated(.sample())] + Self.joining, by: .user(5), at: noon)
        #expect(events.map(\.sequence) == [1, 2, 3])
        #expect(events.map(\.change) == [.teamCreated(.sample())] + Self.joining)
        #expect(events.allSatisfy { $0.by == .user(5) && $0.at == noon })
        #expect(team.sequence == 3)
        #expect(team.members.map(\.userID) == [1, 2])
    }

    @Test("a decision's events go on where the team's last one ended, and have happened to it")
    func record() throws {
        var team = try Team.sample()
        let earlier = noon.adding(seconds: -60)
        let events = try team.record(Self.joining, by: .newcomer, at: earlier)
        #expect(events.map(\.sequence) == [3, 4])
        #expect(events.allSatisfy { $0.by == .newcomer && $0.at == earlier })
        #expect(team.sequence == 4)
        #expect(team.members.map(\.userID) == [17, 1, 2])
        #expect(try team.record([], by: .operator, at: noon).isEmpty)
        #expect(team.sequence == 4)
    }

    @Test("what does not fit is thrown, and so is a beginning of nothing")
    func misfits() throws {
        var team = try Team.sample()
        #expect(throws: EventMismatch.self) { try team.record(Self.joining + Self.joining, by: .operator, at: noon) }
        #expect(throws: EventMismatch.self) { try Team.begin([], by: .operator, at: noon) }
        #expect(throws: EventMismatch.self) { try Team.begin(Self.joining, by: .operator, at: noon) }
    }
}
