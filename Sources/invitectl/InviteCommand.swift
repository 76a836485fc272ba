import ArgumentParser
import FlatFileStore
import InviteDomain
import StrictJSON

struct InviteCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "invite", abstract: "Makes, lists and revokes invites.",
        subcommands: [Create.self, List.self, Revoke.self]
    )

    struct Create: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Makes an invite in the name of a team's ADMIN or OWNER, and prints its link."
        )

        @OptionGroup var options: StateOptions

        @Option(help: "The team's number.")
        var team: TeamID

        @Option(help: "In whose name; the same rules hold as for that user's own requests.")
        var asUser: UserID

        @Option(help: "Days until it expires, 1 to 365; default: INVITE_EXPIRES_IN_DAYS, or 7.")
        var expiresInDays: Int?

        @Option(help: "How many may join with it; default: any number.")
        var maxUses: Int?

        @Option(help: "What it grants: MEMBER, ADMIN or OWNER.")
        var role: Role = .member

        @Option(help: "What it is called in lists.")
        var name: String?

        func run() throws {
            let settings = try options.settings()
            let (links, policy) = (try settings.links(), try settings.policy())
            let store = try options.store()
            let key = try StateFolder.tokenKey(in: try settings.tokenKeyFile())
            let caller = Caller(userID: asUser, credentialID: "invitectl")
            let (invite, profile) = try store.change(team) { team, now in
                let authority = try team.authority(of: caller)
                let decision = try team.createInvite(
                    wishes, as: authority, by: .user(asUser), random: .random(in: 0 ... .max), at: now, policy: policy
                )
                return Decision(by: decision.actor, decision.changes, result: (decision.result, team.profile))
            }
            report(invite, link: links.link(for: InviteToken(for: invite.id, key: key), in: profile))
        }

        private var wishes: InviteOptions {
            var wishes = InviteOptions()
            wishes.expiry = expiresInDays.map { .days($0) }
            wishes.maxUses = maxUses
            wishes.role = role
            wishes.name = name
            return wishes
        }

        private func report(_ invite: Invite, link: String) {
            if options.json {
                Terminal.print {
                    $0.object {
                        $0.member("inviteLink", link)
                        $0.members(of: invite, at: invite.createdAt)
                    }
                }
            } else {
                Terminal.print(link)
                Terminal.complain("made invite \(invite.id), which ends \(invite.expiresAt?.description ?? "never")")
            }
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lists a team's invites, newest first.")

        @OptionGroup var options: StateOptions

        @Option(help: "The team's number.")
        var team: TeamID

        @Option(help: "Only those of a status: \(Invite.Status.allCases.map(\.rawValue).joined(separator: ", ")).")
        var status: Invite.Status?

        func run() throws {
            let now = Timestamp.now()
            let all = try options.store().show(team) { $0.invites.all.reversed() }
            let invites = all.filter { status == nil || $0.status(at: now) == status }
            if options.json {
                Terminal.print {
                    $0.array { for invite in invites { $0.object { $0.members(of: invite, at: now) } } }
                }
            } else {
                let rows = invites.map { invite in
                    [
                        invite.id.description, invite.status(at: now).rawValue, invite.role.rawValue,
                        invite.maxUses.map(String.init) ?? "any", invite.expiresAt?.description ?? "never",
                        invite.createdBy.text, invite.extras.name ?? "-",
                    ]
                }
                Terminal.print(table: ["ID", "STATUS", "ROLE", "MAX USES", "EXPIRES", "BY", "NAME"], rows)
            }
        }
    }

    struct Revoke: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Revokes invites, at once and for good.")

        @OptionGroup var options: StateOptions

        @Argument(help: "Their ids, from 'invite list'.")
        var ids: [InviteID]

        func run() throws {
            let store = try options.store()
            for id in ids {
                _ = try store.change(id.teamID) { team, now in try team.revokeInvite(id, by: .operator, at: now) }
                Terminal.print("revoked \(id)")
            }
        }
    }
}

extension Invite.Status: ExpressibleByArgument {}

extension Actor {
    fileprivate var text: String {
        switch self {
        case .user(let userID): "user \(userID)"
        case .operator: "operator"
        case .newcomer: "newcomer"
        }
    }
}

extension JSONWriter {
    fileprivate mutating func members(of invite: Invite, at now: Timestamp) {
        member("id", invite.id.description)
        member("teamId", invite.id.teamID.number)
        member("status", invite.status(at: now).rawValue)
        member("role", invite.role.rawValue)
        member("maxUses", invite.maxUses)
        member("expiresInDays", invite.expiresInDays)
        member("expiresAt", invite.expiresAt?.description)
        member("createdAt", invite.createdAt.description)
        member("createdBy", invite.createdBy.text)
        member("revokedAt", invite.revokedAt?.description)
        member("name", invite.extras.name)
        member("allowedEmailDomains", invite.extras.allowedEmailDomains)
        member("metadata", invite.extras.metadata)
    }
}
