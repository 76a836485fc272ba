import HTTPTypes
import InviteDomain

/// The header fields of every answer.
enum CommonFields {
    static let all: HTTPFields = {
        var fields = HTTPFields()
        fields[.cacheControl] = "no-store"
        fields[.contentSecurityPolicy] =
            "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        fields[.referrerPolicy] = "no-referrer"
        fields[.xContentTypeOptions] = "nosniff"
        // Any site may call: what counts is the credential, and a browser sends none of its own accord.
        fields[.accessControlAllowOrigin] = "*"
        fields[.accessControlExposeHeaders] =
            "Accept-Patch, Allow, ETag, Retry-After, WWW-Authenticate, X-RateLimit-Limit-Default, X-RateLimit-Remaining-Default, "
            + "X-RateLimit-Reset-Default, X-Request-Id"
        return fields
    }()

    /// The fields of an answer for people: a page, or where to go on.
    ///
    /// A form is sent to the page's own site, but the rule for that (`form-action`) allows every site: Chrome and Safari
    /// hold the whole chain of redirects that follows to it, which ends where the application has its people log in, and
    /// nobody can list these hosts. Nothing is lost: it guards against forms that somebody has smuggled into a page, and
    /// no markup in ours comes from anywhere but this program.
    ///
    /// - Parameters:
    ///   - nonce: names the one stylesheet, which is part of the page; nothing else is loaded and nothing runs.
    ///   - loadsLogo: but for the site's own picture.
    /// - Returns: all but the content's type and length.
    static func page(nonce: String?, loadsLogo: Bool = false) -> HTTPFields {
        var fields = HTTPFields()
        fields[.cacheControl] = "no-store"
        fields[.contentSecurityPolicy] = [
            "default-src 'none'", nonce.map { "style-src 'nonce-\($0)'" },
            loadsLogo ? "img-src 'self' data:" : "img-src data:",
            "form-action 'self' http: https:", "frame-ancestors 'none'", "base-uri 'none'",
        ].compactMap(\.self).joined(separator: "; ")
        fields[.referrerPolicy] = "no-referrer"
        fields[.xContentTypeOptions] = "nosniff"
        fields[.crossOriginOpenerPolicy] = "same-origin"
        fields[.crossOriginResourcePolicy] = "same-origin"
        fields[.robots] = "noindex"
        return fields
    }
}

extension HTTPField.Name {
    /// Whose address a caller speaks for that may vouch.
    static let clientAddress = known("Invite-Client-Address")
    static let acceptPatch = known("Accept-Patch")
    /// The host that a browser has asked, where a web server passes that on.
    static let askedHost = known("Host")
    static let idempotencyKey = known("Idempotency-Key")
    static let crossOriginOpenerPolicy = known("Cross-Origin-Opener-Policy")
    static let rateLimit = known("X-RateLimit-Limit-Default")
    static let rateLimitRemaining = known("X-RateLimit-Remaining-Default")
    static let rateLimitReset = known("X-RateLimit-Reset-Default")
    static let robots = known("X-Robots-Tag")
    static let secFetchSite = known("Sec-Fetch-Site")
    static let requestID = known("X-Request-Id")
    static let referrerPolicy = known("Referrer-Policy")

    private static func known(_ text: String) -> HTTPField.Name {
        guard let name = HTTPField.Name(text) else { preconditionFailure("\(text) is not the name of a field") }
        return name
    }
}

extension HTTPFields {
    /// What is left, in Cal.com's names; the reset is in seconds from now.
    mutating func append(_ allowance: Allowance) {
        self[.rateLimit] = String(allowance.limit)
        self[.rateLimitRemaining] = String(allowance.remaining)
        self[.rateLimitReset] = String(allowance.secondsLeft)
    }
}
