import InviteDomain
import StrictJSON

/// What the commands for keys of tokens print.
enum TokenKeyReport {
    static func list(_ uses: [TokenKeyUse], asJSON: Bool) {
        if asJSON {
            Terminal.print { $0.array { for use in uses { $0.write(use) } } }
        } else {
            let rows = uses.map { use in
                [
                    use.fingerprint, use.since?.description ?? "-",
                    use.until?.description ?? (use.isCurrent ? "-" : "unfinished"), "\(use.links)",
                ]
            }
            Terminal.print(table: ["FINGERPRINT", "SINCE", "UNTIL", "LIVE LINKS"], rows)
            if uses.contains(where: { !$0.isCurrent && $0.until == nil }) {
                Terminal.complain("a rotation was interrupted; 'invitectl token-key rotate' completes it")
            }
        }
    }

    static func rotated(_ keys: TokenKeys, isCompletion: Bool, asJSON: Bool) {
        let old = keys.old.first
        if asJSON {
            Terminal.print {
                $0.object {
                    $0.member("fingerprint", keys.current.fingerprint)
                    $0.member("old", old?.key.fingerprint)
                    $0.member("until", old?.until?.description)
                    $0.member("completed", isCompletion)
                }
            }
        } else {
            let verb = isCompletion ? "completed the rotation to" : "rotated to"
            Terminal.print("\(verb) key \(keys.current.fingerprint)")
            Terminal.complain("links made before stay alive; back up the file of the key, old ones are in it too")
        }
    }

    static func dropped(_ uses: [TokenKeyUse], asJSON: Bool) {
        if asJSON { return Terminal.print { $0.array { for use in uses { $0.write(use) } } } }
        if uses.isEmpty { Terminal.print("nothing to drop") }
        for use in uses {
            let dead = use.links == 0 ? "" : "; links of up to \(counted(use.links, "live invite")) are dead"
            Terminal.print("dropped key \(use.fingerprint)\(dead)")
        }
    }
}

extension JSONWriter {
    fileprivate mutating func write(_ use: TokenKeyUse) {
        object {
            $0.member("fingerprint", use.fingerprint)
            $0.member("current", use.isCurrent)
            $0.member("since", use.since?.description)
            $0.member("until", use.until?.description)
            $0.member("liveLinks", use.links)
        }
    }
}
