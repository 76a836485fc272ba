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
        let callback = Self.queryValue(callbackURL.text)
        func makeFrame(_ path: String) -> Frame {
            var (link, rest) = (webappURL, path[...])
            while let (before, after) = Self.parts(of: rest, around: "{callbackUrl}") {
                link += String(before) + callback
                rest = after
            }
            link += String(rest)
            guard let (head, tail) = Self.parts(of: link[...], around: "{token}") else {
                preconditionFailure("the path of a link has a place for the token")
            }
            return Frame(head: String(head), tail: String(tail))
        }
        frame = makeFrame(path)
        teamFrame = teamPath == path ? frame : makeFrame(teamPath)
        self.webappURL = webappURL
        self.callbackURL = callbackURL
    }

    /// Scheme, host and port of the links: all up to the third slash.
    package var origin: String {
        webappURL.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false).prefix(3).joined(separator: "/")
    }

    /// The page to which people are sent where nobody names another; the service has one there itself.
    package static let gettingStarted = "/getting-started"

    /// Where a newcomer is sent after signing up: to the path that was asked for, or to the configured one.
    ///
    /// Our own page is told of the invite.
    package func callback(_ wanted: LocalPath?, after invite: InviteID) -> String {
        let path = (wanted ?? callbackURL).text
        return webappURL + path + (path == Self.gettingStarted ? "?invite=\(invite)" : "")
    }

    package func link(for token: InviteToken, in team: TeamProfile) -> String {
        let isInOrganization = team.isOrganization || team.parentID != nil
        let frame = isInOrganization ? frame : teamFrame
        return frame.head + token.text + frame.tail
    }

    /// What is before and after the first `mark` in a text; nil where there is none.
    private static func parts(of text: Substring, around mark: String) -> (Substring, Substring)? {
        var rest = text.utf8
        while !rest.starts(with: mark.utf8) {
            if rest.popFirst() == nil { return nil }
        }
        return (text[..<rest.startIndex], Substring(rest.dropFirst(mark.utf8.count)))
    }

    /// Percent-encodes all but what RFC 3986 lets stand in a query and no form decoder reads otherwise.
    private static func queryValue(_ text: String) -> String {
        text.utf8.reduce(into: "") { result, byte in
            if isQueryByte(byte) {
                result.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                result += "%" + Hex.text([byte]).uppercased()
            }
        }
    }

    private static func isQueryByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "-._~/:@!$'()*,;?".utf8.contains(byte)
        }
    }
}
