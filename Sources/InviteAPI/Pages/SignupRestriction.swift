/// What whoever holds a link may know that the page cannot let them use.
struct SignupRestriction: Equatable {
    var host: SignupHost
    /// The domains whose addresses are let in.
    var domains: [String]
    /// Where the site's application is; nil for a site that has none.
    var application: String?
}
