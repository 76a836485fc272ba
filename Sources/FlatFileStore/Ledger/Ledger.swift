import ByteText
import EventJSON
import Glibc
import InviteDomain
import PrivateFiles
import SystemPackage

/// An open ledger: the file that holds everything that ever happened to one team.
///
/// It only grows, by whole lines, and only under the team's lock. What stands after the last newline is a torn tail: a
/// line that was never acknowledged. Readers pass over it and the next writer cuts it off. Nothing else in it is ever
/// taken back, so what a reader has folded stays true. A compacted ledger is another file in its place.
struct Ledger: ~Copyable {
    private let path: FilePath
    private let descriptor: FileDescriptor
    let identity: FileIdentity
    /// Names in the file system; more than one when an archived ledger is this very file.
    let links: Int
    private(set) var size: Int64
    private let isNameSynced: Bool

    /// Opens the ledger at `path`; nil when there is none.
    ///
    /// - Parameters:
    ///   - path: of the file.
    ///   - forWriting: to be changed, too.
    ///   - sibling: where its folder is one that need not be there, another one beside it that does.
    /// - Returns: the open file.
    /// - Throws: `StoreError`.
    static func open(
        _ path: FilePath, forWriting: Bool, inFolderBeside sibling: FilePath? = nil
    ) throws -> Ledger? {
        let mode: FileDescriptor.AccessMode = forWriting ? .readWrite : .readOnly
        guard
            let (descriptor, facts) = try GuardedFile.open(
                path, mode, options: forWriting ? .append : [], inFolderBeside: sibling)
        else {
            return nil
        }
        return Ledger(path: path, descriptor: descriptor, facts)
    }

    private init(path: FilePath, descriptor: FileDescriptor, _ facts: Stat) {
        self.path = path
        self.descriptor = descriptor
        identity = descriptor.identity(inode: UInt64(facts.inode.rawValue))
        links = Int(facts.linkCount)
        size = facts.size
        isNameSynced = LedgerName.isSynced(facts)
    }

    deinit {
        try? descriptor.close()
    }

    /// The team as all whole lines tell it, going on from `known` if that was folded from this very file.
    func fold(from known: consuming FoldedTeam?) throws -> FoldedTeam {
        // Another file under the same name, or a shorter one: nothing that was folded counts.
        if known?.identity != identity || (known?.offset ?? 0) > size { known = nil }
        var team = known?.team
        var offset = known?.offset ?? 0
        var first = known?.first ?? 0
        known = nil  // So that the team has one owner and is changed in place.
        do {
            offset = try lines(from: offset) { chunk, line in
                let event = try LedgerLine.decode(chunk, in: line)
                if team == nil {
                    team = try Team(event)
                    first = event.sequence
                } else {
                    try team?.apply(event)
                }
            }
        } catch let error as StoreError {
            throw error
        } catch {
            throw damage(at: (team?.sequence ?? 0) + 2 - max(first, 1), "\(error)")
        }
        team?.settle()
        guard let team else { throw damage(at: 1, "no event in it; restore it from a backup") }
        return FoldedTeam(team: team, identity: identity, first: first, offset: offset)
    }

    /// Hands every whole line from `offset` on to `body`, as a part of a chunk and without its newline.
    ///
    /// What stands after the last newline is passed over.
    ///
    /// - Parameters:
    ///   - offset: where a line begins.
    ///   - body: takes a line.
    /// - Returns: where the last whole line ends.
    /// - Throws: `StoreError`, and whatever `body` throws.
    func lines(from offset: Int64, _ body: (_ chunk: [UInt8], _ line: Range<Int>) throws -> Void) throws -> Int64 {
        var offset = offset
        while offset < size {
            let chunk = try read(at: offset)
            var start = 0
            while let newline = chunk.firstIndex(of: .lineFeed, from: start) {
                try body(chunk, start..<newline)
                start = newline + 1
            }
            if start == 0 {
                if chunk.count < Self.longestLine(at: offset) { break }
                let reason = "a line longer than \(Self.longestLine(at: offset)) bytes"
                throw StoreError(.corrupt, "ledger '\(path)' is damaged at byte \(offset + 1): \(reason)")
            }
            offset += Int64(start)
        }
        return offset
    }

    /// What is wrong with this ledger.
    func damage(at line: Int, _ reason: String) -> StoreError {
        StoreError(.corrupt, "ledger '\(path)' is damaged at line \(line): \(reason)")
    }

    /// Cuts off what stands after `end`, the end of the last whole line; says how many bytes those were.
    mutating func cutTail(after end: Int64) throws -> Int64 {
        let torn = size - end
        guard torn > 0 else { return 0 }
        do {
            try descriptor.resize(to: end)
        } catch {
            throw StoreError(.unavailable, "ftruncate", path, error)
        }
        size = end
        return torn
    }

    /// Writes whole lines to the end.
    ///
    /// When that fails, what was written of them is cut back to whole lines.
    mutating func append(_ lines: [UInt8]) throws {
        do {
            try descriptor.writeAll(lines)
            size += Int64(lines.count)
        } catch {
            let written = (try? Stat(descriptor).size).map { Int($0 - size) } ?? 0
            let whole = lines.prefix(written).lastIndex(of: .lineFeed).map { $0 + 1 } ?? 0
            // If this fails too, a torn tail is left, and the next writer cuts it.
            try? descriptor.resize(to: size + Int64(whole))
            throw StoreError(.unavailable, "write", path, error)
        }
    }

    /// Makes everything in the file durable, and that there is a file of that name, whoever wrote it.
    func sync() throws {
        guard fdatasync(descriptor.rawValue) == 0 else {
            throw StoreError(.uncertain, "fdatasync", path, Errno(rawValue: errno))
        }
        if !isNameSynced { try LedgerName.sync(path, descriptor) }
    }

    /// A snapshot, which only comes first, holds a whole team.
    private static func longestLine(at offset: Int64) -> Int { offset == 0 ? 1 << 30 : 1 << 20 }

    private static let usualChunk = 1 << 16

    /// A part that holds at least one whole line, if a whole line follows.
    private func read(at offset: Int64) throws -> [UInt8] {
        do {
            let rest = Int(min(size - offset, Int64(Self.longestLine(at: offset))))
            let part = try descriptor.bytes(at: offset, count: min(rest, Self.usualChunk))
            if part.count == rest || part.firstIndex(of: .lineFeed, from: 0) != nil { return part }
            return try descriptor.bytes(at: offset, count: rest)
        } catch {
            throw StoreError(.unavailable, "read", path, error)
        }
    }
}
