import StrictJSON

/// A ledger as its file tells it, read with nothing of the store's own.
struct LedgerText {
    let lines: [JSONValue]
    /// Bytes after the last newline.
    let torn: Int

    /// Lines that are no JSON are `null` here.
    init(_ contents: [UInt8]) {
        var parts = contents.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        torn = parts.popLast()?.count ?? 0
        lines = parts.map { (try? JSONReader.value(of: Array($0))) ?? .null }
    }

    /// True if the events are numbered without a gap, from 1 or, after a compaction, from the snapshot on.
    var isGapless: Bool {
        let first = lines.first?["event"] == .string("team.snapshot") ? lines[0]["seq"]?.integer ?? 1 : 1
        return lines.map { $0["seq"]?.integer } == lines.indices.map { $0 + first }
    }

    /// The lines of one kind of event, those of one invite if it is named.
    func events(_ name: String, of invite: String? = nil) -> [JSONValue] {
        lines.filter { $0["event"] == .string(name) && (invite == nil || $0["inviteId"]?.string == invite) }
    }

    /// The invites in the order in which they were made.
    var inviteIDs: [String] {
        lines.compactMap { $0["event"] == .string("invite.created") ? $0["invite"]?["id"]?.string : nil }
    }
}
