/// Why a request could not be put together from what the web server sent.
package enum RequestFault: Error, Equatable, Sendable {
    /// No method, or one that is no token.
    case method
    /// A path with a broken percent-encoding, with bytes that are not UTF-8, or with a NUL.
    case path
    /// A `CONTENT_LENGTH` that is not a number, or not that of the body.
    case contentLength
    /// A body that the client announced, and that the web server did not hand on.
    case bodyWithheld
    /// More header fields and other variables than a request may have.
    case variablesTooLarge
    /// More body than a request may have.
    case bodyTooLarge
    /// The web server went away before the request was whole, or sent what is no FastCGI.
    case incomplete
    /// The web server wants something else than an answer, such as to know whether a request is allowed.
    case role
}
