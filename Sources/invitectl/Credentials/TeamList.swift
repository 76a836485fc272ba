import ArgumentParser
import InviteDomain

/// The numbers of one team or more, separated by commas.
struct TeamList: ExpressibleByArgument {
    let teams: [TeamID]

    init?(argument: String) {
        let numbers = argument.split(separator: ",", omittingEmptySubsequences: false)
        teams = numbers.compactMap { TeamID($0) }
        guard teams.count == numbers.count else { return nil }
    }
}
