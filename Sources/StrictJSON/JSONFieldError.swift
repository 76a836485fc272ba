/// A field of a JSON object is missing, or its value is not what it has to be.
package struct JSONFieldError: Error, Equatable {
    /// Which field, with the objects around it: `user.id`.
    package let path: String
    /// What has to stand there, as the end of a sentence.
    package let expected: String
}
