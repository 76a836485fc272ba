import ByteText
package import SystemPackage

/// Which kind of file system holds the state.
package enum MountTable {
    /// As below, by the kernel's own table, which is read only where need be.
    package static func networkFileSystem(holding facts: Stat) -> String? {
        // What has a disk of its own is none; those that have none share the number 0 for it.
        major(UInt64(facts.deviceID.rawValue)) == 0 ? networkFileSystem(holding: facts, table: current()) : nil
    }

    /// File systems on which `flock` may lie to processes on two machines, or to two mounts on one.
    ///
    /// - Returns: the type's name when the device of `facts` is one of them, nil otherwise or when the kernel does not tell.
    static func networkFileSystem(holding facts: Stat, table: String) -> String? {
        let device = UInt64(facts.deviceID.rawValue)
        let number = "\(major(device)):\(minor(device))"
        for line in table.utf8.split(separator: .lineFeed) {
            let fields = line.split(separator: .space)
            guard fields.count > 2, fields[2].elementsEqual(number.utf8),
                let dash = fields.firstIndex(where: { $0.elementsEqual("-".utf8) }), dash + 1 < fields.count
            else { continue }
            let type = String(Substring(fields[dash + 1]))
            return isNetworked(type) ? type : nil
        }
        return nil
    }

    /// The kernel's table of this process's mounts.
    private static func current() -> String {
        guard let file = try? FileDescriptor.open("/proc/self/mountinfo" as FilePath, .readOnly, options: .closeOnExec)
        else { return "" }
        defer { try? file.close() }
        var table: [UInt8] = []
        // Not a file with a size: it ends when a read brings nothing.
        while let part = try? file.bytes(at: Int64(table.count), count: 1 << 16), !part.isEmpty { table += part }
        return String(decoding: table, as: UTF8.self)
    }

    private static func isNetworked(_ type: String) -> Bool {
        let networked = [
            "nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "glusterfs", "ncpfs", "fuse",
        ]
        return networked.contains(type) || type.hasPrefix("fuse.")
    }

    // glibc's gnu_dev_major and gnu_dev_minor, which are macros.
    private static func major(_ device: UInt64) -> UInt64 { device >> 8 & 0xFFF | device >> 32 & ~0xFFF }

    private static func minor(_ device: UInt64) -> UInt64 { device & 0xFF | device >> 12 & ~0xFF }
}
