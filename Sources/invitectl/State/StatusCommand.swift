import ArgumentParser
import InviteDomain
import PrivateFiles
import Storage
import StrictJSON

struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Counts what is in the state, and shows how many have joined lately.",
        discussion: """
            Reads every ledger, without a lock. The bars show how many joined by an invite on each of the last 30 days; \
            days begin at midnight UTC.
            """
    )

    @OptionGroup var options: StateOptions

    private static let days = 30

    func run() throws {
        let now = Timestamp.now()
        let summary = try StateSummary(try options.storage(), at: now, days: Self.days)
        if options.json {
            Terminal.print { $0.write(summary, Self.dates(until: now)) }
        } else {
            printRows(summary)
            printJoins(summary.joins, Self.dates(until: now))
        }
    }

    private func printRows(_ summary: StateSummary) {
        let invites = Invite.Status.allCases.map { "\(summary.invites[$0, default: 0]) \($0.rawValue)" }
        Terminal.print("teams        \(summary.teams)")
        Terminal.print("members      \(summary.acceptedMembers) accepted, \(summary.pendingMembers) pending")
        Terminal.print("invites      \(invites.joined(separator: ", "))")
        Terminal.print("credentials  \(summary.liveCredentials) live")
        Terminal.print("size         \(ByteCount.text(summary.footprint.bytes))")
        Terminal.print("last write   \(summary.footprint.lastWrite?.description ?? "never")")
    }

    private func printJoins(_ joins: [Int], _ dates: [String]) {
        let total = joins.reduce(0, +)
        let sum = total == 0 ? "nobody by invite" : "\(total) by invite, at most \(joins.max() ?? 0) a day"
        Terminal.print("joins        \(Sparkline.text(joins))  \(sum)")
        Terminal.print("             a bar a day, \(dates.first ?? "") to \(dates.last ?? "") UTC")
    }

    /// The dates of the last days, oldest first, today last.
    private static func dates(until now: Timestamp) -> [String] {
        (1 - days...0).map { String(now.adding(days: $0).description.prefix(10)) }
    }
}

extension JSONWriter {
    fileprivate mutating func write(_ summary: StateSummary, _ dates: [String]) {
        object {
            $0.member("teams", summary.teams)
            $0.member("members") {
                $0.object {
                    $0.member("accepted", summary.acceptedMembers)
                    $0.member("pending", summary.pendingMembers)
                }
            }
            $0.member("invites") {
                $0.object {
                    for status in Invite.Status.allCases {
                        $0.member(status.rawValue, summary.invites[status, default: 0])
                    }
                }
            }
            $0.member("liveCredentials", summary.liveCredentials)
            $0.member("bytes", Int(summary.footprint.bytes))
            $0.member("lastWriteAt", summary.footprint.lastWrite?.description)
            $0.member("joinsPerDay") {
                $0.array {
                    for (date, joins) in zip(dates, summary.joins) {
                        $0.object {
                            $0.member("date", date)
                            $0.member("joins", joins)
                        }
                    }
                }
            }
        }
    }
}
