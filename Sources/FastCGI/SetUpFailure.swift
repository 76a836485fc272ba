/// The loop could not be set up.
package struct SetUpFailure: Error, CustomStringConvertible {
    package let description: String

    init(_ call: String, _ code: CInt) {
        description = "\(call) failed: error \(code)"
    }
}
