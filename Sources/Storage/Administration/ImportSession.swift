package import InviteDomain

/// Writes what comes from elsewhere into a state: many teams, keys and tokens at a time.
///
/// Calling sequence: in this order, `openTokens`, `create` and `takeIn`, `add`, in pieces of any size; then `finish`, after
/// which all of it is durable, with what an earlier import that died had left. A death anywhere leaves each team as it was
/// or whole, and no token that opens less than it should of a team that is there: the tokens come before the teams, and
/// open nothing until then. The same calls again do what is missing.
package protocol ImportSession: AnyObject {
    /// How many of a kind are best written in one call.
    var batchSize: Int { get }

    /// Lets tokens that another program made lead to their invites, which are still to come.
    func openTokens(_ tokens: some Collection<(digest: SecretDigest, id: InviteID)>) throws

    /// Makes new teams, each with all that belongs to it.
    ///
    /// - Throws: `StoreError`, of kind `busy` when somebody else has made one of them meanwhile.
    func create(_ teams: some Collection<(profile: TeamProfile, arrivals: Arrivals)>) throws

    /// Gives a team that exists what it lacks, in one step; the result is what that was.
    func takeIn(_ arrivals: Arrivals, into id: TeamID) throws -> Arrivals

    /// Adds credentials that are not there yet, and says how many those were.
    ///
    /// Whatever was looked at before: one that is there by now may be revoked, and stays so.
    func add(_ credentials: some Collection<Credential>) throws -> Int

    /// Makes everything durable.
    func finish() throws
}
