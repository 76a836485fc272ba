import ArgumentParser
import InviteDomain

extension TokenCommand {
    struct Revoke: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Revokes an access token, at once and for good.")

        @OptionGroup var options: StateOptions

        @Argument(help: "The token's id, from 'token list'.")
        var id: String

        func run() throws {
            try CredentialReport.revoke(id, options) { $0 != .apiKey }
        }
    }
}
