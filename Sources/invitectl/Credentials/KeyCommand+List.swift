import ArgumentParser
import InviteDomain

extension KeyCommand {
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lists all API keys, without their secrets.")

        @OptionGroup var options: StateOptions

        func run() throws {
            try CredentialReport.list(options) { $0 == .apiKey }
        }
    }
}
