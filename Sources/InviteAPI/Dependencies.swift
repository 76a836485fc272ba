import InviteDomain

/// All that the API works with.
///
/// Each group of endpoints takes from it the two or three things that it needs.
struct Dependencies {
    let teams: any TeamStore
    let credentials: any CredentialStore
    let importedTokens: any ImportedTokens
    let accessTokens: (any AccessTokenVerifier)?
    /// The keys of invite tokens as they are at this moment; throws a `StoreError`.
    let tokenKeys: () throws -> TokenKeys
    let settings: APISettings
    let limits: RequestLimits?
    let clock: () -> Timestamp
    /// 64 bits that nobody can guess.
    let random: () -> UInt64
    /// Throws a `StoreError` while the state cannot be read.
    let probe: () throws -> Void
    /// Throws one while it cannot be changed.
    let writeProbe: () throws -> Void
}
