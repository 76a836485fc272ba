import ArgumentParser
import InviteDomain
import ServiceSettings
import Storage

extension TokenKeyCommand {
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists the keys by their fingerprints, and how many live links may need each; never a key."
        )

        @OptionGroup var options: StateOptions

        func run() throws {
            let storage = try options.storage()
            TokenKeyReport.list(try TokenKeyUse.all(try storage.tokenKeys(), in: storage.teams), asJSON: options.json)
        }
    }
}
