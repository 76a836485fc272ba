import Glibc
package import SystemPackage

import struct InviteDomain.StoreError

/// The state belongs to the user who runs us, and to nobody else.
package enum Ownership {
    private static let ownUserID = geteuid()

    package static func check(_ facts: Stat, _ path: FilePath) throws {
        guard facts.userID.rawValue == ownUserID else { throw foreign(facts, path) }
        guard facts.permissions.isDisjoint(with: [.groupReadWriteExecute, .otherReadWriteExecute]) else {
            // Whatever opened a folder has most often opened all that is in it.
            let chmod = facts.type == .directory ? "chmod -R go-rwx" : "chmod go-rwx"
            throw StoreError(.unavailable, "'\(path)' is open to other users; close it with '\(chmod) \(path)'")
        }
    }

    /// Either the wrong user is at work, or the files have the wrong owner, as after a restore: only people know which.
    private static func foreign(_ facts: Stat, _ path: FilePath) -> StoreError {
        let (owner, own) = (Account.user(facts.userID.rawValue), Account.user(ownUserID))
        let found = "'\(path)' belongs to user \(owner), and this process runs as user \(own)"
        // Hardly anybody wants a state of root's.
        guard ownUserID != 0 else {
            let advice = "run it as the user of the state, as invitectl does by itself"
            return StoreError(.unavailable, "\(found); \(advice); all of a state belongs to one user")
        }
        let cure = "chown -R \(own.nameOrNumber):\(Account.group(getegid()).nameOrNumber) \(path)"
        return StoreError(
            .unavailable,
            "\(found); if that user is right, as root: \(cure); if not, run this as the owner of the state, as "
                + "invitectl does by itself under sudo")
    }
}
