import SystemPackage
import Testing

/// An import that is refused.
enum ImportRefusal {
    /// Expects an import of these files to be refused with these sentences, and nothing to be written.
    static func expect(
        _ files: [String: [UInt8]], _ status: Int, _ sentences: [String],
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        try await SampleState.use { state in
            let before = try await state.fingerprint()
            let outcome = try await state.imports(files).run()
            #expect(outcome.status == status, sourceLocation: sourceLocation)
            #expect(outcome.text.isEmpty, sourceLocation: sourceLocation)
            let folder = state.folder.removingLastComponent().string + "/"
            let expected = (sentences + ["nothing was imported"]).map { "invitectl: error: \($0)\n" }.joined()
            // On a slow machine there are lines of progress between.
            let errors = outcome.errors.split(separator: "\n").filter { $0.hasPrefix("invitectl: ") }
            let text = errors.map { "\($0)\n" }.joined().replacing(folder, with: "")
            #expect(text == expected, sourceLocation: sourceLocation)
            #expect(try await state.fingerprint() == before, sourceLocation: sourceLocation)
        }
    }

    /// The same of one file.
    static func expect(
        _ table: String, _ text: String, _ status: Int, _ sentences: String...,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        try await expect([table: Array(text.utf8)], status, sentences, sourceLocation: sourceLocation)
    }

    // What is expected of a value.

    static let flag = "expected yes or no, true or false, t or f, 1 or 0"
    static let time = "expected a time such as 2026-11-24 10:00:00.123 or 2026-11-24T10:00:00Z"
    static let number = "expected a number from 1 to 2147483647"
}
