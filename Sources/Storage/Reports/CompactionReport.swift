/// What a compaction did.
package struct CompactionReport: Equatable, Sendable {
    package let bytesBefore: Int64
    package let bytesAfter: Int64
    /// Invites that were dead for long enough to be left out.
    package let droppedInvites: Int
    /// Where the old history is now; nil when nothing was in it that an archived one does not tell.
    package let archive: String?

    package init(bytesBefore: Int64, bytesAfter: Int64, droppedInvites: Int = 0, archive: String? = nil) {
        self.bytesBefore = bytesBefore
        self.bytesAfter = bytesAfter
        self.droppedInvites = droppedInvites
        self.archive = archive
    }
}
