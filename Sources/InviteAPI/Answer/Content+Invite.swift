import HTTPTypes
import InviteDomain
import InviteJSON
import StrictJSON

extension Content {
    /// An invite as its team's admins see it, with its version as an entity tag.
    static func invite(_ invite: Invite, at now: Timestamp) -> Content {
        var content = json(Envelope.success { $0.object { $0.members(of: invite, at: now) } })
        content.fields[.eTag] = VersionTag.text(invite.version)
        return content
    }
}
