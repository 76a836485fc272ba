import ByteText

/// Where invites are looked up whose tokens another program made.
///
/// Such a token is 64 hex digits like ours, but does not contain the id of its invite. So the digest of every imported
/// token is kept with the id of the invite that it opens. The ledger decides all else.
package protocol ImportedTokens {
    /// The invite that the token with this digest opens, nil when none was imported. Throws `StoreError`.
    func inviteID(of digest: SecretDigest) throws -> InviteID?
}

extension InviteToken {
    /// A token that somebody presented: one that one of `keys` made, or else one that was imported.
    ///
    /// - Returns: nil for any other text; nothing is looked up for what is not even 64 hex digits.
    package static func presented(
        _ text: String, keys: TokenKeys, imported: any ImportedTokens
    ) throws -> InviteToken? {
        if let own = keys.token(presented: text) { return own }
        guard let digest = SecretDigest(ofImported: text) else { return nil }
        return try imported.inviteID(of: digest).map { InviteToken(imported: text, opening: $0) }
    }
}

extension SecretDigest {
    /// The digest of a token as Cal.com makes them, nil unless it is 64 lower-case hex digits.
    package init?(ofImported token: String) {
        guard Hex.bytes(token, count: 32) != nil else { return nil }
        self.init(of: token[...])
    }
}

extension InviteID {
    /// The id of the invite that a team gets for an imported token.
    ///
    /// It is always the same id, so that an import that is repeated finds the invite. The digest's first bytes are as
    /// good as random, and they reveal nothing: an id proves nothing, and no token can be made from its digest.
    package init(teamID: TeamID, imported digest: SecretDigest) {
        guard let random = Hex.number(digest.text.utf8.span.extracting(first: 16)) else {
            preconditionFailure("a digest is hex digits")
        }
        self.init(teamID: teamID, random: random)
    }
}
