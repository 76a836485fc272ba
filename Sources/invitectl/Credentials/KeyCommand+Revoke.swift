import ArgumentParser
import InviteDomain

extension KeyCommand {
    struct Revoke: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Revokes an API key, at once and for good.")

        @OptionGroup var options: StateOptions

        @Argument(help: "The key's id, from 'key list'.")
        var id: String

        func run() throws {
            try CredentialReport.revoke(id, options) { $0 == .apiKey }
        }
    }
}
