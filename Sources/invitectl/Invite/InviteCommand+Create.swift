import ArgumentParser
import InviteDomain
import ServiceSettings
import Storage

extension InviteCommand {
    struct Create: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Makes an invite in the name of a team's ADMIN or OWNER, and prints its link."
        )

        @OptionGroup var options: StateOptions

        @Option(help: "The team's number.")
        var team: TeamID

        @OptionGroup var person: NeededPersonOptions<InNameOf>

        @Option(
            help: """
                Days until it expires, \(InviteLimits.expiresInDays.inWords); default: INVITE_EXPIRES_IN_DAYS, or \
                \(InvitePolicy().expiresInDays).
                """)
        var expiresInDays: Int?

        @Option(help: "How many may join with it; default: any number.")
        var maxUses: Int?

        @Option(help: "What it grants: \(Role.alternatives).")
        var role: Role = .member

        @Option(help: "What it is called in lists.")
        var name: String?

        func run() throws {
            let settings = try options.settings()
            let (links, policy) = (try settings.links(), try settings.policy())
            let storage = try options.storage(settings)
            let caller = Caller(userID: person.userID, credentialID: "invitectl")
            let (made, token) = try LinkIssuer(keys: storage.tokenKeys).issue {
                try storage.teams.change(team) { team, now in
                    try team.createInvite(
                        request, as: try team.authority(of: caller), by: .user(person.userID),
                        random: .random(in: 0 ... .max), at: now, policy: policy
                    ).map { RecordedInvite($0, of: team.profile, at: now) }
                }
            }
            InviteReport.link(
                links.link(for: token, in: made.team), of: made.invite, "made invite", at: made.moment,
                asJSON: options.json
            )
        }

        private var request: InviteOptions {
            var request = InviteOptions()
            request.expiry = expiresInDays.map { .days($0) }
            request.maxUses = maxUses
            request.role = role
            request.name = name
            return request
        }
    }
}
