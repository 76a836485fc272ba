/// How much one request may be, and how long it may take.
package struct Limits: Sendable {
    /// Bytes of body.
    package var body = 102_400
    /// Bytes of all variables together, names and values.
    package var variables = 65_536
    /// Seconds in which a request has to arrive whole, and then its answer to leave.
    ///
    /// More than web servers give a client: theirs is the better answer.
    package var seconds = 12

    package init() {}
}
