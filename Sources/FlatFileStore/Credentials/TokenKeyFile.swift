import Glibc
import InviteDomain
import PrivateFiles
import SystemPackage

/// The file with the keys of tokens: the current one on the first line, older ones below, each as `HEX until TIME`.
///
/// It is read again whenever another file has its name, so that a rotation needs no restart. When to ask for the keys of a
/// new invite's token is told at `LinkIssuer`.
final class TokenKeyFile {
    private let path: FilePath
    private var known: (version: FileVersion, keys: TokenKeys)?

    init(_ path: FilePath) {
        self.path = path
    }

    /// The keys as they are at this moment.
    func keys() throws -> TokenKeys {
        // Looked at before it is read: if it changes in between, the next call reads it once more.
        let version = (try? Stat(path, followTargetSymlink: false)).map(FileVersion.init)
        if let known, known.version == version { return known.keys }
        let lines = try contents()
        // A new key whose name may not last yet; its maker goes on only once it does.
        if lines.isHalfRotated { try AtomicFile.syncDirectory(path.removingLastComponent()) }
        let keys = lines.keys
        // Also of a file that was written just now: whoever makes a token after recording an invite must not have to read.
        known = version.map { ($0, keys) }
        return keys
    }

    func contents() throws -> TokenKeyLines {
        guard let contents = try GuardedFile.contents(of: path) else {
            throw StoreError(.unavailable, "the token key '\(path)' is missing; restore it, or every link is dead")
        }
        guard let lines = TokenKeyLines(String(decoding: contents, as: UTF8.self)) else {
            let form = "not 64 lower-case hex digits, and below it older keys, each with its end"
            throw StoreError(.corrupt, "the token key '\(path)' is \(form); restore it from a backup")
        }
        return lines
    }
}
