import ArgumentParser
import InviteDomain
import PrivateFiles
import Storage

extension MemberCommand {
    struct Remove: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Takes a member out of a team, pending or not.",
            discussion:
                "Their links and their keys live on; what is left of them is told, with the commands that end it."
        )

        @OptionGroup var options: StateOptions
        @OptionGroup var membership: MembershipOptions

        @Flag(help: "No link of the team lets them in again; 'member readmit' lifts that.")
        var keepOut = false

        func run() throws {
            let storage = try options.storage()
            let (member, links) = try storage.teams.change(membership.team) { team, now in
                try team.removeMember(membership.reference, keepingOut: keepOut, by: .operator).map { member in
                    let links = team.invites.all.filter { $0.isLive(at: now) && $0.createdBy.userID == member.userID }
                    return (member, member.userID == nil ? 0 : links.count)
                }
            }
            let isKeptOut = keepOut ? ", and kept out" : ""
            Terminal.print("\(member.text) is no longer in team \(membership.team)\(isKeptOut)")
            guard let user = member.userID else { return }
            if links > 0 {
                let command = "invitectl invite revoke --team \(membership.team) \(CreatorNames.option(user))"
                Terminal.complain("\(counted(links, "link")) of theirs \(Self.verb(links)); '\(command)' ends them")
            }
            noteCredentials(of: user, in: storage)
        }

        private func noteCredentials(of user: UserID, in storage: any StorageAdministration) {
            let now = Timestamp.now()
            // What is wrong with a credential's file is for 'check' to say: the member is out.
            guard let all = try? storage.credentials.all() else { return }
            let live = all.filter { $0.userID == user && (try? $0.caller(at: now)) != nil }
            let (keys, tokens) = (live.filter { $0.kind == .apiKey }, live.filter { $0.kind != .apiKey })
            for (found, what, command) in [(keys, "API key", "key"), (tokens, "access token", "token")] {
                guard let first = found.first else { continue }
                let revoke = "invitectl \(command) revoke"
                let ids = found.prefix(10).map(\.id).joined(separator: ", ") + (found.count > 10 ? ", …" : "")
                let advice = found.count == 1 ? "'\(revoke) \(first.id)' ends it" : "'\(revoke)' ends each: \(ids)"
                Terminal.complain("\(counted(found.count, what)) of theirs \(Self.verb(found.count)); \(advice)")
            }
        }

        private static func verb(_ count: Int) -> String { count == 1 ? "lives on" : "live on" }
    }
}
