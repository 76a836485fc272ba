/// What whoever holds a link may know that the page cannot let them use.
package struct SignupRestriction: Equatable {
    package var host: SignupHost
    /// The domains whose addresses are let in.
    package var domains: [String]
    /// Where the site's application is; nil for a site that has none.
    package var application: String?

    package init(host: SignupHost, domains: [String], application: String? = nil) {
        self.host = host
        self.domains = domains
        self.application = application
    }
}
