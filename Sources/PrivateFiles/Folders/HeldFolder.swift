package import SystemPackage

package import struct InviteDomain.StoreError

/// A folder that is held open, so that what is looked for in it is looked for in one and the same, whatever becomes of its
/// name meanwhile.
package struct HeldFolder: ~Copyable {
    private let path: FilePath
    private let descriptor: FileDescriptor

    /// Throws `StoreError` when there is none.
    package init(_ path: FilePath) throws {
        self.path = path
        do {
            descriptor = try FileDescriptor.open(path, .readOnly, options: [.directory, .closeOnExec])
        } catch Errno.noSuchFileOrDirectory {
            throw Self.missing(path)
        } catch {
            throw StoreError(.unavailable, "open", path, error)
        }
    }

    deinit {
        try? descriptor.close()
    }

    /// Opens the file of that name; nil when there is none.
    package func open(
        _ file: FilePath, _ mode: FileDescriptor.AccessMode, _ options: FileDescriptor.OpenOptions
    ) throws -> FileDescriptor? {
        do {
            return try descriptor.open(file.name, mode, options)
        } catch Errno.noSuchFileOrDirectory {
            return nil
        } catch {
            throw StoreError(.unavailable, "open", file, error)
        }
    }

    /// True if there is something of that name.
    package func holds(_ file: FilePath) throws -> Bool {
        do {
            _ = try Stat(file.name, relativeTo: descriptor, flags: .symlinkNoFollow)
            return true
        } catch Errno.noSuchFileOrDirectory {
            return false
        } catch {
            throw StoreError(.unavailable, "stat", file, error)
        }
    }

    /// Throws `StoreError` unless the folder is still found by its name.
    package func requireName() throws {
        do {
            let (held, named) = (try Stat(descriptor), try Stat(path))
            if held.deviceID == named.deviceID, held.inode == named.inode { return }
        } catch Errno.noSuchFileOrDirectory {
            throw Self.missing(path)
        } catch {
            throw StoreError(.unavailable, "stat", path, error)
        }
        throw StoreError(.unavailable, "another folder was put in the place of '\(path)' just now")
    }

    /// The error of a folder that is not there.
    package static func missing(_ path: FilePath) -> StoreError {
        StoreError(.unavailable, "there is no folder '\(path)'; put it back, or make a state with 'invitectl init'")
    }
}
