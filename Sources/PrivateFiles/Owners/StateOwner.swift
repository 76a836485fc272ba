import Glibc
package import SystemPackage

import struct InviteDomain.StoreError

/// The user whom a state belongs to, and in whose name everything is done with it.
package enum StateOwner {
    /// Lets root do everything from now on as the owner of the state folder, with that user's rights and no others; a folder
    /// that is not there belongs to whoever makes it.
    ///
    /// What is made then belongs to whom it has to, and root's rights do not hide that handlers have fewer.
    ///
    /// - Throws: `StoreError` for anybody who is neither the owner nor root, and for root where it cannot be seen who the
    ///   owner is.
    package static func become(of folder: FilePath) throws {
        let own = geteuid()
        let facts: Stat
        do {
            facts = try Stat(folder, followTargetSymlink: false)
        } catch {
            // Others than root go on as themselves, and hear from the next call why the folder cannot be had.
            if own != 0 || error == .noSuchFileOrDirectory || error == .notDirectory { return }
            throw StoreError(.unavailable, "stat", folder, error)
        }
        if facts.userID.rawValue == own { return }
        guard own == 0 else {
            let owner = Account.user(facts.userID.rawValue)
            throw StoreError(
                .unavailable, "the state '\(folder)' belongs to user \(owner); run this with sudo, or as that user")
        }
        do throws(Errno) {
            try ProcessIdentity.act(asUser: facts.userID.rawValue, group: facts.groupID.rawValue)
        } catch {
            throw StoreError(.unavailable, "become the owner of", folder, error)
        }
    }

    /// Does something with the rights of whoever called: with files that are named on the command line.
    package static func asCaller<Result>(_ body: () throws -> Result) throws -> Result {
        let (user, group) = (geteuid(), getegid())
        guard user != getuid() else { return try body() }
        try ProcessIdentity.act(asUser: getuid(), group: getgid())
        // What follows must not happen with other rights than it should.
        defer {
            guard (try? ProcessIdentity.act(asUser: user, group: group)) != nil else {
                preconditionFailure("root cannot become user \(user) a second time")
            }
        }
        return try body()
    }
}
