/// Makes the links that carry tokens, from configuration alone: nothing a request says reaches a link.
package struct InviteLinks: Equatable, Sendable {
    /// What comes before and after the token.
    private struct Frame: Equatable, Sendable {
        let head: String
        let tail: String
    }

    private let frame: Frame
    private let teamFrame: Frame
    private let webappURL: String
    private let callbackURL: LocalPath

    /// Prepares the links.
    ///
    /// - Parameters:
    ///   - webappURL: `https://app.example.com`, perhaps with a path; no slash at the end.
    ///   - path: path and query of a link, with `{token}` once and perhaps `{callbackUrl}`.
    ///   - teamPath: the same for teams outside organizations.
    ///   - callbackURL: the path that a newcomer is sent to afterwards.
    package init(webappURL: String, path: String, teamPath: String, callbackURL: LocalPath) {
        func frame(_ path: String) -> Frame {
            let parts = (webappURL + path.replacing("{callbackUrl}", with: Self.queryValue(callbackURL.text)))
                .split(separator: "{token}", maxSplits: 1, omittingEmptySubsequences: false)
            precondition(parts.count == 2, "the path of a link has a place for the token")
            return Frame(head: String(parts[0]), tail: String(parts[1]))
        }
        self.frame = frame(path)
        teamFrame = frame(teamPath)
        self.webappURL = webappURL
        self.callbackURL = callbackURL
    }

    /// Scheme, host and port of the links: all up to the third slash.
    package var origin: String {
        webappURL.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false).prefix(3).joined(separator: "/")
    }

    /// Where a newcomer is sent after signing up: to the path that was asked for, or to the configured one.
    package func callback(_ wanted: LocalPath?) -> String { webappURL + (wanted ?? callbackURL).text }

    package func link(for token: InviteToken, in team: TeamProfile) -> String {
        let isInOrganization = team.isOrganization || team.parentID != nil
        let frame = isInOrganization ? frame : teamFrame
        return frame.head + token.text + frame.tail
    }

    /// Percent-encodes all but what RFC 3986 lets stand in a query and no form decoder reads otherwise.
    private static func queryValue(_ text: String) -> String {
        text.utf8.reduce(into: "") { result, byte in
            let scalar = Unicode.Scalar(byte)
            if byte < 0x80,
                scalar.properties.isAlphabetic || scalar.properties.numericType != nil
                    || "-._~/:@!$'()*,;?".unicodeScalars.contains(scalar)
            {
                result.unicodeScalars.append(scalar)
            } else {
                result += "%" + Hex.text([byte]).uppercased()
            }
        }
    }
}
