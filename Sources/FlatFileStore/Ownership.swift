import Glibc
import InviteDomain
import SystemPackage

/// The state belongs to the user who runs us, and to nobody else.
enum Ownership {
    private static let ownUserID = geteuid()

    static func check(_ facts: Stat, _ path: FilePath) throws {
        guard facts.userID.rawValue == ownUserID else {
            let users = "user \(facts.userID.rawValue), and this process runs as user \(ownUserID)"
            throw StoreError(.unavailable, "'\(path)' belongs to \(users); run this as the owner of the state")
        }
        guard facts.permissions.isDisjoint(with: [.groupReadWriteExecute, .otherReadWriteExecute]) else {
            throw StoreError(.unavailable, "'\(path)' is open to other users; close it with 'chmod go-rwx \(path)'")
        }
    }
}
