import SystemPackage

/// Which kind of file system holds the state.
enum MountTable {
    /// File systems on which `flock` may lie to processes on two machines, or to two mounts on one.
    ///
    /// - Returns: the type's name when `device` is one of them, nil otherwise or when the kernel does not tell.
    static func networkFileSystem(holding facts: Stat, table: String) -> String? {
        let device = UInt64(facts.deviceID.rawValue)
        let number = "\(major(device)):\(minor(device))"
        for line in table.split(separator: "\n") {
            let fields = line.split(separator: " ")
            guard fields.count > 2, fields[2] == number, let dash = fields.firstIndex(of: "-"), dash + 1 < fields.count
            else { continue }
            let type = String(fields[dash + 1])
            return isNetworked(type) ? type : nil
        }
        return nil
    }

    /// The kernel's table of this process's mounts.
    static func current() -> String {
        guard let file = try? FileDescriptor.open("/proc/self/mountinfo" as FilePath, .readOnly, options: .closeOnExec)
        else { return "" }
        defer { try? file.close() }
        var table: [UInt8] = []
        // Not a file with a size: it ends when a read brings nothing.
        while let part = try? file.bytes(at: Int64(table.count), count: 1 << 16), !part.isEmpty { table += part }
        return String(decoding: table, as: UTF8.self)
    }

    private static func isNetworked(_ type: String) -> Bool {
        let networked: Set = [
            "nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "glusterfs", "ncpfs", "fuse",
        ]
        return networked.contains(type) || type.hasPrefix("fuse.")
    }

    // glibc's gnu_dev_major and gnu_dev_minor, which are macros.
    private static func major(_ device: UInt64) -> UInt64 { device >> 8 & 0xFFF | device >> 32 & ~0xFFF }

    private static func minor(_ device: UInt64) -> UInt64 { device & 0xFF | device >> 12 & ~0xFF }
}
