import ArgumentParser
import FlatFileStore
import InviteDomain
import ServiceSettings

extension TokenKeyCommand {
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists the keys by their fingerprints, and how many live links may need each; never a key."
        )

        @OptionGroup var options: StateOptions

        func run() throws {
            let keys = try TokenKeyFile(try options.settings().tokenKeyFile()).keys()
            TokenKeyReport.list(try TokenKeyUse.all(keys, in: try options.store()), asJSON: options.json)
        }
    }
}
