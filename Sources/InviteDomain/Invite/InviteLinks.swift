import ByteText

/// Makes the links that carry tokens, from configuration alone: nothing a request says reaches a link.
///
/// Two places are told apart. The *site* is `webappURL`; the pages of an application are below it. The *service* is at the
/// site's mount point, and there are its own pages while it shows them: the one for signing up, and the one after that. So
/// a link to its sign-up page is `https://www.example.com/invites/signup?…&callbackUrl=/invites/getting-started`, and at
/// the root `https://app.example.com/signup?…&callbackUrl=/getting-started`. A `webappURL` that ends with the mount point
/// already has it, and then the two places are one.
package struct InviteLinks: Equatable, Sendable {
    /// What comes before and after the token.
    fileprivate struct Frame: Equatable, Sendable {
        let head: String
        let tail: String
    }

    private let frame: Frame
    private let teamFrame: Frame
    private let webappURL: String
    /// Where the service itself is, which is where its pages are.
    private let serviceURL: String
    private let mount: MountPath
    private let hasPages: Bool
    /// True where links of most teams lead to our own page.
    private let startsOnOwnPage: Bool
    /// Below the site.
    private let callbackURL: LocalPath
    /// False where the operator has named a page, so that `/getting-started` is none of ours.
    private let endsOnOwnPage: Bool

    /// Prepares the links.
    ///
    /// - Parameters:
    ///   - webappURL: `https://app.example.com`, perhaps with a path; no slash at the end.
    ///   - mount: where the service is below it.
    ///   - hasPages: whether the service shows its own pages; else links lead to the application.
    ///   - path: path and query of a link, with `{token}` once and perhaps `{callbackUrl}`; below the service where it is
    ///     the path of a page of the service, else below the site.
    ///   - teamPath: the same for teams outside organizations.
    ///   - callbackURL: the path below the site that a newcomer is sent to afterwards; nil: to `/getting-started`.
    package init(
        webappURL: String, mount: MountPath = .root, hasPages: Bool = true, path: String, teamPath: String,
        callbackURL: LocalPath?
    ) {
        let front = mount.isEnd(of: Self.path(of: webappURL)) ? "" : mount.text
        self.webappURL = webappURL
        serviceURL = hasPages ? webappURL + front : webappURL
        (self.mount, self.hasPages) = (mount, hasPages)
        startsOnOwnPage = hasPages && Self.isPageWithForm(path)
        endsOnOwnPage = hasPages && callbackURL == nil
        guard let callbackURL = callbackURL ?? LocalPath((hasPages ? front : "") + Self.gettingStarted) else {
            preconditionFailure("a mount point and the path of a page are a path")
        }
        self.callbackURL = callbackURL
        let callback = Self.queryValue(callbackURL.text)
        let (site, service) = (webappURL, serviceURL)
        func makeFrame(_ path: String) -> Frame {
            Frame(behind: Self.isPageWithForm(path) ? service : site, path: path, callback: callback)
        }
        frame = makeFrame(path)
        teamFrame = teamPath == path ? frame : makeFrame(teamPath)
    }

    /// Scheme, host and port of the links: all up to the third slash.
    package var origin: String { Self.origin(of: webappURL) }

    /// The path on its host below which all of the service is: `/` at the root, else without a slash at the end.
    ///
    /// `seen` is where the web server has it, which counts where nobody has set a mount point.
    package func servicePath(seen: MountPath?) -> String {
        let path = mount == .root ? seen?.text ?? "" : hasPages ? Self.path(of: serviceURL) : mount.text
        return path.isEmpty ? "/" : path
    }

    /// Host of the links, and port where it is not the usual one.
    package var host: String { String(origin.drop { $0 != "/" }.dropFirst(2)) }

    /// The page to which people are sent where nobody names another; the service has one there itself.
    package static let gettingStarted = "/getting-started"
    /// The page that says thank you, which nobody else has.
    package static let signupDone = "/signup/done"

    /// Where the site's application is, if newcomers go on to a page of its own.
    package var application: String? {
        endsOnOwnPage || !hasPages || callbackURL.text == Self.signupDone ? nil : webappURL + "/"
    }

    /// Where a newcomer is sent after signing up: to the path that was asked for, or to the configured one.
    ///
    /// Our own page is told of the invite. It is found under its name alone, too, for so it stands in older links.
    package func callback(_ wanted: LocalPath?, after invite: InviteID) -> String {
        let path = (wanted ?? callbackURL).text
        let page = webappURL + path
        let own = isOwnPage(path) ? serviceURL + path : page
        return own + (endsOnOwnPage && own == serviceURL + Self.gettingStarted ? "?invite=\(invite)" : "")
    }

    private func isOwnPage(_ path: String) -> Bool {
        let path = path.prefix { $0 != "?" }
        return hasPages && (path == Self.signupDone || endsOnOwnPage && path == Self.gettingStarted)
    }

    package func link(for token: InviteToken, in team: TeamProfile) -> String {
        let isInOrganization = team.isOrganization || team.parentID != nil
        let frame = isInOrganization ? frame : teamFrame
        return frame.head + token.text + frame.tail
    }

    /// The page to which links lead.
    package var page: String { String(frame.head.prefix { $0 != "?" }) }

    /// True if links to our own page miss it: the web server has the service at `seen`, and they lead elsewhere.
    package func miss(_ seen: MountPath) -> Bool {
        let isThere = mount == .root ? seen.isEnd(of: Self.path(of: serviceURL)) : seen == mount
        return startsOnOwnPage && !isThere
    }

    /// True for a path, perhaps with a query, at which the service shows its form.
    private static func isPageWithForm(_ path: String) -> Bool {
        ["/signup", "/signup/", "/teams", "/teams/"].contains(path.prefix { $0 != "?" })
    }

    private static func origin(of url: String) -> String {
        let slashes = url.utf8.indices.lazy.filter { url.utf8[$0] == .slash }
        return slashes.dropFirst(2).first.map { String(url[..<$0]) } ?? url
    }

    private static func path(of url: String) -> String { String(url.dropFirst(origin(of: url).count)) }

    /// Percent-encodes all but what RFC 3986 lets stand in a query and no form decoder reads otherwise.
    private static func queryValue(_ text: String) -> String {
        PercentEncoding.encoded(text) { byte in
            switch byte {
            case .ampersand, .equals, .plus: false
            case .slash, .questionMark: true
            default: byte.isPathCharacter
            }
        }
    }
}

extension InviteLinks.Frame {
    /// The frame of `path` behind a URL; `callback` is written as in a query.
    fileprivate init(behind url: String, path: String, callback: String) {
        var (link, rest) = (url, path[...])
        while let (before, after) = Self.parts(of: rest, around: "{callbackUrl}") {
            link += String(before) + callback
            rest = after
        }
        link += String(rest)
        guard let (head, tail) = Self.parts(of: link[...], around: "{token}") else {
            preconditionFailure("the path of a link has a place for the token")
        }
        self.init(head: String(head), tail: String(tail))
    }

    /// What is before and after the first `mark` in a text; nil where there is none.
    private static func parts(of text: Substring, around mark: String) -> (Substring, Substring)? {
        var rest = text.utf8
        while !rest.starts(with: mark.utf8) {
            if rest.popFirst() == nil { return nil }
        }
        return (text[..<rest.startIndex], Substring(rest.dropFirst(mark.utf8.count)))
    }
}
