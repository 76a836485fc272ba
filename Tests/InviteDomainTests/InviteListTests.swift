import InviteTestSupport
import Testing

@testable import InviteDomain

@Suite struct InviteListTests {
    /// Longer than what is searched one by one, and through several sizes of the index.
    private static let lengths = [1, 4_096, 4_097, 9_000]

    private static func id(_ number: Int) -> InviteID {
        // As close together as ids can be, and then far apart.
        InviteID(teamID: 42, random: number % 2 == 0 ? UInt64(number) : UInt64(number) << 40)
    }

    @Test("every invite of a list of any length is found under its id, and no other", arguments: lengths)
    func finds(count: Int) throws {
        var list = InviteList()
        for number in 1...count { list.append(Invite(.sample(Self.id(number).random), at: noon, by: .user(17))) }
        for number in stride(from: 1, through: count, by: 97) { #expect(list[Self.id(number)]?.id == Self.id(number)) }
        try list.revoke(Self.id(count), at: noon)
        #expect(list[Self.id(count)]?.revokedAt == noon)
        #expect(list.all.last?.revokedAt == noon)
        #expect(list[Self.id(count + 1)] == nil && list[InviteID(teamID: 42, random: .max)] == nil)
        #expect(list[InviteID(teamID: 43, random: Self.id(1).random)] == nil)
    }

    @Test("an invite takes 64 bytes, for a process keeps all of those that it serves")
    func size() { #expect(MemoryLayout<Invite>.stride == 64) }

    @Test("of two invites with one id the newer is meant, in lists of any length", arguments: lengths)
    func newer(count: Int) {
        var list = InviteList()
        for number in 1...count { list.append(Invite(.sample(Self.id(number).random), at: noon, by: .user(17))) }
        list.append(Invite(.sample(Self.id(1).random), at: noon, by: .user(18)))
        #expect(list[Self.id(1)]?.createdBy == .user(18))
        for number in count + 1...2 * count + 1 {
            list.append(Invite(.sample(Self.id(number).random), at: noon, by: .user(17)))
        }
        #expect(list[Self.id(1)]?.createdBy == .user(18))
    }

    @Test("there is room for exactly as many as are not live, whatever was counted when")
    func room() throws {
        var list = InviteList()
        var random = SeededRandom(seed: 7)
        for number in 1...2_000 {
            let now = noon.adding(seconds: number / 4)
            let end = now.adding(seconds: Int.random(in: 1...100, using: &random))
            let other = InviteID(teamID: 42, random: UInt64.random(in: 1...UInt64(number), using: &random))
            switch Int.random(in: 0..<8, using: &random) {
            case 0, 1: list.append(Invite(.sample(UInt64(number), expiresAt: end), at: now, by: .user(17)))
            case 2 where list[other].map { $0.revokedAt == nil } ?? false: try list.revoke(other, at: now)
            case 3:
                list.settle()
                list.recount(at: now)
            case _ where list[other].map { $0.revokedAt == nil } ?? false:
                let editable = EditableTerms(expiresAt: end, expiresInDays: nil, maxUses: nil)
                try list.edit(other, editable, at: now)
            default: break
            }
            // The clock may go back.
            let moment = now.adding(seconds: [0, -30, 30][number % 3])
            let live = list.all.count { $0.isLive(at: moment) }
            #expect(list.hasRoom(for: live + 1, at: moment))
            #expect(!list.hasRoom(for: live, at: moment))
        }
    }
}
