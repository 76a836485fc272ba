import HTTPTypes
import InviteDomain
import InviteJSON
import OpenAPI
import Storage
import StrictJSON

/// API keys, for applications that cannot run `invitectl` where the state is.
///
/// Access tokens that `invitectl token issue` made are none: they are not listed here, and not revoked.
struct KeyEndpoints {
    let credentials: any CredentialStore
    let issuer: KeyIssuer
    let clock: () -> Timestamp

    init(_ dependencies: Dependencies) {
        credentials = dependencies.storage.credentials
        issuer = KeyIssuer(
            dependencies.storage.credentials, tokenKeys: dependencies.storage.tokenKeys,
            prefix: dependencies.settings.apiKeyPrefix, random: dependencies.random)
        clock = dependencies.clock
    }

    static let endpoints: [Endpoint] = [
        Endpoint(.post, "/v2/keys", .keysWrite) {
            KeyEndpoints($0).createKey
        } described: {
            EndpointDescription(
                tag: .keys, id: "createKey", summary: "Make an API key",
                text: """
                    The answer has the secret, once: it is kept nowhere. An instance administrator makes keys for \
                    anybody, others for their own user, if they were given the scope by name; and nobody one that may \
                    do more than the credential that asks. With an `Idempotency-Key`, the same secret for 24 hours.
                    """,
                parameters: ["Idempotency-Key"],
                body: "CreateKey",
                success: .init(
                    status: 201, text: "A new key.", content: .json("CreateKeyOutput"), links: ["RevokeKey"]),
                errors: [.badRequest, .unauthorized, .mayNotIssueKey, .keyConflict, .mediaType]
                    + OpenAPIError.ofEveryCall,
                components: OpenAPIComponent.ofKeys
            )
        },
        Endpoint(.get, "/v2/keys", .keysRead, query: "userId subject take skip") {
            KeyEndpoints($0).listKeys
        } described: {
            EndpointDescription(
                tag: .keys, id: "listKeys", summary: "List API keys",
                text: """
                    Newest first, revoked and expired ones too, without their secrets: an instance administrator \
                    everybody's, others their own user's. A credential that is narrowed to teams sees keys of no other \
                    team. Access tokens are not among them.
                    """,
                parameters: ["KeyUserId", "KeySubject", "Take", "Skip"],
                success: .init(text: "The keys.", content: .json("GetKeysOutput")),
                errors: [.badRequest, .unauthorized, .mayNotManageKeys] + OpenAPIError.ofEveryCall
            )
        },
        Endpoint(.delete, "/v2/keys/{keyId}", .keysWrite) {
            KeyEndpoints($0).revokeKey
        } described: {
            EndpointDescription(
                tag: .keys, id: "revokeKey", summary: "Revoke an API key",
                text: """
                    It opens nothing from then on, and is still there to be listed. Again: the same answer. Keys that \
                    were made with it live on.
                    """,
                success: .init(text: "The key, revoked.", content: .json("GetKeyOutput")),
                errors: [.badRequest, .unauthorized, .mayNotManageKeys, .keyNotFound] + OpenAPIError.ofEveryCall,
                link: "RevokeKey"
            )
        },
    ]

    /// `POST /v2/keys`: the only answer that has the secret.
    func createKey(_ call: Call, _ caller: Caller) throws -> Content {
        try caller.requireGrant(.keysWrite)
        let fields = try RequestBody.fields(of: call.body, in: call.request, properties: KeyTerms.properties)
        let terms = try KeyTerms(fields).validated()
        try caller.requireMayIssue(terms)
        let request = try call.request.idempotencyKey(body: call.body, of: caller)
        let now = clock()
        let (key, secret) = try issuer.issue(terms, for: request, at: now)
        var content = Content.success {
            $0.object {
                $0.member("key", secret.bearer)
                $0.members(of: key, at: now)
            }
        }
        content.status = .created
        return content
    }

    /// `GET /v2/keys`: newest first.
    func listKeys(_ call: Call, _ caller: Caller) throws -> Content {
        let query = try call.query()
        let user = try query.userID("userId", subject: "subject")
        let page = try query.page(default: CallLimits.usualTake)
        try caller.requireGrant(.keysRead)
        let now = clock()
        let found = try credentials.all().reversed().lazy.filter { key in
            caller.looksAfter(key) && (user == nil || key.userID == user)
        }
        return .success {
            $0.array { for key in page.of(found) { $0.object { $0.members(of: key, at: now) } } }
        }
    }

    /// `DELETE /v2/keys/{keyId}`; again changes nothing and is as good an answer.
    func revokeKey(_ call: Call, _ caller: Caller) throws -> Content {
        try caller.requireGrant(.keysWrite)
        let id = try call.keyID()
        let found = try credentials.credentials(withID: id).filter(caller.looksAfter)
        let now = clock()
        guard let key = found.first, found.count == 1, let revoked = try credentials.revoke(key.digest, at: now) else {
            throw Refusal.keyNotFound(id: id)
        }
        return .success { $0.object { $0.members(of: revoked, at: now) } }
    }
}

extension KeyTerms {
    static let properties: Set = [
        "userId", "subject", "note", "expiresInDays", "scopes", "teams", "instanceAdmin", "canVouch",
    ]

    /// Reads the properties of a request; what they may say is decided later, by `validated`.
    init(_ fields: JSONFields) throws(JSONFieldError) {
        self.init(
            userID: try fields.requiredUserID(), note: try fields["note"]?.optionalText(),
            expiresInDays: try fields["expiresInDays"]?.optional("\(Self.expectedDays), or null for never", \.integer),
            reach: Reach(
                scopes: try fields["scopes"]?.optional("\(Self.expectedScopes), or null for all", \.scopes),
                teams: try fields["teams"]?.optional("\(Self.expectedTeams), or null for all", \.teams)),
            isInstanceAdmin: try fields["instanceAdmin"]?.flag() ?? false,
            canVouch: try fields["canVouch"]?.flag() ?? false)
    }
}

extension JSONValue {
    fileprivate var scopes: [Scope]? { list { $0.string.flatMap { Scope(rawValue: $0) } } }

    fileprivate var teams: [TeamID]? { list { $0.integer.flatMap { TeamID($0) } } }

    /// What `read` makes of the elements of an array; nil where it makes nothing of one.
    private func list<Element>(_ read: (JSONValue) -> Element?) -> [Element]? {
        guard let found = array?.map(read), !found.contains(where: { $0 == nil }) else { return nil }
        return found.compactMap(\.self)
    }
}
