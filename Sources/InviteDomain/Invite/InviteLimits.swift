/// How much an invite may hold and allow: the numbers that are checked, and that messages, schemas and help repeat.
package enum InviteLimits {
    /// Days until an invite expires, where that is said in days.
    package static let expiresInDays = 1...365
    /// People who may join by one invite, where their number is limited.
    package static let maxUses = 1...Int(Int32.max)
    /// E-mail domains whose addresses alone are let in.
    package static let allowedEmailDomains = 50
    /// Entries of an invite's metadata; the limits of metadata are Cal.com's own.
    package static let metadataEntries = 50
    /// Characters (Unicode scalars) of the name of an entry.
    package static let metadataName = 1...40
    /// Characters of the text of an entry.
    package static let metadataText = 500

    /// What messages expect of `expiresInDays`.
    package static let expectedDays = "an integer from \(expiresInDays.inWords), or null for never"
    /// What messages expect of `maxUses`.
    package static let expectedUses = "an integer from \(maxUses.inWords), or null for no limit"
}
