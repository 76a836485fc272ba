import ArgumentParser
import InviteDomain
import InviteJSON
import StrictJSON

extension MemberCommand {
    struct Readmit: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Keeps people out no more.",
            discussion: """
                All that are named, or none if one of them is not kept out. They may use a link of the team again, and so may \
                whoever else was kept out with the same user or address. 'member add' and 'member accept' lift it too.
                """
        )

        @OptionGroup var options: StateOptions

        @Option(help: "The team's number.")
        var team: TeamID

        @Option(
            parsing: .upToNextOption,
            help: ArgumentHelp("The id, from 'member list --kept-out'; may be repeated.", valueName: "id"))
        var member: [Int]

        func run() throws {
            let people = try options.store().change(team) { team, _ in
                try team.readmit(member.map { MembershipID($0) }, by: .operator)
            }
            if options.json {
                Terminal.print { $0.array { for person in people { $0.keptOut(person, of: team) } } }
            } else {
                for person in people { Terminal.print("\(person.text) may join team \(team) again") }
            }
        }
    }
}
