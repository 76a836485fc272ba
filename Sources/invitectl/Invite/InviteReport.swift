import InviteDomain
import InviteJSON
import StrictJSON

/// What the commands for invites have in common.
enum InviteReport {
    /// The link alone on standard output, so that a script can take it from there.
    static func link(_ link: String, of invite: Invite, _ done: String, at now: Timestamp, asJSON: Bool) {
        if asJSON {
            Terminal.print {
                $0.object {
                    $0.member("inviteLink", link)
                    $0.members(of: invite, at: now)
                }
            }
        } else {
            Terminal.print(link)
            Terminal.complain("\(done) \(invite.id), which ends \(invite.expiresAt?.description ?? "never")")
        }
    }
}
