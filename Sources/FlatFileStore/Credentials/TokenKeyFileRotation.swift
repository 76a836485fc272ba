import ByteText
import InviteDomain
import PrivateFiles
import Storage
import SystemPackage

/// Puts a new key in the place of the one that makes tokens, and takes old ones away; one at a time, and no import beside.
///
/// A rotation is two whole files, one after the other. The first has the new key, and the old one without an end; once
/// that has its name for good, nobody makes a token with the old key for an invite that is still to come. Only then is
/// the old key's end known, and written. So no link that was shown dies, however long a handler takes; a death in between
/// leaves an old key that proves everything, which `StateAudit` notes and the next rotation completes.
final class TokenKeyFileRotation: TokenKeyRotation {
    private let path: FilePath
    private let lock: LockFile

    /// In front of the names of temporaries, which hold keys and must not stay.
    private static let mark = ".new.token-key."

    /// Waits for whoever else rotates or imports; throws `StoreError` of kind `busy` when that takes too long.
    static func begin(
        _ path: FilePath, in layout: StateLayout, patience: Duration = .seconds(2)
    ) throws -> TokenKeyFileRotation {
        guard let lock = try LockFile.acquire(layout.format, creating: false, patience: patience) else {
            throw StoreError(.unavailable, "'\(layout.format)' has gone; restore it from a backup")
        }
        try FileBatch.sweep(path.removingLastComponent(), mark: mark)
        return TokenKeyFileRotation(path: path, lock: lock)
    }

    private init(path: FilePath, lock: consuming LockFile) {
        self.path = path
        self.lock = lock
    }

    /// The keys as they are.
    func keys() throws -> TokenKeys { try TokenKeyFile(path).contents().keys }

    func rotate(random: [UInt8]) throws -> (keys: TokenKeys, isCompletion: Bool) {
        try rotate(random: random, clock: Timestamp.now)
    }

    /// Makes `random` the key, or completes a rotation that died.
    ///
    /// - Parameters:
    ///   - random: 32 bytes that nobody can guess.
    ///   - clock: that by which invites are made.
    /// - Returns: the keys as they are now, and which of both was done.
    /// - Throws: `StoreError`; what was written until then, the next rotation completes.
    func rotate(random: [UInt8], clock: () -> Timestamp) throws -> (
        keys: TokenKeys, isCompletion: Bool
    ) {
        var file = try TokenKeyFile(path).contents()
        let isCompletion = file.isHalfRotated
        if !isCompletion {
            guard let new = TokenKeyLines(Hex.text(random)) else {
                preconditionFailure("a token key is 32 bytes")
            }
            file.lines = new.lines + file.lines
            try write(file)
        } else {
            // The one that died may not have synced the folder.
            try AtomicFile.syncDirectory(path.removingLastComponent())
        }
        // An invite of this very millisecond may have a link of the old key.
        file.lines[1].until = Timestamp(milliseconds: clock().milliseconds + 1)
        try write(file)
        return (file.keys, isCompletion)
    }

    /// Takes old keys away: no token of theirs proves anything any more.
    func drop(_ fingerprints: Set<String>) throws {
        var file = try TokenKeyFile(path).contents()
        file.lines = file.lines.prefix(1) + file.lines.dropFirst().filter { !fingerprints.contains($0.key.fingerprint) }
        try write(file)
    }

    private func write(_ file: TokenKeyLines) throws {
        try AtomicFile.write(file.bytes, to: path, mark: Self.mark)
    }
}
