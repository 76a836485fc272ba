/// Why a text is not the JSON that was expected.
package struct JSONSyntaxError: Error, Equatable, CustomStringConvertible {
    /// What was wrong, as the end of a sentence: `a trailing comma`.
    package let reason: String
    /// Bytes from the start of the text to the place where reading stopped.
    package let offset: Int

    package var description: String { "\(reason) at byte \(offset)" }
}
