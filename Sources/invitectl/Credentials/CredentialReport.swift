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
        let credentials = try options.storage().credentialRegister.all().filter { isWanted($0.kind) }
        let now = Timestamp.now()
        if options.json {
            Terminal.print { $0.array { for credential in credentials { $0.write(credential, at: now) } } }
        } else {
            let rows = credentials.map { credential in
                [
                    credential.id, credential.userID.description, credential.status(at: now),
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
        let register = try options.storage().credentialRegister
        let found = try register.all().filter { $0.id == id && isWanted($0.kind) }
        guard var credential = found.first, found.count == 1 else {
            throw Objection("there is none with the id '\(id.shown)'; 'list' shows them")
        }
        if credential.revokedAt == nil {
            credential.revokedAt = .now()
            try register.save(credential)
        }
        Terminal.print("revoked \(id)")
    }
}

extension Credential {
    fileprivate func status(at now: Timestamp) -> String {
        do {
            _ = try caller(at: now)
            return "live"
        } catch .unauthenticated(let why) {
            return "\(why)"
        } catch {
            return "dead"
        }
    }

    /// What it may do besides acting as its user.
    fileprivate var powers: [String] {
        var powers = (isInstanceAdmin ? ["every team"] : []) + (canVouch ? ["vouch"] : [])
        if case .accessToken(let scopes) = kind { powers += scopes.map(\.rawValue) }
        return powers
    }
}

extension JSONWriter {
    fileprivate mutating func write(_ credential: Credential, at now: Timestamp) {
        object {
            $0.member("id", credential.id)
            $0.members(of: credential.userID)
            $0.member("status", credential.status(at: now))
            $0.scopes(of: credential)
            $0.member("instanceAdmin", credential.isInstanceAdmin)
            $0.member("canVouch", credential.canVouch)
            $0.life(of: credential)
            $0.member("note", credential.note)
        }
    }
}
