import InviteDomain
import StrictJSON

extension JSONWriter {
    /// A team in Cal.com's form; what this service does not keep has Cal.com's default.
    mutating func team(_ team: TeamProfile) {
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
            $0.member("closedAt", team.closedAt?.description)
        }
    }
}
