extension Settings {
    /// The parameters in which the web server says who is asking, where it has found that out itself.
    package struct FrontParameters: Equatable, Sendable {
        /// Says who the user is, by number or subject; empty or not there for nobody.
        package let user: String
        /// Holds the names of scopes; nil: the user may do all that they may.
        package let scopes: String?
    }

    /// The parameters in which the web server's word on who is asking is believed; nil when it never is, which is the
    /// default.
    package func frontParameters() throws -> FrontParameters? {
        let scopes = try parameter(.frontScopesParameter)
        guard let user = try parameter(.frontUserParameter) else {
            guard scopes == nil else {
                throw SettingsProblem(
                    Name.frontUserParameter.rawValue, "is not set, and \(Name.frontScopesParameter.rawValue) is",
                    "the name of the parameter that says who the user is")
            }
            return nil
        }
        guard user != scopes else { throw problem(.frontScopesParameter, "another name than that of the user's") }
        return FrontParameters(user: user, scopes: scopes)
    }

    private func parameter(_ name: Name) throws -> String? {
        guard let text = self[name] else { return nil }
        guard SettingsRule.isTrustedParameter(text) else {
            throw problem(
                name, "a name that no client can set: letters, digits and '_', not HTTP_… and none of CGI's own")
        }
        return text
    }
}
