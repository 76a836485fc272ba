import InviteDomain
import InviteJSON
import InviteMessages
import PrivateFiles
import Storage
import StrictJSON

/// What the commands for API keys and access tokens have in common.
enum CredentialReport {
    /// The secret alone on standard output, so that a script can take it from there.
    static func issued(_ credential: Credential, bearer: String, asJSON: Bool) {
        if asJSON {
            Terminal.print {
                $0.object {
                    $0.member("id", credential.id)
                    $0.member("secret", bearer)
                    $0.member("expiresAt", credential.expiresAt?.description)
                }
            }
        } else {
            Terminal.print(bearer)
            Terminal.complain(
                "issued \(credential.id) for user \(credential.userID.quoted); it is shown only this once")
        }
    }

    /// Notes that nobody is this user: a slip of the finger makes a key that opens nothing.
    static func noteStranger(_ user: UserID, in storage: any StorageAdministration) {
        let store = storage.allTeams
        // The credential is there already, and what is wrong with a ledger is for 'check' to say.
        guard let teams = try? store.teamIDs() else { return }
        for id in teams {
            guard let isMember = try? store.read(id, { $0.member(user) != nil }) else { return }
            if isMember { return }
        }
        Terminal.complain("invitectl: note: no team has a user \(user.quoted), so it can do nothing until one has")
    }

    static func list(_ options: StateOptions, where isWanted: (Credential.Kind) -> Bool) throws {
        let credentials = try options.storage().credentials.all().filter { isWanted($0.kind) }
        let now = Timestamp.now()
        if options.json {
            Terminal.print {
                $0.array { for credential in credentials { $0.object { $0.members(of: credential, at: now) } } }
            }
        } else {
            let rows = credentials.map { credential in
                [
                    credential.id, credential.userID.description, credential.status(at: now).rawValue,
                    credential.powers.isEmpty ? "-" : credential.powers.joined(separator: ","),
                    credential.createdAt.description, credential.expiresAt?.description ?? "never",
                    credential.note ?? "-",
                ]
            }
            Terminal.print(
                table: ["ID", "USER", "STATUS", "MAY", "CREATED", "EXPIRES", "NOTE"],
                freeText: ["USER", "MAY", "NOTE"], rows)
        }
    }

    static func revoke(_ id: String, _ options: StateOptions, where isWanted: (Credential.Kind) -> Bool) throws {
        let store = try options.storage().credentials
        let found = try store.credentials(withID: id).filter { isWanted($0.kind) }
        guard let credential = found.first, found.count == 1 else {
            throw Objection("there is none with the id '\(id.shown)'; 'list' shows them")
        }
        _ = try store.revoke(credential.digest, at: .now())
        Terminal.print("revoked \(id)")
    }
}

extension Credential {
    /// What it may do besides acting as its user, and what it may not.
    fileprivate var powers: [String] {
        let only = reach.teams.map { "only in \($0.map(\.description).joined(separator: " "))" }
        return (isInstanceAdmin ? ["every team"] : []) + (canVouch ? ["vouch"] : [])
            + (reach.scopes ?? []).map(\.rawValue) + [only].compactMap(\.self)
    }
}
