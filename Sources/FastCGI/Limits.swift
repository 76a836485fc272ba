/// How much one request may be, and how long it may take.
package struct Limits: Sendable {
    /// Bytes of body.
    package let body: Int
    /// Bytes of all variables together, names and values.
    package let variables: Int
    /// Seconds in which a request has to arrive whole, and then its answer to leave.
    ///
    /// More than web servers give a client: theirs is the better answer.
    package let seconds = 12

    package init(body: Int, variables: Int) {
        self.body = body
        self.variables = variables
    }
}
