import ArgumentParser
import InviteDomain
import ServiceSettings
import Storage

extension KeyCommand {
    struct Issue: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Issues an API key and prints it, once: it is not kept."
        )

        @OptionGroup var options: StateOptions
        @OptionGroup var holder: HolderOptions

        func run() throws {
            let storage = try options.storage()
            let secret = NewSecret.apiKey(prefix: try options.settings().apiKeyPrefix(), random: randomBytes(16))
            let credential = try holder.key(secret.digest)
            try storage.credentials.addNew(credential)
            CredentialReport.issued(credential, bearer: secret.bearer, asJSON: options.json)
            holder.noteStranger(in: storage)
        }
    }
}
