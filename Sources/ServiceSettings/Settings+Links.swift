package import InviteDomain

extension Settings {
    /// Below which path of the site the service answers; the root unless it is set.
    package func mount() throws -> MountPath {
        guard let text = self[.mount] else { return .root }
        guard let mount = MountPath(text) else {
            throw problem(.mount, "the path below which the web server has the service: /invites")
        }
        return mount
    }

    package func links() throws -> InviteLinks {
        guard let url = self[.webappURL] else {
            throw SettingsProblem(
                Name.webappURL.rawValue, "is not set", "where people sign up: https://app.example.com")
        }
        guard let base = SettingsRule.webappURL(url) else {
            throw problem(.webappURL, "http:// or https://, a host, and perhaps a path: https://app.example.com")
        }
        let path = try linkPath(.linkPath) ?? "/signup?token={token}&callbackUrl={callbackUrl}"
        return InviteLinks(
            webappURL: base, mount: try mount(), hasPages: try hasSignupPage(), path: path,
            teamPath: try linkPath(.teamLinkPath) ?? path, callbackURL: try callbackURL()
        )
    }

    /// Where people go on after signing up, as the operator has it; nil: nobody has said.
    private func callbackURL() throws -> LocalPath? {
        guard let text = self[.callbackURL] else { return nil }
        guard let path = LocalPath(text) else {
            throw problem(.callbackURL, "a path that begins with one '/': /getting-started")
        }
        return path
    }

    private func linkPath(_ name: Name) throws -> String? {
        guard let path = self[name] else { return nil }
        guard LocalPath(path.replacing("{token}", with: "").replacing("{callbackUrl}", with: "")) != nil,
            path.split(separator: "{token}", omittingEmptySubsequences: false).count == 2
        else { throw problem(name, "a path with {token} in it: /signup?token={token}&callbackUrl={callbackUrl}") }
        return path
    }
}
