import Glibc

/// What this process may do.
enum Privileges {
    static let areRoot = geteuid() == 0

    /// True if mounts of our own can be made, out of everybody else's sight.
    static func allowMounts() async -> Bool {
        let mount = Command("unshare", "--mount", "mount", "-t", "tmpfs", "tmpfs", "/tmp")
        return (try? await mount.run().status) == 0
    }
}
