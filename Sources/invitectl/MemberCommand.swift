import ArgumentParser
import InviteDomain
import StrictJSON

struct MemberCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "member", abstract: "Adds, shows, changes and removes members of a team.",
        subcommands: [Add.self, List.self, SetRole.self, Remove.self]
    )

    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Adds a user to a team.")

        @OptionGroup var options: StateOptions
        @OptionGroup var membership: MembershipOptions

        @Option(help: "MEMBER, ADMIN or OWNER.")
        var role: Role

        @Option(help: "The user's e-mail address.")
        var email: String?

        @Option(help: "The user's name.")
        var name: String?

        @Flag(help: "The user has still to agree, and may do nothing until then.")
        var pending = false

        func run() throws {
            let terms = MemberTerms(
                userID: membership.user, role: role, accepted: !pending, email: email, name: name
            )
            let added = try options.store().updateMembership(membership.team) { team, now in
                try team.addMember(terms, by: .operator, at: now).map { ($0, $0) }
            }
            guard let member = added else { throw Refusal.teamNotFound(team: membership.team.description) }
            if options.json {
                Terminal.print { $0.object { $0.member("id", member.id) } }
            } else {
                let state = pending ? "is to be" : "is"
                Terminal.print("user \(membership.user) \(state) \(role.rawValue) of team \(membership.team)")
            }
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lists the members of a team.")

        @OptionGroup var options: StateOptions

        @Option(help: "The team's number.")
        var team: TeamID

        func run() throws {
            let members = try options.store().show(team) { $0.members }
            if options.json {
                Terminal.print { $0.array { for member in members { $0.write(member) } } }
            } else {
                let rows = members.map { member in
                    [
                        String(member.id), member.userID?.description ?? "-", member.role.rawValue,
                        member.accepted ? "accepted" : "pending", member.email ?? "-", member.name ?? "-",
                        member.joinedAt.description,
                    ]
                }
                Terminal.print(table: ["ID", "USER", "ROLE", "STATUS", "E-MAIL", "NAME", "SINCE"], rows)
            }
        }
    }

    struct SetRole: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Gives a member another role.")

        @OptionGroup var options: StateOptions
        @OptionGroup var membership: MembershipOptions

        @Option(help: "MEMBER, ADMIN or OWNER.")
        var role: Role

        func run() throws {
            _ = try options.store().change(membership.team) { team, _ in
                try team.changeMember(.user(membership.user), MemberEdit(role: role), by: .operator)
            }
            Terminal.print("user \(membership.user) is \(role.rawValue) of team \(membership.team)")
        }
    }

    struct Remove: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Takes a user out of a team.")

        @OptionGroup var options: StateOptions
        @OptionGroup var membership: MembershipOptions

        func run() throws {
            _ = try options.store().change(membership.team) { team, _ in
                try team.removeMember(.user(membership.user), by: .operator)
            }
            Terminal.print("user \(membership.user) is no longer in team \(membership.team)")
        }
    }
}

/// Whose membership, and where.
struct MembershipOptions: ParsableArguments {
    @Option(help: "The team's number.")
    var team: TeamID

    @Option(help: "The user's number.")
    var user: UserID
}

extension JSONWriter {
    fileprivate mutating func write(_ member: Member) {
        object {
            $0.member("id", member.id)
            $0.member("userId", member.userID?.number)
            $0.member("role", member.role.rawValue)
            $0.member("accepted", member.accepted)
            $0.member("email", member.email)
            $0.member("name", member.name)
            $0.member("joinedAt", member.joinedAt.description)
        }
    }
}
