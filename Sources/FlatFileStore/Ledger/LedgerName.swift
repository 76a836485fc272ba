import Glibc
import PrivateFiles
import SystemPackage

/// Whether a ledger's name is known to be durable: written in the file's own mode, so that everybody sees it who opens it.
///
/// Whoever makes a ledger, or compacts one, renames it into place and syncs the folder, or dies before. Others find it in
/// between and must not answer for anything in it, as after a power cut the file may be gone, or the old one be back. So a
/// ledger is made with the sticky bit, which means nothing for a file and which no umask takes away; who updates one that
/// has it syncs the folder too, and then takes the bit off. No clock is asked, and a ledger that is known costs nothing.
enum LedgerName {
    /// Those of a ledger that is made.
    static let permissions: FilePermissions = [.ownerReadWrite, .saveText]

    static func isSynced(_ facts: Stat) -> Bool { !facts.permissions.contains(.saveText) }

    /// Makes the name of an open ledger durable, and remembers that.
    static func sync(_ path: FilePath, _ ledger: FileDescriptor) throws {
        try AtomicFile.syncDirectory(path.removingLastComponent())
        // If this fails, the next one syncs once more.
        _ = fchmod(ledger.rawValue, FilePermissions.ownerReadWrite.rawValue)
    }
}
