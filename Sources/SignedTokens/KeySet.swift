import InviteDomain
import StrictJSON

/// The public keys of an authorization server, as it publishes them (RFC 7517, 5).
///
/// A key that cannot be used is passed over, whatever is the matter with it, and the others work on; `keys` tells of all.
package struct KeySet {
    /// Every key there is, usable or not, in the order of the set.
    package let keys: [PublishedKey]

    /// As many are tried for one token: an old key, a new one, and one to come, with room for one more.
    static let mostTried = 4

    /// Reads a key set.
    ///
    /// - Throws: `KeySetProblem`, if it is none.
    package init(_ json: [UInt8]) throws(KeySetProblem) {
        let set: JSONValue
        do {
            set = try JSONReader.value(of: json)
        } catch {
            throw KeySetProblem("it is not JSON (\(error)); expected an object with 'keys'")
        }
        guard let keys = set["keys"]?.array else { throw KeySetProblem("'keys' is no array; expected one of keys") }
        self.keys = keys.enumerated().map { PublishedKey($1, place: "keys[\($0)]") }
    }

    /// One sentence for each key that is not as it should be, which are not those for something else; after the first
    /// few only their number.
    package var faults: [String] {
        let all = keys.compactMap(\.fault)
        let limit = 8
        let more = all.count > limit ? ["\(all.count - limit) keys more are not as they should be"] : []
        return all.prefix(limit) + more
    }

    /// Fails unless there is a key for one of these algorithms: a set without one could only refuse every token.
    package func requireKey(for algorithms: Set<SigningAlgorithm>) throws(KeySetProblem) {
        if keys.contains(where: { $0.algorithm.map(algorithms.contains) ?? false }) { return }
        let names = SigningAlgorithm.allCases.filter(algorithms.contains).map(\.rawValue)
        let why = faults.first.map { " (\($0))" } ?? ""
        throw KeySetProblem(
            "no key in 'keys' is for \(names.joined(separator: ", ")); expected at least one that is\(why)")
    }

    /// The keys by one of which a token has to be signed: those of its algorithm with its key id, or all of its algorithm
    /// for a token that names none.
    ///
    /// Servers give keys of several algorithms one id, and a new key the id of the old one; some give none. Whichever
    /// key of this set it is, it is one of the server's, so nothing is gained by refusing to try.
    ///
    /// - Throws: `TokenFault`, if there is none, or if there are too many to try.
    func keys(for algorithm: SigningAlgorithm, id: String?) throws(TokenFault) -> [VerificationKey] {
        let named = keys.filter { $0.key != nil && (id == nil || $0.id.isSpelled(like: id)) }
        let found = named.compactMap(\.key).filter { $0.algorithm == algorithm }
        if found.isEmpty { throw named.isEmpty || id == nil ? .keyUnknown : .algorithm }
        guard found.count <= Self.mostTried else { throw .keyUnknown }
        return found
    }
}
