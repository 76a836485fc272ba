/// How much one call may bring and ask for: the numbers that are checked, and that messages and the API's
/// description repeat.
package enum CallLimits {
    /// Bytes of a body.
    package static let body = 102_400
    /// Bytes of all header fields together, as the CGI variables in which they come.
    package static let headerFields = 65_536
    /// Bytes of an `Idempotency-Key`.
    static let idempotencyKey = 1...255
    /// Elements of a list that one answer may show (`take`).
    static let take = 1...250
    /// Elements that it shows where the call does not say.
    static let usualTake = 50
    /// Events that one answer shows where the call does not say.
    static let usualEvents = 100
    /// Seconds for which an answer may be held until there is something to say: web servers wait for longer.
    static let wait = 0...25
    /// Elements of a list that one answer may leave out at its beginning (`skip`).
    static let skip = 0...Int(Int32.max)
    /// E-mail addresses by which a list may be filtered.
    static let emails = 20
    /// Memberships on which one call may decide.
    static let batch = 250
}
