/// What a document says, in the words and the order in which people read it: for a page, or for anything else that has no
/// interest in JSON.
///
/// It is read from the document alone, so whatever the document describes is in it.
package struct APIReference: Sendable {
    package let title: String
    package let version: String
    package let text: String
    /// What calls need a credential of, in words; nil where none does.
    package let credential: String?
    package let groups: [Group]
    /// The form of every error; nil where the document names none.
    package let error: Shape?
    /// What errors say to machines, in the order of the words.
    package let reasons: [Reason]
    /// The shapes that others refer to, in the order of the document.
    package let shapes: [Shape]

    /// Calls under one heading.
    package struct Group: Sendable {
        package let name: String
        package let calls: [Call]
    }

    package struct Call: Sendable {
        package let id: String
        package let summary: String
        package let text: String
        package let need: Need
        package let way: Way
        /// Other paths that lead to the same.
        package let otherWays: [Way]
        package let parameters: [Member]
        package let body: Content?
        package let answer: Answer
        /// In the order of their statuses.
        package let errors: [Failure]

        /// Whether a credential is needed.
        package enum Need: Sendable { case no, optional, yes }
    }

    /// A method, a path, and how to go it.
    package struct Way: Sendable {
        package let id: String
        package let method: String
        package let path: String
        /// What the document says of this way and of no other one; empty: nothing.
        package let text: String
        package let curl: CurlLine
    }

    /// Something that has a name: a parameter, or a member of an object.
    package struct Member: Sendable {
        /// `details.reason` for a member of a member.
        package let name: String
        /// `path`, `query` or `header`; nil for a member of an object.
        package let place: String?
        package let isRequired: Bool
        package let type: TypeWords
        package let text: String
    }

    /// A body: its media types, what it is made of, and an example.
    package struct Content: Sendable {
        package let text: String
        package let isRequired: Bool
        package let forms: [Form]

        package struct Form: Sendable {
            package let type: String
            package let members: [Member]
            /// Empty where the type says it all.
            package let example: String
        }
    }

    package struct Answer: Sendable {
        package let status: String
        package let text: String
        /// The names of its header fields.
        package let fields: [String]
        package let content: Content?
    }

    package struct Failure: Sendable {
        package let status: String
        package let text: String
        /// Words that are in `reasons`.
        package let reasons: [String]
    }

    package struct Reason: Sendable {
        package let word: String
        package let status: Int
        /// Such as an answer has it.
        package let message: String
    }

    /// A value that has a name in the document.
    package struct Shape: Sendable {
        package let name: String
        package let type: TypeWords
        package let text: String
        package let members: [Member]
        package let example: String
    }
}
