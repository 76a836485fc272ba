import InviteDomain
import PrivateFiles
import SystemPackage

/// Finds out whether the state can be written, and leaves no trace of that in it.
///
/// What the kernel says of the disk is asked each time. Quotas, rights and a disk that fails show only in a file that is
/// written: one without a name, which is gone when it is closed, and after a success not before `interval` is over.
final class WriteProbe {
    private let folder: FilePath
    private let interval: Duration
    private var isGoodUntil = ContinuousClock.now

    /// Bytes that have to be left: some hundred changes.
    static let leastRoom = 1 << 16

    init(_ layout: StateLayout, interval: Duration = .seconds(5)) {
        folder = layout.teams
        self.interval = interval
    }

    /// Throws a `StoreError` that says why nothing can be written, unless it can.
    func look() throws {
        let disk: DiskFacts
        do throws(Errno) {
            disk = try folder.diskFacts()
        } catch {
            throw StoreError(.unavailable, "statvfs", folder, error)
        }
        if disk.isReadOnly { throw Self.readOnly(folder) }
        guard disk.freeBytes >= Self.leastRoom, disk.hasFreeFiles else {
            throw StoreError(.unwritable, "the disk of '\(folder)' is full; make room on it")
        }
        guard ContinuousClock.now >= isGoodUntil else { return }
        try tryIt()
        isGoodUntil = .now + interval
    }

    private func tryIt() throws {
        do {
            let file = try FileDescriptor.open(
                folder, .writeOnly, options: [.nameless, .closeOnExec], permissions: .ownerReadWrite)
            try file.closeAfter { try file.writeAll([UInt8](repeating: 0, count: 4096)) }
        } catch Errno.readOnlyFileSystem {
            throw Self.readOnly(folder)
        } catch let error as Errno where error == .isDirectory || error == .notSupported {
            // No disk must be able to do this; then that nothing speaks against it has to do.
        } catch {
            throw StoreError(.unwritable, "write in", folder, error)
        }
    }

    private static func readOnly(_ folder: FilePath) -> StoreError {
        let cause = "its disk is mounted so, or the sandbox of the unit makes it so (ReadWritePaths= lifts that)"
        return StoreError(.unwritable, "'\(folder)' can only be read: \(cause)")
    }
}
