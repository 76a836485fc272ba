package import SystemPackage

package import struct InviteDomain.StoreError

/// Sees to it that no web server serves the state as files.
package final class Exposure {
    private let stateFolder: FilePath
    /// The document root of which it was found out last that it holds no state, and until when that goes without looking.
    private var harmless: (root: String, until: ContinuousClock.Instant)?

    package init(of stateFolder: FilePath) { self.stateFolder = stateFolder }

    /// Fails if the state lies in the folder whose files the web server serves, by whatever names they go.
    ///
    /// - Parameters:
    ///   - documentRoot: what the web server says; nil or empty if it does not.
    ///   - now: what was harmless is looked at again after a second.
    /// - Throws: `StoreError`, until the one or the other has moved.
    package func check(
        documentRoot: String?, at now: ContinuousClock.Instant = .now
    ) throws(StoreError) {
        // A root of "/" is no folder that anybody serves: it is what Caddy says where nobody has set one.
        guard let text = documentRoot, !text.isEmpty, text != "/" else { return }
        if let harmless, harmless.root == text, now < harmless.until { return }
        let root = FilePath(text)
        guard !(Self.lies(stateFolder, in: root) ?? stateFolder.starts(with: root)) else {
            let advice = "move it out, or the web server may serve its files"
            throw StoreError(
                .unavailable, "the state folder '\(stateFolder)' is inside the document root '\(root)'; \(advice)")
        }
        harmless = (text, now + .seconds(1))
    }

    /// True if the way up from a folder leads through the other one; nil where that cannot be looked at.
    ///
    /// The kernel knows that way, whatever symbolic links lead down. The top of all is above everything and does not count.
    private static func lies(_ folder: FilePath, in root: FilePath) -> Bool? {
        guard root.isAbsolute, let wanted = try? Stat(root), var here = try? Stat(folder) else { return nil }
        var path = folder
        while true {
            path.append("..")
            guard let above = try? Stat(path) else { return nil }
            if isSame(above, here) { return false }
            if isSame(here, wanted) { return true }
            here = above
        }
    }

    private static func isSame(_ one: Stat, _ other: Stat) -> Bool {
        one.deviceID == other.deviceID && one.inode == other.inode
    }
}
