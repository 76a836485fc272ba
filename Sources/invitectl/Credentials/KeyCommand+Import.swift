import ArgumentParser
import InviteDomain
import Storage

extension KeyCommand {
    struct Import: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Brings along an API key of which only the hash is known, from Cal.com's ApiKey.hashedKey."
        )

        @OptionGroup var options: StateOptions
        @OptionGroup var holder: HolderOptions

        @Option(help: "SHA-256 of the key without its prefix, as 64 hex digits.")
        var hash: String

        func run() throws {
            guard let digest = SecretDigest(text: hash) else {
                throw Refusal.invalid(field: "hash", expected: "64 lower-case hex digits")
            }
            let storage = try options.storage()
            let known = storage.credentials
            let unknown = Refusal.invalid(field: "hash", expected: "that of a key that is not known yet")
            guard try known.credential(digest) == nil else { throw unknown }
            let credential = try holder.key(digest)
            guard try known.add(credential) else { throw unknown }
            Terminal.print(credential.id)
            holder.noteStranger(in: storage)
        }
    }
}
