import InviteDomain
import StrictJSON

extension JSONWriter {
    /// A team as `team list` and `team show` print it.
    mutating func write(_ team: Team) {
        object {
            $0.member("id", team.id.number)
            $0.member("name", team.profile.name)
            $0.member("slug", team.profile.slug)
            $0.member("isOrganization", team.profile.isOrganization)
            $0.member("parentId", team.profile.parentID?.number)
            $0.member("createdAt", team.createdAt.description)
            $0.member("closedAt", team.profile.closedAt?.description)
            $0.member("members", team.members.count)
            $0.member("invites", team.invites.count)
        }
    }
}
