import ByteText

/// What ties a form of the sign-up page to the forms that follow it: 16 random bytes, made anew for each form that is
/// shown, and kept by the form alone.
///
/// * Who sends the form becomes a pending member with the digest of its mark; the mark itself is recorded nowhere.
/// * The same mark again, for the same invite, with the same name or the same address, names that member as long as
///   they are pending and nobody's user: what the form says now takes the place of what it said, and no second place is
///   taken. So whoever goes back can mend a mistyped address, also where the invite is used up; one that was revoked,
///   has expired or is paused is dead for them too. Where name and address are both others, somebody else has used the
///   form.
/// * Another mark is another person, whatever address they give: the page knows nobody by an address, and nothing that
///   it does tells whose one is. Only the same name with the same address is the same wish once more; two forms have
///   sent it then, and from there on neither changes it.
/// * Nobody can guess a mark, so nobody can change what another has sent from a form of their own.
/// * A program from before marks that compacts the ledger leaves them out, and an export does not know by which invite
///   somebody joined: then the next form is another person's.
package struct SubmissionMark: Equatable, Sendable {
    /// 32 lower-case hex digits.
    package let text: String

    package init(random: (UInt64, UInt64)) {
        let bytes = [random.0, random.1].flatMap { word in
            stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: word >> UInt64($0)) }
        }
        text = Hex.text(bytes)
    }

    /// A mark that came back with a form; nil for any other text.
    package init?(_ text: String) {
        guard Hex.bytes(text, count: 16) != nil else { return nil }
        self.text = text
    }

    /// What is recorded of it.
    package var digest: SecretDigest { SecretDigest(of: text[...]) }
}
