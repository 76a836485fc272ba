import InviteDomain
import ServiceSettings
import SignedTokens
import StrictJSON
import SystemPackage

/// What was found of the keys with which signed tokens are verified.
struct TokenSourcesCheck {
    /// Nil where there is no key set.
    private(set) var keys: [PublishedKey]?
    /// One sentence each, naming the file; empty when all is well.
    private(set) var problems: [String] = []
    /// What an operator should know although nothing is wrong, one sentence each.
    private(set) var notes: [String] = []
    /// The algorithms that the settings name; nil where they name none.
    private var algorithms: Set<SigningAlgorithm>?

    /// Looks at the key set of a state, and at the secret that its settings name.
    init(_ settings: Settings) {
        let configured: (rules: AccessTokenRules, secretFile: FilePath?)?
        do {
            configured = try settings.signedTokens()
        } catch {
            configured = nil
            problems.append("\(error)")
        }
        algorithms = configured?.rules.algorithms
        let needsKeySet = algorithms?.contains { !$0.isSymmetric } ?? false
        look { check in
            // Whoever does not sign with such keys may have a set there all the same.
            let contents = try VerificationKeyFile.contentsIfThere(settings.files.keySet)
            if contents == nil, needsKeySet { _ = try VerificationKeyFile.contents(of: settings.files.keySet) }
            if let contents { check.look(at: contents, in: settings.files.keySet.string) }
        }
        if let secretFile = configured?.secretFile { look { try $0.lookAtSecret(secretFile) } }
    }

    /// Looks at a key set that is to be put in place.
    ///
    /// - Parameters:
    ///   - contents: what is in the file.
    ///   - name: what the file is called.
    ///   - settings: those of the handlers, nil where they are not known; what it throws is a problem, for by settings
    ///     that are refused no token is verified.
    init(keySet contents: [UInt8], name: String, _ settings: () throws -> Settings?) {
        look { check in check.algorithms = try settings()?.signedTokens()?.rules.algorithms }
        look(at: contents, in: name)
    }

    private mutating func look(at contents: [UInt8], in name: String) {
        do {
            let set = try KeySet(contents)
            keys = set.keys
            notes += set.faults.map { "\($0); passed over in '\(name)'" }
            try set.requireKey(for: wanted)
        } catch {
            problems.append("'\(name)' cannot be used: \(error)")
        }
    }

    private mutating func lookAtSecret(_ path: FilePath) throws {
        do {
            _ = try SharedSecret.bytes(of: try VerificationKeyFile.contents(of: path).contents)
        } catch let problem as KeySetProblem {
            problems.append("'\(path)' cannot be used: \(problem)")
        }
    }

    private mutating func look(_ look: (inout TokenSourcesCheck) throws -> Void) {
        do {
            try look(&self)
        } catch {
            problems.append("\(error)")
        }
    }

    /// The algorithms of which a key set should have one.
    private var wanted: Set<SigningAlgorithm> {
        let all = Set(SigningAlgorithm.allCases.filter { !$0.isSymmetric })
        let named = all.intersection(algorithms ?? all)
        return named.isEmpty ? all : named
    }

    /// Why a key of the set verifies no tokens; nil for one that does.
    private func reason(_ key: PublishedKey) -> String? {
        guard let algorithm = key.algorithm else { return key.reason }
        return wanted.contains(algorithm) ? nil : "INVITE_JWT_ALGORITHMS does not name its algorithm"
    }

    /// How many keys there are, and how many of them verify tokens.
    var counts: (keys: Int, usable: Int) { (keys?.count ?? 0, keys?.filter { reason($0) == nil }.count ?? 0) }

    /// Prints the keys as a table, if there is a set.
    func printTable() {
        guard let keys else { return }
        let rows = keys.map { key in
            [key.id?.shown ?? "-", key.algorithm?.rawValue ?? key.kind?.shown ?? "-", reason(key) ?? "verifies tokens"]
        }
        Terminal.print(table: ["KID", "ALGORITHM", "USE"], rows)
    }

    /// Writes the keys as an array, empty where there is no set.
    func write(to json: inout JSONWriter) {
        json.array {
            for key in keys ?? [] {
                $0.object {
                    $0.member("kid", key.id)
                    $0.member("algorithm", key.algorithm?.rawValue ?? key.kind)
                    $0.member("usable", reason(key) == nil)
                    $0.member("reason", reason(key))
                }
            }
        }
    }
}
