import InviteTestSupport
import SystemPackage
import Testing

@testable import PrivateFiles

/// File systems on which locks may not hold.
struct MountTableTests {
    @Test(
        "file systems on which locks may lie are told by the kernel's table of mounts",
        arguments: [
            ("nfs4", true), ("cifs", true), ("fuse.sshfs", true), ("9p", true), ("ext4", false), ("xfs", false),
        ]
    )
    func networks(type: String, isRefused: Bool) throws {
        try withTemporaryDirectory { directory in
            let facts = try Stat(directory)
            let device = facts.deviceID.rawValue
            let number = "\((device >> 8) & 0xFFF):\((device & 0xFF) | ((device >> 12) & 0xFFF00))"
            let table = "1 2 0:0 / / rw - proc proc rw\n22 27 \(number) / /mnt rw,x shared:1 - \(type) host:/x rw\n"
            #expect(MountTable.networkFileSystem(holding: facts, table: table) == (isRefused ? type : nil))
        }
    }

    @Test("a file system without a disk is looked up, and the kernel's own are none of a network")
    func ownFileSystems() throws {
        for path in ["/proc", "/dev/shm", "/"] as [FilePath] {
            #expect(MountTable.networkFileSystem(holding: try Stat(path)) == nil)
        }
    }
}
