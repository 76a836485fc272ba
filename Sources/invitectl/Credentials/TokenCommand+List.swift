import ArgumentParser
import InviteDomain

extension TokenCommand {
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lists all access tokens, without their secrets.")

        @OptionGroup var options: StateOptions

        func run() throws {
            try CredentialReport.list(options) { $0 != .apiKey }
        }
    }
}
