import Glibc
import InviteDomain
import InviteJSON
import PrivateFiles
import Storage
import StrictJSON
import SystemPackage

/// Hands events to a command of the operator's, one after the other, and keeps the place where it wants to go on.
struct EventHanding {
    let command: ShellCommand
    let team: TeamID?
    /// Where the place is kept; nil: nowhere.
    let place: CursorFile?

    /// What ends it: a command that failed, where the place is kept.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// How long it waits where the kernel does not tell of changes.
    private static let period = Duration.seconds(1)

    /// Never returns but by an error.
    func run(_ feed: any EventFeed) throws -> Never {
        // A command that reads nothing is no reason to end.
        _ = signal(SIGPIPE, SIG_IGN)
        var cursor = try place?.cursor() ?? feed.end()
        let watch = try? feed.watch(asOneOfFew: false)
        while true {
            // One at a time: the place behind each is its own.
            let query = FeedQuery(after: cursor, limit: 1) { id in team.map { $0 == id } ?? true }
            let page = try watch?.page(query) ?? feed.page(query)
            for found in page.events { try hand(over: found) }
            if page.cursor != cursor { try place?.keep(page.cursor) }
            cursor = page.cursor
            if page.hasMore { continue }
            if let watch {
                FileDescriptor(rawValue: watch.descriptor).awaitInput()
            } else {
                _ = FileDescriptor.standardOutput.losesReader(within: Self.period)
            }
        }
    }

    private func hand(over found: TeamEvent) throws {
        var json = JSONWriter()
        json.event(found.event, of: found.team)
        let id = "\(found.team)-\(found.event.sequence)"
        let status: Int
        do throws(Errno) {
            status = try command.run(
                input: json.line(),
                variables: [
                    ("INVITE_EVENT_ID", id), ("INVITE_EVENT_TYPE", found.event.change.name.rawValue),
                    ("INVITE_TEAM_ID", "\(found.team)"),
                ])
        } catch {
            throw Failure(description: "the command for event \(id) cannot be started: \(error)")
        }
        if status == 0 { return }
        let what = "the command for event \(id) ended with status \(status)"
        guard place == nil else { throw Failure(description: "\(what); the next start begins with it") }
        Terminal.complain("invitectl: note: \(what)")
    }
}
