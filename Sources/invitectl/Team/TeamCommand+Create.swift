import ArgumentParser
import InviteDomain
import StrictJSON

extension TeamCommand {
    struct Create: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Makes a team.")

        @OptionGroup var options: StateOptions

        @Option(help: "What the team is called.")
        var name: String

        @Option(help: "Its number; default: the next after the greatest.")
        var id: TeamID?

        @Option(help: "Its name in URLs.")
        var slug: String?

        @Flag(help: "An organization, to which other teams may belong.")
        var organization = false

        @Option(help: "The organization that the team belongs to.")
        var parent: TeamID?

        func run() throws {
            let store = try options.store()
            if let parent {
                let isOrganization = try store.show(parent) { $0.profile.isOrganization }
                guard isOrganization else { throw Refusal.notAnOrganization(parent) }
            }
            let id = try create(in: store)
            if options.json {
                Terminal.print { $0.object { $0.member("id", id.number) } }
            } else {
                Terminal.print("made team \(id)")
            }
        }

        private func create(in store: any TeamStore) throws -> TeamID {
            if let id {
                guard try create(id, in: store) else { throw Refusal.teamExists(id) }
                return id
            }
            // Somebody else may take a number between the look and the making.
            while true {
                guard let next = TeamID((try store.teamIDs().last?.number ?? 0) + 1) else {
                    throw Refusal.invalid(field: "id", expected: "a number of your choice: the greatest is taken")
                }
                if try create(next, in: store) { return next }
            }
        }

        private func create(_ id: TeamID, in store: any TeamStore) throws -> Bool {
            let profile = TeamProfile(id: id, name: name, slug: slug, parentID: parent, isOrganization: organization)
            return try store.create(try profile.validated(), by: .operator)
        }
    }
}
