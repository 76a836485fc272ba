import InviteDomain
import PrivateFiles

/// A key of tokens, and what it is good for.
struct TokenKeyUse {
    let fingerprint: String
    let isCurrent: Bool
    /// When the key before it ended; nil for the first.
    private(set) var since: Timestamp?
    /// Nil for the current one, and while a rotation is not through.
    let until: Timestamp?
    /// Live invites of which a link may have been made with it: a look at a link makes it with the key of that time.
    private(set) var links = 0

    /// All keys, the current one first.
    static func all(_ keys: TokenKeys, in store: any TeamStore) throws -> [TokenKeyUse] {
        var uses = [TokenKeyUse(fingerprint: keys.current.fingerprint, isCurrent: true, until: nil)]
        uses += keys.old.map { TokenKeyUse(fingerprint: $0.key.fingerprint, isCurrent: false, until: $0.until) }
        for index in uses.indices.dropLast() { uses[index].since = uses[index + 1].until }
        let now = Timestamp.now()
        for id in try store.teamIDs() {
            _ = try store.read(id) { team in
                for invite in team.invites.all where invite.isLive(at: now) {
                    uses[0].links += 1
                    for (index, old) in keys.old.enumerated() where old.mayHaveMade(invite) {
                        uses[index + 1].links += 1
                    }
                }
            }
        }
        return uses
    }
}
