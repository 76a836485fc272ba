import Glibc
import InviteDomain
import PrivateFiles
import Storage
import SystemPackage

extension StateFolder {
    /// How much room the files take.
    ///
    /// - Throws: `StoreError` for the first folder or file that cannot be looked at.
    static func footprint(_ layout: StateLayout) throws -> Footprint {
        var footprint = Footprint()
        let folders = [layout.root, layout.teams, layout.credentials, layout.archive]
        for folder in folders + (PrivateFolder.isThere(layout.feed) ? [layout.feed] : []) {
            try weigh(folder, into: &footprint)
        }
        return footprint
    }

    private static func weigh(_ folder: FilePath, into footprint: inout Footprint) throws {
        let names: [String]
        do {
            names = try folder.directoryEntries()
        } catch {
            throw StoreError(.unavailable, "readdir", folder, error)
        }
        for name in names {
            guard let facts = try facts(folder.appending(name)), facts.type == .regular else { continue }
            footprint.bytes += facts.size
            let written = Timestamp(facts.st_mtim)
            footprint.lastWrite = max(footprint.lastWrite ?? written, written)
        }
    }

    /// What the kernel says of a file; nil when it is gone by now, because it was being put in another's place.
    private static func facts(_ file: FilePath) throws -> Stat? {
        do {
            return try Stat(file, followTargetSymlink: false)
        } catch Errno.noSuchFileOrDirectory {
            return nil
        } catch {
            throw StoreError(.unavailable, "stat", file, error)
        }
    }
}
