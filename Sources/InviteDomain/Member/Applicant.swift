/// Somebody who wants to join by an invite, and what is known of them.
package struct Applicant: Equatable, Sendable {
    /// Nil for somebody at the sign-up page, whom nobody has vouched for.
    package let userID: UserID?
    package let email: String?
    /// True only if a credential that may vouch says so.
    package let isEmailVerified: Bool
    package let name: String?
    /// The digest of the mark in the form that they sent at the sign-up page.
    package let submission: SecretDigest?

    package init(
        userID: UserID?, email: String? = nil, isEmailVerified: Bool = false, name: String? = nil,
        submission: SecretDigest? = nil
    ) {
        self.userID = userID
        self.email = email
        self.isEmailVerified = isEmailVerified
        self.name = name
        self.submission = submission
    }

    /// A user whom an application vouches for, with what can be stored of the name and address that it gives.
    ///
    /// A name or an address that cannot be stored is no reason to refuse them: the application knows them.
    ///
    /// - Returns: the applicant, and the fields that are not kept as they were given.
    package static func vouched(
        _ userID: UserID, email: String?, isEmailVerified: Bool, name: String?
    ) -> (applicant: Applicant, adjusted: [String]) {
        let keptEmail = email.flatMap { try? TextRule.email($0, field: "user.email") }
        let keptName = name.flatMap { TextRule.cleanedName($0) }
        let applicant = Applicant(
            userID: userID, email: keptEmail, isEmailVerified: isEmailVerified && keptEmail != nil, name: keptName)
        let adjusted = [("user.email", email, keptEmail), ("user.name", name, keptName)].filter { _, given, kept in
            given.map { !$0.utf8.elementsEqual((kept ?? "").utf8) } ?? false
        }
        return (applicant, adjusted.map(\.0))
    }
}
