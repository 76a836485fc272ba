package import SystemPackage

import struct InviteDomain.StoreError

/// A folder that belongs to the user who runs us and is closed to everybody else.
package enum PrivateFolder {
    /// False if there is certainly nothing of that name.
    package static func isThere(_ path: FilePath) -> Bool {
        do {
            _ = try Stat(path)
            return true
        } catch {
            return error != .noSuchFileOrDirectory
        }
    }

    /// What the kernel says of a folder, if it is ours alone.
    package static func facts(of path: FilePath) throws -> Stat {
        let found: Stat
        do {
            found = try Stat(path, followTargetSymlink: false)
        } catch Errno.noSuchFileOrDirectory {
            throw StoreError(.unavailable, "there is no folder '\(path)'; make the state with 'invitectl init'")
        } catch {
            throw StoreError(.unavailable, "stat", path, error)
        }
        guard found.type == .directory else { throw StoreError(.unavailable, "'\(path)' is not a folder") }
        try Ownership.check(found, path)
        return found
    }

    /// Makes a folder that is ours alone; false if there was one.
    @discardableResult
    package static func make(_ path: FilePath) throws -> Bool {
        do {
            try path.makeDirectory(mode: .ownerReadWriteExecute)
            return true
        } catch .fileExists {
            _ = try facts(of: path)
            return false
        } catch {
            throw StoreError(.unavailable, "mkdir", path, error)
        }
    }
}
