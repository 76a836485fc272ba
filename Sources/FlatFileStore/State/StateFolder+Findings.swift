import InviteDomain
import PrivateFiles
import Storage
import SystemPackage

extension StateFolder {
    /// What only the files tell: what does not belong among them, archived ledgers that are not whole, and a damaged index.
    static func findings(_ layout: StateLayout) -> Findings {
        var findings = Findings()
        findings.note { try $0.checkNames(layout) }
        findings.note { try $0.checkArchive(layout) }
        findings.note { _ in try FeedIndex(layout).check() }
        findings.note { try TeamRequestFiles.check(layout, into: &$0) }
        return findings
    }
}

extension Findings {
    /// Finds what does not belong among the ledgers.
    fileprivate mutating func checkNames(_ layout: StateLayout) throws {
        for name in try layout.teams.directoryEntries() where !name.hasPrefix(".new.") {
            let stem = name.hasSuffix(".jsonl") ? name.dropLast(6) : name.hasSuffix(".lock") ? name.dropLast(5) : ""
            if TeamID(stem) == nil { problems.append("'\(layout.teams.appending(name))' does not belong here") }
        }
    }

    /// An archived ledger has to be whole, and to end with the event in its name.
    fileprivate mutating func checkArchive(_ layout: StateLayout) throws {
        for name in try layout.archive.directoryEntries() where name != layout.compactionLock.lastComponent?.string {
            let path = layout.archive.appending(name)
            guard let (team, last) = LedgerArchive.parse(name) else {
                problems.append("'\(path)' does not belong here")
                continue
            }
            note { findings in
                guard let ledger = try Ledger.open(path, forWriting: false) else { return }
                let end = try ledger.fold(from: nil).team.sequence
                if try Ledger.open(layout.ledger(of: team), forWriting: false)?.identity == ledger.identity {
                    let advice = "'invitectl ledger compact \(team)' completes that"
                    findings.notes.append(
                        "ledger '\(path)' is in use still, its compaction was interrupted; \(advice)")
                } else if end != last {
                    findings.problems.append("ledger '\(path)' ends with event \(end)")
                }
            }
        }
    }
}
