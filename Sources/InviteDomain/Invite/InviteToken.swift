import ByteText

/// The secret in an invite link: 64 hex digits, the invite's id and the first 20 bytes of a keyed hash of it.
///
/// Whoever holds the key can make the token again from the id, so it need not be stored anywhere; nobody else can make
/// one. The token tells which ledger to open and decides nothing else.
package struct InviteToken: Equatable, Sendable {
    package let id: InviteID
    /// What the link carries.
    package let text: String
    /// It opens its invite only if that was made before; nil: whenever that was.
    package let createdBefore: Timestamp?

    package init(for id: InviteID, key: TokenKey) {
        self.id = id
        text = Hex.text(id.bytes + key.proof(of: id))
        createdBefore = nil
    }

    /// A token that somebody presented, nil unless it is one that `key` made.
    ///
    /// The comparison takes the same time wherever the two differ.
    package init?(presented text: String, key: TokenKey, createdBefore: Timestamp? = nil) {
        guard let bytes = Hex.bytes(text, count: 32), let id = InviteID(utf8: text.utf8.span.extracting(first: 24))
        else {
            return nil
        }
        let proof = key.proof(of: id)
        var difference: UInt8 = 0
        for place in 0..<20 { difference |= bytes[12 + place] ^ proof[place] }
        guard difference == 0 else { return nil }
        self.id = id
        self.text = text
        self.createdBefore = createdBefore
    }

    /// A token that another program made, and the invite that it was found to open.
    init(imported text: String, opening id: InviteID) {
        self.id = id
        self.text = text
        createdBefore = nil
    }
}
