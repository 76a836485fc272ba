package import InviteDomain
import PrivateFiles
import StrictJSON
package import SystemPackage

/// What the operator has set: in the environment, else in the state's `config.json`, else the default.
package struct Settings: Sendable {
    package let stateFolder: FilePath
    let environment: @Sendable (String) -> String?
    private let file: [String: String]
    /// False when there was no state folder, so that what its `config.json` may say is not known.
    package let isWhole: Bool

    /// Every setting there is.
    ///
    /// Its name in `config.json` is the same without the prefix, in camelCase.
    package enum Name: String, CaseIterable, Sendable {
        case webappURL = "INVITE_WEBAPP_URL"
        case mount = "INVITE_MOUNT"
        case linkPath = "INVITE_LINK_PATH"
        case teamLinkPath = "INVITE_TEAM_LINK_PATH"
        case callbackURL = "INVITE_CALLBACK_URL"
        case tokenKeyFile = "INVITE_TOKEN_KEY_FILE"
        case apiKeyPrefix = "INVITE_API_KEY_PREFIX"
        case apiKeyHeader = "INVITE_API_KEY_HEADER"
        case expiresInDays = "INVITE_EXPIRES_IN_DAYS"
        case maxRole = "INVITE_MAX_ROLE"
        case maxActive = "INVITE_MAX_ACTIVE"
        case maxPending = "INVITE_MAX_PENDING"
        case maxPendingPerInvite = "INVITE_MAX_PENDING_PER_INVITE"
        case signupPage = "INVITE_SIGNUP_PAGE"
        case siteName = "INVITE_SITE_NAME"
        case siteLogo = "INVITE_SITE_LOGO"
        case accentColor = "INVITE_ACCENT_COLOR"
        case privacyURL = "INVITE_PRIVACY_URL"
        case contactURL = "INVITE_CONTACT_URL"
        case rateLimit = "INVITE_RATE_LIMIT"
        case failureLimit = "INVITE_FAILURE_LIMIT"
        case signUpLimit = "INVITE_SIGNUP_LIMIT"
        case eventWaiters = "INVITE_EVENT_WAITERS"
        case runtimeFolder = "INVITE_RUNTIME_DIR"
        case logLevel = "INVITE_LOG_LEVEL"
        case jwtAlgorithms = "INVITE_JWT_ALGORITHMS"
        case jwtIssuer = "INVITE_JWT_ISSUER"
        case jwtAudience = "INVITE_JWT_AUDIENCE"
        case jwtAudienceClaim = "INVITE_JWT_AUDIENCE_CLAIM"
        case jwtSecretFile = "INVITE_JWT_SECRET_FILE"
        case jwtScopeClaim = "INVITE_JWT_SCOPE_CLAIM"
        case jwtScopePrefix = "INVITE_JWT_SCOPE_PREFIX"
        case jwtUserClaim = "INVITE_JWT_USER_CLAIM"
        case jwtLeeway = "INVITE_JWT_LEEWAY"
        case frontUserParameter = "INVITE_FRONT_USER_PARAMETER"
        case frontScopesParameter = "INVITE_FRONT_SCOPES_PARAMETER"
        case allowNetworkState = "INVITE_ALLOW_NETWORK_STATE"

        var inFile: String {
            let words = rawValue.split(separator: "_").dropFirst().map { $0.lowercased() }
            return words.dropFirst().reduce(words.first ?? "") { $0 + $1.prefix(1).uppercased() + $1.dropFirst() }
        }
    }

    /// Reads the settings.
    ///
    /// - Parameters:
    ///   - environment: the value of a name in the process's, or in what a web server sets in its stead.
    ///   - stateFolder: overrides `INVITE_STATE_DIR`.
    /// - Throws: `SettingsProblem`, or `StoreError` when the folder is not ours or its `config.json` cannot be read.
    package init(environment: @escaping @Sendable (String) -> String?, stateFolder: String? = nil) throws {
        let name = "INVITE_STATE_DIR"
        guard let folder = stateFolder ?? environment(name), !folder.isEmpty else {
            throw SettingsProblem(name, "is not set", "the absolute path of the state folder")
        }
        self.stateFolder = FilePath(folder)
        guard self.stateFolder.isAbsolute else {
            throw SettingsProblem(name, "is '\(folder)'", "an absolute path")
        }
        self.environment = environment
        isWhole = PrivateFolder.isThere(self.stateFolder)
        // Whoever has the whole state in wrong hands is told so of all of it, not of the first file that cannot be opened.
        if isWhole { _ = try PrivateFolder.facts(of: self.stateFolder) }
        file = isWhole ? try Self.read(OperatorFiles(self.stateFolder).configuration) : [:]
    }

    package init(environment: [String: String], stateFolder: String? = nil) throws {
        try self.init(environment: { environment[$0] }, stateFolder: stateFolder)
    }

    /// Where the operator's own files lie.
    package var files: OperatorFiles { OperatorFiles(stateFolder) }

    package subscript(name: Name) -> String? {
        if let value = environment(name.rawValue), !value.isEmpty { return value }
        // Most have no such file, and the name in it is not for nothing.
        return file.isEmpty ? nil : file[name.inFile]
    }

    package func tokenKeyFile() throws -> FilePath {
        guard let text = self[.tokenKeyFile] else { return files.tokenKey }
        let path = FilePath(text)
        guard path.isAbsolute else { throw problem(.tokenKeyFile, "an absolute path") }
        return path
    }

    package func policy() throws -> InvitePolicy {
        var policy = InvitePolicy()
        policy.expiresInDays = try number(.expiresInDays, in: InviteLimits.expiresInDays) ?? policy.expiresInDays
        policy.maxActive = try number(.maxActive, in: 1...1_000_000_000) ?? policy.maxActive
        policy.maxPending = try number(.maxPending, in: 1...1_000_000) ?? policy.maxPending
        policy.maxPendingPerInvite =
            try number(.maxPendingPerInvite, in: 1...1_000_000) ?? policy.maxPendingPerInvite
        if let text = self[.maxRole] {
            guard let role = Role(rawValue: text) else { throw problem(.maxRole, Role.alternatives) }
            policy.maxRole = role
        }
        return policy
    }

    package func apiKeyPrefix() throws -> String {
        let prefix = self[.apiKeyPrefix] ?? "cal_"
        guard SettingsRule.isKeyPrefix(prefix) else {
            throw problem(.apiKeyPrefix, "1 to 32 letters, digits, '_' or '-'")
        }
        return prefix
    }

    package func allowsNetworkState() throws -> Bool { try flag(.allowNetworkState) ?? false }

    package func hasSignupPage() throws -> Bool { try flag(.signupPage) ?? true }

    /// The problem of a setting whose value is not what was expected.
    package func problem(_ name: Name, _ expected: String) -> SettingsProblem {
        SettingsProblem(name.rawValue, "is '\(self[name] ?? "")'", expected)
    }

    private func flag(_ name: Name) throws -> Bool? {
        switch self[name] {
        case nil: nil
        case "on": true
        case "off": false
        default: throw problem(name, "on or off")
        }
    }

    func number(_ name: Name, in range: ClosedRange<Int>) throws -> Int? {
        guard let text = self[name] else { return nil }
        guard let number = Int(text), range.contains(number) else {
            throw problem(name, "a number from \(range.inWords)")
        }
        return number
    }

    private static func read(_ path: FilePath) throws -> [String: String] {
        guard let contents = try GuardedFile.contents(of: path) else { return [:] }
        let members: [JSONMember]
        do {
            let json = try JSONReader.value(of: contents)
            guard let object = json.members else { throw JSONShapeError("it is not an object") }
            members = object
        } catch {
            throw SettingsProblem("'\(path)'", "cannot be read: \(error)", "one JSON object")
        }
        let known = Name.allCases.map(\.inFile)
        return try members.reduce(into: [:]) { values, member in
            guard known.contains(where: { member.name.isSpelled(like: $0) }) else {
                throw SettingsProblem(
                    "'\(member.name)' in '\(path)'", "is no setting", known.sorted().joined(separator: ", "))
            }
            switch member.value {
            case .string(let text): values[member.name] = text
            case .integer(let number): values[member.name] = String(number)
            default:
                throw SettingsProblem("'\(member.name)' in '\(path)'", "is of a wrong kind", "a string or a number")
            }
        }
    }
}
