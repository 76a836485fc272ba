import ByteText
import InviteDomain
import PrivateFiles
import ServiceSettings
import StrictJSON
import SystemPackage

/// Makes a state folder, and opens one only if it is as it should be.
enum StateFolder {
    /// The version of the format that this program reads and writes.
    static let version = 1

    /// Makes a new state folder, with a token key of 32 random bytes.
    ///
    /// The file that says which format it is comes last, so a folder whose making was interrupted is not taken for a
    /// whole one; making it again completes it and keeps what is there.
    static func create(at root: FilePath, randomKey: [UInt8]) throws -> StateLayout {
        precondition(randomKey.count == 32, "a token key is 32 bytes")
        let layout = StateLayout(root)
        guard root.isAbsolute else {
            throw StoreError(.unavailable, "the state folder '\(root)' is not an absolute path")
        }
        guard try !hasFormat(layout) else {
            throw StoreError(.unavailable, "'\(root)' holds a state already; name another folder")
        }
        try makeRoot(root)
        for directory in [layout.teams, layout.credentials, layout.archive] { try PrivateFolder.make(directory) }
        try refuseForeignContents(of: layout)
        if try GuardedFile.contents(of: layout.tokenKey) == nil {
            try AtomicFile.write(Array((Hex.text(randomKey) + "\n").utf8), to: layout.tokenKey)
        }
        var json = JSONWriter()
        json.object {
            $0.member("format", "invite-fcgi")
            $0.member("version", version)
        }
        try AtomicFile.write(json.line(), to: layout.format)
        return layout
    }

    /// True if the file is there that says which format it is.
    ///
    /// Throws `StoreError` where that cannot be found out: a state that cannot be looked at is none that is missing.
    private static func hasFormat(_ layout: StateLayout) throws -> Bool {
        do {
            _ = try Stat(layout.format)
            return true
        } catch Errno.noSuchFileOrDirectory, Errno.notDirectory {
            return false
        } catch {
            throw StoreError(.unavailable, "stat", layout.format, error)
        }
    }

    /// Makes the folder itself, with its name on stable storage.
    ///
    /// One that was there already may lie where its owner can only pass through: whoever made it has given it its name.
    private static func makeRoot(_ root: FilePath) throws {
        let parent = root.removingLastComponent()
        if try PrivateFolder.make(root) {
            try AtomicFile.syncDirectory(parent)
        } else {
            try? AtomicFile.syncDirectory(parent)
        }
    }

    /// The state folder at `root`, if it is ours alone, on a disk of this machine, and of a format we know.
    ///
    /// - Parameters:
    ///   - root: an absolute path.
    ///   - allowingNetwork: true to take a network file system on the operator's word.
    /// - Returns: where everything lies in it.
    /// - Throws: `StoreError`.
    static func open(_ root: FilePath, allowingNetwork: Bool = false) throws -> StateLayout {
        let layout = StateLayout(root)
        guard root.isAbsolute else {
            throw StoreError(.unavailable, "the state folder '\(root)' is not an absolute path")
        }
        let facts = try PrivateFolder.facts(of: root)
        if !allowingNetwork, let type = MountTable.networkFileSystem(holding: facts) {
            let advice = "keep the state on a local disk, or set INVITE_ALLOW_NETWORK_STATE=on and run one machine only"
            throw StoreError(.unavailable, "'\(root)' is on \(type), where locks may not hold; \(advice)")
        }
        for directory in [layout.teams, layout.credentials, layout.archive] {
            _ = try PrivateFolder.facts(of: directory)
        }
        try checkFormat(layout)
        return layout
    }

    /// The state folder that the settings name, if the settings were read from it too: a state that was not there at that
    /// moment may have settings of its own.
    static func open(_ settings: Settings) throws -> StateLayout {
        guard settings.isWhole else {
            _ = try PrivateFolder.facts(of: settings.stateFolder)
            throw HeldFolder.missing(settings.stateFolder)
        }
        return try open(settings.stateFolder, allowingNetwork: try settings.allowsNetworkState())
    }

    /// Fails unless the state can be read at this moment.
    static func probe(_ layout: StateLayout) throws {
        try checkFormat(layout)
        for directory in [layout.teams, layout.credentials] { _ = try PrivateFolder.facts(of: directory) }
    }

    private static func checkFormat(_ layout: StateLayout) throws {
        guard let contents = try GuardedFile.contents(of: layout.format) else {
            let advice = "make one with 'invitectl --state \(layout.root) init'"
            throw StoreError(.unavailable, "'\(layout.root)' is no state folder, it has no format.json; \(advice)")
        }
        guard let format = try? JSONReader.value(of: contents), format["format"] == .string("invite-fcgi"),
            let found = format["version"]?.integer
        else { throw StoreError(.corrupt, "'\(layout.format)' is damaged; restore it from a backup") }
        guard found == version else {
            let advice = "this program knows \(version); install the one that wrote it"
            throw StoreError(.corrupt, "'\(layout.format)' says version \(found), \(advice)")
        }
    }

    private static func refuseForeignContents(of layout: StateLayout) throws {
        let ours = [
            layout.teams, layout.credentials, layout.archive, layout.feed, layout.tokenKey, layout.configuration,
            layout.keySet,
        ]
        let names = Set(ours.compactMap { $0.lastComponent?.string })
        do {
            let foreign = try layout.root.directoryEntries().first { !names.contains($0) && !$0.hasPrefix(".new.") }
            if let foreign {
                throw StoreError(
                    .unavailable, "'\(layout.root)' is not empty: it holds '\(foreign)'; name another folder")
            }
        } catch let error as Errno {
            throw StoreError(.unavailable, "readdir", layout.root, error)
        }
    }
}
