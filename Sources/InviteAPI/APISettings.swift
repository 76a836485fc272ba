package import HTTPTypes
package import InviteDomain
package import InvitePages

/// What the operator has set about the API.
package struct APISettings: Sendable {
    package let links: InviteLinks
    package let policy: InvitePolicy
    package let apiKeyPrefix: String
    /// The field in which a credential may come alone, besides `Authorization`; nil for none.
    package let apiKeyHeader: HTTPField.Name?
    /// Whether people find a page under the link, or an application of the site's own.
    package let hasSignupPage: Bool
    /// What the pages say of the site.
    package let site: SignupSite

    package init(
        links: InviteLinks, policy: InvitePolicy, apiKeyPrefix: String, apiKeyHeader: HTTPField.Name? = nil,
        hasSignupPage: Bool = true, site: SignupSite = SignupSite()
    ) {
        var site = site
        site.host = site.host ?? links.host
        self.links = links
        self.policy = policy
        self.apiKeyPrefix = apiKeyPrefix
        self.apiKeyHeader = apiKeyHeader
        self.hasSignupPage = hasSignupPage
        self.site = site
    }
}
