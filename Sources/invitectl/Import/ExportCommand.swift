import ArgumentParser
import ByteText
import InviteDomain
import PrivateFiles
import ServiceSettings
import Storage
import StrictJSON
import SystemPackage

struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Writes teams, members, keys and live invites out, for 'invitectl import'.",
        discussion: """
            One JSON object a line, on standard output. Keys are there as hashes and brought-along tokens as digests, so \
            the export opens nothing; invites of this program's own live on where token.key is the same. Invites that \
            admit nobody any more, who is kept out, and the history of the ledgers are not in it: a backup is a copy of the \
            state folder.
            """
    )

    @OptionGroup var options: StateOptions

    @Option(help: ArgumentHelp("Only this team, without any keys; may be repeated.", valueName: "id"))
    var team: [TeamID] = []

    func run() throws {
        let storage = try options.storage()
        let (keys, store) = (try storage.tokenKeys(), storage.teams)
        let now = Timestamp.now()
        write { $0.exportHeader(keys) }
        for id in team.isEmpty ? try store.teamIDs() : Set(team).sorted() {
            let (lines, keptOut) = try store.show(id) { ($0.exportLines(at: now), $0.members.keptOut.count) }
            Terminal.print(JSONText.printable(String(decoding: lines, as: UTF8.self)))
            if keptOut == 0 { continue }
            let command = "invitectl member list --team \(id) --kept-out"
            Terminal.complain("the export lets those in who are kept out of team \(id); '\(command)' shows whom")
        }
        guard team.isEmpty else { return }
        for credential in try storage.credentials.all() { write { $0.export(credential) } }
    }

    private func write(_ line: (inout JSONWriter) -> Void) { Terminal.print(json: line) }
}

extension Team {
    /// The team, everybody in it and its live invites, without the last newline.
    fileprivate func exportLines(at now: Timestamp) -> [UInt8] {
        var lines: [[UInt8]] = []
        func add(_ build: (inout JSONWriter) -> Void) {
            var json = JSONWriter()
            build(&json)
            lines.append(json.bytes)
        }
        add { $0.export(profile) }
        for member in members { add { $0.export(member, of: id) } }
        for invite in invites.all where invite.isLive(at: now) { add { $0.export(invite) } }
        return Array(lines.joined(separator: [.lineFeed]))
    }
}
