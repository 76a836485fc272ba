import Glibc
package import InviteDomain
import PrivateFiles
package import SystemPackage

/// Counts requests in a small file of a runtime folder, which all processes of a service map into memory.
///
/// The file is a table of buckets, each of a few windows; a tracker has its place in one bucket. Looking is reading
/// memory; counting holds the file's `flock` for the time of a few stores. Where a bucket is full, the window that tells
/// least gives way: one that is over, else the one with the lowest count, so that whoever comes often stays counted.
///
/// Nothing in it is worth keeping: what makes no sense in the file is over, and whoever cannot have the lock within
/// `patience` counts nothing.
package final class RequestTable: RequestCounter {
    private let file: FileDescriptor
    private let path: FilePath
    private let words: SharedWords
    private let notice: (String) -> Void

    /// A window is four words: the tracker's tag, when it began, how long it is, how many have come.
    private static let windowSize = 4
    private static let bucketSize = 8
    private static let bucketCount = 8192
    private static let wordCount = bucketCount * bucketSize * windowSize
    private static let patience = Duration.milliseconds(100)

    /// Opens the table of the state at `state`, in a folder that is ours alone and is made if it is missing.
    ///
    /// - Parameters:
    ///   - folder: an absolute path, best in a file system in memory.
    ///   - state: the state folder; each has a table of its own.
    ///   - notice: is told what an operator should know.
    /// - Returns: nil, after a notice, where there is no room for one now: counting is not worth stopping for.
    /// - Throws: `StoreError` when the folder cannot be, or the folder or the file is not as it should be.
    package static func open(
        in folder: FilePath, state: FilePath, notice: @escaping (String) -> Void
    ) throws -> RequestTable? {
        do {
            try makeFolder(folder)
            return try RequestTable(folder.appending("requests-1-\(Fingerprint(of: Array(state.string.utf8)))"), notice)
        } catch let error as NoRoom {
            notice("no requests are counted: \(error.reason); see to it and restart, or set INVITE_RUNTIME_DIR")
            return nil
        }
    }

    private struct NoRoom: Error {
        let reason: String
    }

    private static func makeFolder(_ folder: FilePath) throws {
        do {
            try folder.makeDirectory(mode: .ownerReadWriteExecute)
        } catch .fileExists {
            _ = try PrivateFolder.facts(of: folder)
        } catch .noSpace, .diskQuotaExceeded {
            throw NoRoom(reason: "there is no room for '\(folder)'")
        } catch {
            let advice = "make the folder that it is to be in, or set INVITE_RUNTIME_DIR to another place"
            throw StoreError(.unavailable, "the runtime folder '\(folder)' cannot be made (\(error)); \(advice)")
        }
    }

    private init(_ path: FilePath, _ notice: @escaping (String) -> Void) throws {
        self.path = path
        self.notice = notice
        let options: FileDescriptor.OpenOptions = [.create, .closeOnExec, .noFollow]
        do {
            file = try FileDescriptor.open(path, .readWrite, options: options, permissions: .ownerReadWrite)
        } catch {
            throw StoreError(.unavailable, "open", path, error)
        }
        do {
            try Self.prepare(file, path)
            words = try SharedWords(file, count: Self.wordCount)
        } catch {
            try? file.close()
            throw error is Errno ? StoreError(.unavailable, "mmap", path, error) : error
        }
    }

    /// Makes the file as long as it has to be, with room for all of it: a page without room would end the process.
    private static func prepare(_ file: FileDescriptor, _ path: FilePath) throws {
        let facts = try Stat(file)
        guard facts.type == .regular else { throw StoreError(.corrupt, "'\(path)' is not an ordinary file") }
        try Ownership.check(facts, path)
        guard facts.size < wordCount * 8 else { return }
        try LockFile.lock(file, path, patience: patience)
        defer { flock(file.rawValue, LOCK_UN) }
        // Another process may have been faster, and has it mapped by now.
        guard try Stat(file).size < wordCount * 8 else { return }
        switch Errno(rawValue: posix_fallocate(file.rawValue, 0, wordCount * 8)) {
        case Errno(rawValue: 0): return
        case .noSpace, .diskQuotaExceeded, .fileTooLarge:
            try file.resize(to: 0)
            throw NoRoom(reason: "there is no room for '\(path)'")
        case let error: throw StoreError(.unavailable, "posix_fallocate", path, error)
        }
    }

    deinit {
        try? file.close()
    }

    package func take(_ tracker: Fingerprint, _ limit: RateLimit, at now: Timestamp) -> Allowance {
        do {
            try LockFile.lock(file, path, patience: Self.patience)
        } catch {
            notice("\(error); a request was not counted")
            return RateWindow(start: now, count: 0).look(limit, at: now)
        }
        defer { flock(file.rawValue, LOCK_UN) }
        let place = place(of: tracker) ?? placeToGiveAway(tracker, at: now)
        var window = words[place] == tag(tracker) ? window(at: place) : RateWindow(start: now, count: 0)
        let allowance = window.take(limit, at: now)
        words[place] = tag(tracker)
        words[place + 1] = window.start.milliseconds
        words[place + 2] = Int64(limit.seconds)
        words[place + 3] = Int64(window.count)
        return allowance
    }

    package func look(_ tracker: Fingerprint, _ limit: RateLimit, at now: Timestamp) -> Allowance {
        let window = place(of: tracker).map(window) ?? RateWindow(start: now, count: 0)
        return window.look(limit, at: now)
    }

    private func window(at place: Int) -> RateWindow {
        RateWindow(start: Timestamp(milliseconds: words[place + 1]), count: Int(words[place + 3]))
    }

    /// Zero stands for a place that was never used.
    private func tag(_ tracker: Fingerprint) -> Int64 { Int64(bitPattern: tracker.low | 1) }

    /// Where the tracker's bucket begins.
    private func bucket(of tracker: Fingerprint) -> Int {
        Int(tracker.high % UInt64(Self.bucketCount)) * Self.bucketSize * Self.windowSize
    }

    private func places(in bucket: Int) -> StrideTo<Int> {
        stride(from: bucket, to: bucket + Self.bucketSize * Self.windowSize, by: Self.windowSize)
    }

    private func place(of tracker: Fingerprint) -> Int? {
        let tag = tag(tracker)
        return places(in: bucket(of: tracker)).first { words[$0] == tag }
    }

    private func placeToGiveAway(_ tracker: Fingerprint, at now: Timestamp) -> Int {
        func worth(_ place: Int) -> Int {
            let length = RateLimit(count: 1, seconds: Int(min(max(words[place + 2], 0), 86_400)))
            return words[place] == 0 || window(at: place).isOver(length, at: now) ? 0 : window(at: place).count
        }
        let bucket = bucket(of: tracker)
        return places(in: bucket).min { worth($0) < worth($1) } ?? bucket
    }
}
