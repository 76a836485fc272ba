import InviteDomain
import SystemPackage

/// The archived ledgers of all teams, listed once, when they are first asked for: there may be very many.
final class ArchiveList {
    private let layout: StateLayout
    private var numbers: [TeamID: [Int]]?

    init(in layout: StateLayout) { self.layout = layout }

    /// Those of a team, oldest first, each with the number of its last event.
    func files(of team: TeamID) throws -> [(last: Int, path: FilePath)] {
        let numbers = try numbers ?? LedgerArchive.all(in: layout)
        self.numbers = numbers
        let archive = LedgerArchive(team, in: layout)
        return numbers[team, default: []].sorted().map { ($0, archive.file(endingWith: $0)) }
    }

    /// Lists them anew when they are asked for next.
    func forget() { numbers = nil }
}
