import InviteDomain
import Storage

/// All that the API works with.
///
/// Each group of endpoints takes from it the two or three things that it needs.
struct Dependencies {
    let storage: any Storage
    let accessTokens: (any AccessTokenVerifier)?
    let settings: APISettings
    let limits: RequestLimits?
    let clock: () -> Timestamp
    /// 64 bits that nobody can guess.
    let random: () -> UInt64
}
