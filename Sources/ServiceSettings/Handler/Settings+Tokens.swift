import ByteText
package import SignedTokens
package import SystemPackage

extension Settings {
    /// What signed tokens have to be like, and the file of the secret that they may be signed with; nil when no such
    /// token is believed, which is the default.
    package func signedTokens() throws -> (rules: AccessTokenRules, secretFile: FilePath?)? {
        guard let algorithms = try signingAlgorithms() else { return nil }
        let issuer = try word(.jwtIssuer)
        let (audience, audienceClaim) = try audienceAndItsClaim()
        if algorithms.contains(where: { !$0.isSymmetric }) {
            // Such a server signs for others too, with the same keys.
            for (name, value) in [(Name.jwtIssuer, issuer), (.jwtAudience, audience)] where value == nil {
                throw SettingsProblem(
                    name.rawValue, "is not set", "what RS256, ES256 and EdDSA tokens for this service say there")
            }
        }
        let rules = AccessTokenRules(
            algorithms: algorithms, issuer: issuer, audience: audience, audienceClaim: audienceClaim,
            userClaim: try word(.jwtUserClaim) ?? AccessTokenRules.calComUserClaim,
            scopes: ScopeRule(
                claims: try scopeClaims() ?? ScopeRule.usualClaims, prefix: try word(.jwtScopePrefix) ?? ""),
            leeway: try number(.jwtLeeway, in: 0...300) ?? AccessTokenRules.usualLeeway
        )
        return (rules, try secretFile(algorithms))
    }

    private func audienceAndItsClaim() throws -> (audience: String?, claim: String?) {
        let (audience, claim) = (try word(.jwtAudience), try word(.jwtAudienceClaim))
        if claim != nil, audience == nil {
            throw SettingsProblem(
                Name.jwtAudience.rawValue, "is not set, and \(Name.jwtAudienceClaim.rawValue) is",
                "what that claim says in tokens for this service")
        }
        return (audience, claim)
    }

    private func scopeClaims() throws -> [String]? {
        guard let names = list(.jwtScopeClaim) else { return nil }
        guard names.allSatisfy({ !$0.isEmpty && isWord($0) }) else {
            throw problem(.jwtScopeClaim, "names of claims, with commas between them: permissions,scope")
        }
        return names
    }

    /// A setting's parts between commas, without the spaces around them; nil when it is not set.
    private func list(_ name: Name) -> [String]? {
        self[name]?.split(separator: ",", omittingEmptySubsequences: false).map { part in
            String(part.trimmed { $0 == " " })
        }
    }

    private func signingAlgorithms() throws -> Set<SigningAlgorithm>? {
        guard let names = list(.jwtAlgorithms) else {
            let others: [Name] = [
                .jwtIssuer, .jwtAudience, .jwtAudienceClaim, .jwtSecretFile, .jwtScopeClaim, .jwtScopePrefix,
                .jwtUserClaim, .jwtLeeway,
            ]
            guard let other = others.first(where: { self[$0] != nil }) else { return nil }
            throw SettingsProblem(
                Name.jwtAlgorithms.rawValue, "is not set, and \(other.rawValue) is", Self.expectedAlgorithms)
        }
        let algorithms = names.compactMap { SigningAlgorithm($0) }
        guard algorithms.count == names.count else { throw problem(.jwtAlgorithms, Self.expectedAlgorithms) }
        return Set(algorithms)
    }

    private static var expectedAlgorithms: String {
        "some of \(SigningAlgorithm.allCases.map(\.rawValue).joined(separator: ", ")), with commas between them"
    }

    private func secretFile(_ algorithms: Set<SigningAlgorithm>) throws -> FilePath? {
        guard let text = self[.jwtSecretFile] else {
            guard algorithms.contains(where: \.isSymmetric) else { return nil }
            throw SettingsProblem(
                Name.jwtSecretFile.rawValue, "is not set", "the absolute path of the file with the secret for HS256")
        }
        let path = FilePath(text)
        guard path.isAbsolute else { throw problem(.jwtSecretFile, "an absolute path") }
        guard algorithms.contains(where: \.isSymmetric) else {
            throw problem(.jwtSecretFile, "no such setting without HS256 in \(Name.jwtAlgorithms.rawValue)")
        }
        return path
    }

    /// A value that is compared with a part of tokens; nil when it is not set.
    private func word(_ name: Name) throws -> String? {
        guard let text = self[name] else { return nil }
        guard isWord(text) else { throw problem(name, "1 to 1000 visible ASCII characters without spaces") }
        return text
    }

    private func isWord(_ text: String) -> Bool {
        text.utf8.count <= 1000 && text.utf8.allSatisfy { $0.isVisible }
    }
}
