/// Why a responder cannot begin, or cannot go on.
package struct ResponderFailure: Error, CustomStringConvertible {
    package let description: String

    init(_ description: String) {
        self.description = description
    }

    /// A system call that failed.
    init(_ call: String, _ code: CInt) {
        description = "\(call) failed: error \(code)"
    }
}
