import HTTPTypes
import InviteDomain
import StrictJSON

extension InviteAPI {
    /// `GET /v2/teams/{teamId}`: for every accepted member, and by way of its organization for the admins of that.
    func readTeam(_ call: Call, _ caller: Caller) throws -> Content {
        let (id, standing) = (try call.teamID(), try standing(of: caller, in: call))
        let profile = try teams.read(id) { team in
            try team.requireVisible(to: caller, organization: standing)
            return team.profile
        }
        guard let profile else { throw Team.missing(id, for: caller, organization: standing) }
        return .success { $0.team(profile) }
    }

    /// `GET /v2/me`: which user a credential acts as.
    ///
    /// This service keeps no users, so what is not the number is what Cal.com has for a user who has set nothing.
    func readMe(_ caller: Caller) -> Content {
        .success {
            $0.object {
                $0.member("id", caller.userID.number)
                for name in ["email", "name", "avatarUrl", "bio"] { $0.member(name, String?.none) }
                $0.member("timeFormat", 12)
                $0.member("defaultScheduleId", Int?.none)
                $0.member("weekStart", "Sunday")
                $0.member("timeZone", "Europe/London")
                $0.member("username", String?.none)
                $0.member("organizationId", Int?.none)
            }
        }
    }
}

extension JSONWriter {
    /// A team in Cal.com's form; what this service does not keep has Cal.com's default.
    fileprivate mutating func team(_ team: TeamProfile) {
        object {
            $0.member("id", team.id.number)
            $0.member("parentId", team.parentID?.number)
            $0.member("name", team.name)
            $0.member("slug", team.slug)
            for name in ["logoUrl", "calVideoLogo", "appLogo", "appIconLogo", "bio"] { $0.member(name, String?.none) }
            $0.member("hideBranding", false)
            $0.member("isOrganization", team.isOrganization)
            $0.member("isPrivate", false)
            $0.member("hideBookATeamMember", false)
            for name in ["theme", "brandColor", "darkBrandColor", "bannerUrl"] { $0.member(name, String?.none) }
            $0.member("timeFormat", Int?.none)
            $0.member("timeZone", "Europe/London")
            $0.member("weekStart", "Sunday")
        }
    }
}
