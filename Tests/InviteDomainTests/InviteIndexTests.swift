import InviteTestSupport
import Testing

@testable import InviteDomain

/// How many invites a search looks at, which is what it costs.
@Suite struct InviteIndexTests {
    private static let count: UInt64 = 8_000

    /// Ids as programs make them up, and as we do.
    enum Numbering: CaseIterable {
        case random, counting, countingInHigh, evenly, byPages, backwards

        func random(_ number: UInt64) -> UInt64 {
            switch self {
            case .random:
                var random = SeededRandom(seed: number)
                return random.next()
            case .counting: return number
            case .countingInHigh: return number << 32
            case .evenly: return number << 16
            case .byPages: return number * 4096 + number
            case .backwards: return .max - number
            }
        }
    }

    @Test("a search looks at a few invites, whatever the ids are", arguments: Numbering.allCases)
    func probes(_ numbering: Numbering) {
        let invites = (0..<Self.count).map { Invite(.sample(numbering.random($0)), at: noon, by: .operator) }
        var index = InviteIndex()
        index.extend(to: invites)
        var (all, most) = (0, 0)
        for (position, invite) in invites.enumerated() {
            var looks = 0
            index.search(for: invite.id) { _ in looks += 1 }
            (all, most) = (all + looks, max(most, looks))
            #expect(index.position(of: invite.id, in: invites) == position)
        }
        #expect(all < 4 * invites.count, "\(all) looks")
        #expect(most < 100, "\(most) looks for one")
    }

    @Test("of two with one id the newer is found, and of none nothing")
    func doubles() {
        let invites = [1, 2, 1, 3].map { Invite(.sample($0), at: noon, by: .operator) }
        var index = InviteIndex()
        #expect(index.position(of: invites[0].id, in: invites) == nil)
        index.extend(to: invites)
        #expect(index.position(of: invites[0].id, in: invites) == 2)
        #expect(index.position(of: InviteTerms.sample(4).id, in: invites) == nil)
    }
}
