import ArgumentParser
import InviteDomain
import ServiceSettings
import Storage

extension TokenKeyCommand {
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
            let storage = try options.storage()
            let rotation = try storage.beginTokenKeyRotation()
            let uses = try TokenKeyUse.all(try rotation.keys(), in: storage.teams)
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
