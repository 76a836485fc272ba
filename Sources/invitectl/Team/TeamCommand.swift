import ArgumentParser
import FlatFileStore
import InviteDomain
import StrictJSON

struct TeamCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "team", abstract: "Makes and shows teams.",
        discussion: """
            An organization is a team to which other teams belong; its admins manage those too. What happened in a team \
            is in its ledger: 'invitectl ledger show'.
            """,
        subcommands: [Create.self, List.self, Show.self]
    )

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

        private func create(in store: FlatFileStore) throws -> TeamID {
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

        private func create(_ id: TeamID, in store: FlatFileStore) throws -> Bool {
            let profile = TeamProfile(id: id, name: name, slug: slug, parentID: parent, isOrganization: organization)
            return try store.create(try profile.validated(), by: .operator)
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lists all teams.")

        @OptionGroup var options: StateOptions

        func run() throws {
            let store = try options.store()
            let teams = try store.teamIDs().map { try store.show($0) { $0 } }
            if options.json {
                Terminal.print { $0.array { for team in teams { $0.write(team) } } }
            } else {
                let rows = teams.map { team in
                    [
                        team.id.description, team.profile.name, team.profile.slug ?? "-",
                        team.profile.isOrganization ? "yes" : "no", team.profile.parentID?.description ?? "-",
                        String(team.members.count), String(team.invites.count),
                    ]
                }
                Terminal.print(
                    table: ["ID", "NAME", "SLUG", "ORGANIZATION", "PARENT", "MEMBERS", "INVITES"],
                    freeText: ["NAME", "SLUG"], rows)
            }
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Shows one team.")

        @OptionGroup var options: StateOptions

        @Argument(help: "The team's number.")
        var team: TeamID

        func run() throws {
            let team = try options.store().show(team) { $0 }
            if options.json {
                Terminal.print { $0.write(team) }
            } else {
                let profile = team.profile
                Terminal.print("team \(profile.id): \(profile.name)")
                Terminal.print("slug: \(profile.slug ?? "-")")
                Terminal.print("organization: \(profile.isOrganization ? "yes" : "no")")
                Terminal.print("parent: \(profile.parentID?.description ?? "-")")
                Terminal.print("created: \(team.createdAt)")
                Terminal.print("members: \(team.members.count)")
                Terminal.print("invites: \(team.invites.count)")
            }
        }
    }
}

extension JSONWriter {
    fileprivate mutating func write(_ team: Team) {
        object {
            $0.member("id", team.id.number)
            $0.member("name", team.profile.name)
            $0.member("slug", team.profile.slug)
            $0.member("isOrganization", team.profile.isOrganization)
            $0.member("parentId", team.profile.parentID?.number)
            $0.member("createdAt", team.createdAt.description)
            $0.member("members", team.members.count)
            $0.member("invites", team.invites.count)
        }
    }
}
