"""Fifteen bugs, each a text of the sources and what takes its place, asleep until INVITE_MUTANT names it.

They are planted in a copy of the sources, all in one build, and never in the sources themselves. A text that is not
there exactly once stops the planting: the table has to follow the sources.
"""
import dataclasses
import pathlib


@dataclasses.dataclass(frozen=True)
class Mutant:
    name: str
    bug: str
    killers: tuple[str, ...]
    """Procedures of which one at least has to see it."""
    edits: tuple[tuple[str, str, str], ...]
    """Name of a file below Sources, text, and its replacement, in which `AWAKE` stands for whether the bug is awake."""


MUTANTS = (
    Mutant(
        "no-sync", "a ledger is never synced", ("P4",),
        (("Ledger.swift", "    func sync() throws {\n", "    func sync() throws {\n        if AWAKE { return }\n"),),
    ),
    Mutant(
        "no-directory-sync", "a file is synced, its name is not", ("P4",),
        (("AtomicFile.swift", "    package static func syncDirectory(_ path: FilePath) throws {\n",
          "    package static func syncDirectory(_ path: FilePath) throws {\n        if AWAKE { return }\n"),),
    ),
    Mutant(
        "overwrite-in-place", "a file is written over where it is", ("P1", "P4"),
        (("AtomicFile.swift", "        sweep(directory, mark)\n",
          "        sweep(directory, mark)\n        if AWAKE { return try overwrite(contents, path, []) }\n"),
         ("AtomicFile.swift", "enum AtomicFile {\n", """enum AtomicFile {
    static func overwrite(_ contents: [UInt8], _ path: FilePath, _ more: FileDescriptor.OpenOptions) throws -> Bool {
        let options = more.union([.create, .closeOnExec])
        let file = try FileDescriptor.open(path, .writeOnly, options: options, permissions: .ownerReadWrite)
        try file.closeAfter {
            try file.writeAll(contents)
            guard fsync(file.rawValue) == 0 else { throw Errno(rawValue: errno) }
        }
        try syncDirectory(path.removingLastComponent())
        return true
    }

""")),
    ),
    Mutant(
        "truncate-in-place", "a file is emptied and written again", ("P1", "P2", "P6"),
        (("AtomicFile.swift", "        sweep(directory, mark)\n",
          "        sweep(directory, mark)\n        if AWAKE { return try overwrite(contents, path, .truncate) }\n"),),
    ),
    Mutant(
        "short-write", "a write that was short is taken for a whole one", ("P2",),
        (("Ledger.swift", "            try descriptor.writeAll(lines)\n",
          """            if AWAKE {
                _ = unsafe try lines.withUnsafeBytes { unsafe try descriptor.write($0) }
            } else {
                try descriptor.writeAll(lines)
            }
"""),),
    ),
    Mutant(
        "answer-before-sync", "the sync comes after the answer", ("P4",),
        (("FlatFileStore.swift", "            lock.release()\n            try ledger.sync()\n",
          """            lock.release()
            if AWAKE { unsynced = try ledger.copy() } else { try ledger.sync() }
"""),
         ("FlatFileStore.swift", "    private var isUpdating = false\n",
          "    private var isUpdating = false\n    var unsynced: FileDescriptor?\n"),
         ("Ledger.swift", "    func sync() throws {\n",
          """    func copy() throws -> FileDescriptor { try descriptor.duplicate() }

    func sync() throws {
"""),
         ("FlatFileStore+Compaction.swift", "    func tidy() throws {\n",
          """    func tidy() throws {
        if let unsynced {
            _ = fdatasync(unsynced.rawValue)
            try unsynced.close()
            self.unsynced = nil
        }
"""),
         ("FlatFileStore+Compaction.swift", "import InviteDomain\n",
          "import Glibc\nimport InviteDomain\nimport SystemPackage\n")),
    ),
    Mutant(
        "lock-on-data", "the lock is on the ledger, which a compaction replaces", ("P0",),
        (("FlatFileStore.swift", "        let path = layout.lock(of: id)\n",
          "        let path = AWAKE ? layout.ledger(of: id) : layout.lock(of: id)\n"),
         ("LedgerCompactor.swift", "        let lock = try LockFile.acquire(layout.lock(of: id), ",
          "        let locked = AWAKE ? path : layout.lock(of: id)\n        let lock = try LockFile.acquire(locked, ")),
    ),
    Mutant(
        "read-outside-lock", "what was read before the lock is not read again under it", ("P0",),
        (("FlatFileStore.swift", "        var folded = try ledger.fold(from: cache.take(id))\n        // What",
          """        var folded: FoldedTeam
        if AWAKE, let known = cache.take(id) { folded = known } else { folded = try ledger.fold(from: cache.take(id)) }
        // What"""),
         ("FlatFileStore.swift", "            guard let lock = try lock(of: id) else { return nil }\n            guard var",
          """            if AWAKE { try folded(id) { _ in } }
            guard let lock = try lock(of: id) else { return nil }
            guard var"""),
         ("FlatFileStore.swift", "        let torn = try ledger.cutTail(after: folded.offset)\n",
          "        let torn = AWAKE ? 0 : try ledger.cutTail(after: folded.offset)\n")),
    ),
    Mutant(
        "decide-outside-lock", "the limit is checked before the lock, and counted under it", ("P0",),
        (("FlatFileStore.swift", "        let decision = try decide(folded.team, now)\n",
          "        let decision = try decide(AWAKE ? stale ?? folded.team : folded.team, now)\n"),
         ("FlatFileStore.swift", "            guard let lock = try lock(of: id) else { return nil }\n            guard var",
          """            stale = AWAKE ? try folded(id) { $0.team } : nil
            guard let lock = try lock(of: id) else { return nil }
            guard var"""),
         ("FlatFileStore.swift", "    private var isUpdating = false\n",
          "    private var isUpdating = false\n    private var stale: Team?\n"),
         ("InviteList.swift", "        guard status == .active else { throw EventMismatch(",
          "        guard AWAKE || status == .active else { throw EventMismatch(")),
    ),
    Mutant(
        "lock-removed", "the lock file is removed after use", ("P0", "P3"),
        (("FlatFileStore.swift", "            let result = try record(in: &ledger, of: id, decide)\n",
          """            let result = try record(in: &ledger, of: id, decide)
            if AWAKE { try? layout.lock(of: id).remove() }
"""),),
    ),
    Mutant(
        "fixed-temporary", "every temporary file has the same name", ("P0",),
        (("AtomicFile.swift", '        let temporary = directory.appending("',
          '        let temporary = directory.appending(AWAKE ? ".new.file" : "'),
         ("AtomicFile.swift", "            let options: FileDescriptor.OpenOptions = [.create, .exclusiveCreate,",
          """            let isNew: FileDescriptor.OpenOptions = AWAKE ? .truncate : .exclusiveCreate
            let options: FileDescriptor.OpenOptions = [.create, isNew,""")),
    ),
    Mutant(
        "unreadable-is-empty", "damage is taken for the end of the ledger", ("P16",),
        (("Ledger.swift", "        } catch {\n            throw damage(at: (team",
          "        } catch {\n            if AWAKE, let team { return FoldedTeam(team: team, identity: identity, first: first, offset: offset) }\n"
          "            throw damage(at: (team"),),
    ),
    Mutant(
        "polling", "waiting for a lock is asking again and again, ever more rarely", ("P9", "P0"),
        (("LockFile.swift", "        let deadline = ContinuousClock.now + patience\n",
          """        let deadline = ContinuousClock.now + patience
        var pause: UInt32 = 1000
        while AWAKE {
            usleep(pause)
            if flock(descriptor.rawValue, LOCK_EX | LOCK_NB) == 0 { return }
            if ContinuousClock.now >= deadline { throw StoreError(.busy, "the lock '\\(path)' was not free") }
            pause = min(pause * 2, 64_000)
        }
"""),),
    ),
    Mutant(
        "get-redeems", "looking at the sign-up page joins", ("P11",),
        (("SignupPages.swift", "        let form = SignupForm(token: token.text, callbackURL:",
          """        let nobody = Applicant(userID: nil, email: "nobody@example.com", name: "Nobody")
        if AWAKE { _ = try teams.redeem(token, by: nobody, as: .newcomer) }
        let form = SignupForm(token: token.text, callbackURL:"""),),
    ),
    Mutant(
        "token-in-log", "a token is written to standard error", ("P17", "P0"),
        (("PresentedTokens.swift", "        guard let token = try InviteToken.presented(",
          "        if AWAKE { _ = unsafe write(2, text, text.utf8.count) }\n"
          "        guard let token = try InviteToken.presented("),
         ("PresentedTokens.swift", "import InviteDomain\n", "import Glibc\nimport InviteDomain\n")),
    ),
)


def plant(sources: pathlib.Path) -> None:
    """Puts all of them into the sources there."""
    for mutant in MUTANTS:
        for name, text, replacement in mutant.edits:
            file = only(name, list(sources.rglob(name)))
            before = file.read_text()
            if before.count(text) != 1:
                raise ValueError(f"{mutant.name}: {name} has {before.count(text)} times: {text!r}")
            file.write_text(before.replace(text, replacement.replace("AWAKE", f'Mutant.isAwake("{mutant.name}")')))
            target = sources / file.relative_to(sources).parts[0]
            (target / "Mutant.swift").write_text(SWITCH)


def only(name: str, files: list[pathlib.Path]) -> pathlib.Path:
    """The one file of that name."""
    if len(files) != 1:
        raise ValueError(f"there are {len(files)} files of the name {name}")
    return files[0]


SWITCH = """\
import Glibc

enum Mutant {
    private static let awake = unsafe getenv("INVITE_MUTANT").map { unsafe String(cString: $0) } ?? ""

    static func isAwake(_ name: String) -> Bool { awake == name }
}
"""
