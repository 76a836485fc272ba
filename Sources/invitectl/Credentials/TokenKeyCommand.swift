import ArgumentParser
import FlatFileStore
import InviteDomain
import ServiceSettings

struct TokenKeyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token-key",
        abstract: "Lists, rotates and drops the keys that make and prove the tokens of links.",
        discussion: """
            After a rotation new links are made with the new key, and the old key goes on proving the links of invites that \
            were made before, until it is dropped. So whoever stole a key can open nothing that is made from then on. \
            Handlers see it at once, without a restart.
            """,
        subcommands: [List.self, Rotate.self, Drop.self]
    )

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

    struct Rotate: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Makes a new key; links that were made before stay alive.",
            discussion: """
                Completes a rotation that was interrupted, in the place of another one. The folder of the key must be \
                writable.
                """
        )

        @OptionGroup var options: StateOptions

        func run() throws {
            let (layout, file) = (try options.layout(), try options.settings().tokenKeyFile())
            let (keys, isCompletion) = try TokenKeyRotation.begin(file, in: layout).rotate(random: randomBytes(32))
            TokenKeyReport.rotated(keys, isCompletion: isCompletion, asJSON: options.json)
        }
    }

    struct Drop: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Takes an old key away: links that were made with it are dead.",
            discussion: """
                Refused while a live invite may have such a link; 'invite link' shows it a new one. An invite that has ended \
                does not count: if it is given a new life later, only a new link leads to it.
                """
        )

        @OptionGroup var options: StateOptions

        @Argument(help: "The key's fingerprint, from 'token-key list'.")
        var fingerprint: String?

        @Flag(help: "All old keys that no live link needs.")
        var unused = false

        @Flag(help: "Also when live links die by it.")
        var force = false

        func validate() throws {
            guard (fingerprint != nil) != unused else {
                throw ValidationError("name the fingerprint of a key, or --unused")
            }
            if unused, force { throw ValidationError("--force goes with a fingerprint, not with --unused") }
        }

        func run() throws {
            let (store, file) = (try options.store(), try options.settings().tokenKeyFile())
            let rotation = try TokenKeyRotation.begin(file, in: store.layout)
            let uses = try TokenKeyUse.all(try rotation.keys(), in: store)
            let chosen = try fingerprint.map { [try use($0, uses)] } ?? uses.filter { !$0.isCurrent && $0.links == 0 }
            if !chosen.isEmpty { try rotation.drop(Set(chosen.map(\.fingerprint))) }
            TokenKeyReport.dropped(chosen, asJSON: options.json)
        }

        /// The key that is to go, if it may.
        private func use(_ fingerprint: String, _ uses: [TokenKeyUse]) throws -> TokenKeyUse {
            guard let use = uses.first(where: { $0.fingerprint == fingerprint }) else {
                throw Objection("there is no such key; 'invitectl token-key list' shows the fingerprints")
            }
            if use.isCurrent { throw Objection("this key makes the tokens; 'invitectl token-key rotate' first") }
            if use.links > 0, !force {
                let advice = "revoke them, wait for their end, or drop it with --force, and they die"
                throw Objection("\(counted(use.links, "live invite")) may have a link of this key; \(advice)")
            }
            return use
        }
    }
}
