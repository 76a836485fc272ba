/// The path of a site below which the service answers: `/invites` where `https://www.example.com/invites/v2/…` is its
/// API.
///
/// It is what the operator says (`INVITE_MOUNT`), since the command line has to make the same links as the handlers,
/// and since a web server's word for it, `SCRIPT_NAME`, is often a part of what the client has sent. That word is good
/// enough to tell a client where the document lies that it is reading, and to warn that links may lead elsewhere; no
/// more.
package struct MountPath: Equatable, Sendable {
    /// Segments with a `/` before each; empty at the root.
    package let text: String

    package static let root = MountPath(segments: "")

    /// Nil unless it is `/` or, in at most 200 bytes, segments of letters, digits and `-._~!$&'()*+,;=:@` with a slash
    /// before each and perhaps one at the end.
    package init?(_ text: String) {
        if text == "/" {
            self = .root
            return
        }
        let path = text.hasSuffix("/") ? String(text.dropLast()) : text
        guard path.utf8.count <= 200, LocalPath(path) != nil, !text.contains("//"),
            !path.contains(where: { "%?[]".contains($0) })
        else {
            return nil
        }
        self.init(segments: path)
    }

    private init(segments: String) { text = segments }

    /// True if a URL, or its path, ends with all of this.
    func isEnd(of path: some StringProtocol) -> Bool { path.utf8.reversed().starts(with: text.utf8.reversed()) }
}
