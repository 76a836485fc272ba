import InviteDomain
import PrivateFiles
import Storage
import SystemPackage

/// A file with a cursor.
struct CursorFile {
    private let path: FilePath

    init(_ path: FilePath) { self.path = path }

    /// What is in it; the start where there is no such file.
    func cursor() throws -> FeedCursor {
        guard let bytes = try GuardedFile.contents(of: path, limit: 1024) else { return .start }
        let text = String(decoding: bytes, as: UTF8.self)
        guard text.hasSuffix("\n"), let cursor = FeedCursor(String(text.dropLast())) else {
            throw StoreError(.corrupt, "'\(path)' holds no cursor; remove it to begin with the first event")
        }
        return cursor
    }

    /// Writes it, durably.
    func keep(_ cursor: FeedCursor) throws {
        try AtomicFile.write(Array("\(cursor)\n".utf8), to: path, mark: ".new.cursor.")
    }
}
