import HTTPTypes
import InviteDomain

/// What can be asked for, and by whom.
enum Operation: Hashable {
    /// By anyone.
    case open(OpenOperation)
    /// By anyone, with a browser.
    case page(PageOperation)
    /// By the holder of a credential; an access token needs the scope too.
    case guarded(GuardedOperation, Scope)
}

enum OpenOperation: CaseIterable {
    case previewInvite, openAPI, health
}

enum PageOperation: CaseIterable {
    case signupForm, signUp, signupDone, gettingStarted
}

enum GuardedOperation: CaseIterable {
    case createInvite, listInvites, revokeInvites, readInvite, editInvite, revokeInvite
    case showLink, listRedemptions, acceptInvite
    case listMemberships, createMembership, readMembership, updateMembership, deleteMembership, readTeam, readMe
}

extension Operation {
    /// The names that the query may have; nil where strangers add names of their own, as they do to links that people
    /// pass on.
    var queryNames: Set<String>? {
        switch self {
        case .page, .open(.health): nil
        case .open: []
        case .guarded(let operation, _):
            switch operation {
            case .listInvites: ["status", "createdBy", "take", "skip"]
            case .revokeInvites: ["createdBy"]
            case .listRedemptions: ["take", "skip"]
            case .listMemberships: ["take", "skip", "emails"]
            default: []
            }
        }
    }
}

/// Where an operation is reached.
///
/// The table below is the only list of them.
struct Endpoint {
    let method: HTTPRequest.Method
    /// The path with `{names}` in the place of parameters, as OpenAPI and the log write it.
    let template: String
    let operation: Operation

    static let all =
        ofTeam("/v2/teams/{teamId}") + ofTeam("/v2/organizations/{orgId}/teams/{teamId}") + ofTokens + ofPages
        + ofService

    /// What can be asked of a team, by one of the two ways to it: its own, and that of its organization, on which the
    /// organization's admins count as the team's.
    private static func ofTeam(_ team: String) -> [Endpoint] {
        let invite = team + "/invites/{inviteId}"
        let membership = team + "/memberships/{membershipId}"
        return [
            Endpoint(.post, team + "/invite", .createInvite, .teamMembershipWrite),
            Endpoint(.get, team + "/invites", .listInvites, .teamMembershipRead),
            Endpoint(.delete, team + "/invites", .revokeInvites, .teamMembershipWrite),
            Endpoint(.get, invite, .readInvite, .teamMembershipRead),
            Endpoint(.patch, invite, .editInvite, .teamMembershipWrite),
            Endpoint(.delete, invite, .revokeInvite, .teamMembershipWrite),
            Endpoint(.post, invite + "/link", .showLink, .teamMembershipWrite),
            Endpoint(.get, invite + "/redemptions", .listRedemptions, .teamMembershipRead),
            Endpoint(.get, team + "/memberships", .listMemberships, .teamMembershipRead),
            Endpoint(.post, team + "/memberships", .createMembership, .teamMembershipWrite),
            Endpoint(.get, membership, .readMembership, .teamMembershipRead),
            Endpoint(.patch, membership, .updateMembership, .teamMembershipWrite),
            Endpoint(.delete, membership, .deleteMembership, .teamMembershipWrite),
            Endpoint(.get, team, .readTeam, .teamProfileRead),
        ]
    }

    private static let ofTokens = [
        Endpoint(.post, "/v2/invites/preview", .previewInvite),
        Endpoint(.post, "/v2/invites/accept", .acceptInvite, .teamMembershipWrite),
        Endpoint(.get, "/v2/me", .readMe, .profileRead),
    ]

    private static let ofPages = [
        Endpoint(.get, "/signup", .signupForm),
        Endpoint(.post, "/signup", .signUp),
        Endpoint(.get, "/teams", .signupForm),
        Endpoint(.post, "/teams", .signUp),
        Endpoint(.get, InviteLinks.signupDone, .signupDone),
        Endpoint(.get, InviteLinks.gettingStarted, .gettingStarted),
    ]

    private static let ofService = [
        Endpoint(.get, "/v2/openapi.json", .openAPI),
        Endpoint(.get, "/health", .health),
    ]

    /// True for a way to a team that names its organization.
    var isOfOrganization: Bool { template.hasPrefix("/v2/organizations/") }

    /// Those for sites whose application has a sign-up page of its own.
    static let withoutPages = all.filter { if case .page = $0.operation { false } else { true } }

    private init(_ method: HTTPRequest.Method, _ template: String, _ operation: OpenOperation) {
        self.init(method, template, .open(operation))
    }

    private init(_ method: HTTPRequest.Method, _ template: String, _ operation: PageOperation) {
        self.init(method, template, .page(operation))
    }

    private init(_ method: HTTPRequest.Method, _ template: String, _ operation: GuardedOperation, _ scope: Scope) {
        self.init(method, template, .guarded(operation, scope))
    }

    private init(_ method: HTTPRequest.Method, _ template: String, _ operation: Operation) {
        self.method = method
        self.template = template
        self.operation = operation
    }

    /// What a request asks for, and the parameters of its path.
    ///
    /// A path may end in a slash. HEAD is answered as GET is, whatever the answer; the transport leaves the body away.
    static func match(
        _ method: HTTPRequest.Method, path: Substring, among endpoints: [Endpoint]
    ) throws(RequestProblem) -> (Endpoint, [PathParameter]) {
        let method = method == .head ? .get : method
        let given = path.utf8.dropFirst().last == UInt8(ascii: "/") ? path.utf8.dropLast() : path.utf8
        var allowed: [HTTPRequest.Method] = []
        for endpoint in endpoints {
            guard let parameters = endpoint.parameters(of: given) else { continue }
            if endpoint.method == method { return (endpoint, parameters) }
            allowed += endpoint.method == .get ? [.get, .head] : [endpoint.method]
        }
        if allowed.isEmpty { throw .unknownPath(method: method.rawValue, path: String(path)) }
        throw .methodNotAllowed(method: method.rawValue, allowed: (allowed + [.options]).map(\.rawValue))
    }

    /// The parameters of a path that has the template's form, nil for any other.
    private func parameters(of path: Substring.UTF8View) -> [PathParameter]? {
        let (form, given) = (template.utf8.span, path.span)
        var (expected, position) = (0, 0)
        var parameters: [PathParameter] = []
        while expected < form.count {
            if form[expected] == UInt8(ascii: "{") {
                let name = expected + 1..<form.position(of: UInt8(ascii: "}"), from: expected)
                let value = position..<given.position(of: UInt8(ascii: "/"), from: position)
                if value.isEmpty { return nil }
                parameters.append(PathParameter(name: template.utf8[at: name], value: path[at: value]))
                (expected, position) = (name.upperBound + 1, value.upperBound)
            } else {
                guard position < given.count, form[expected] == given[position] else { return nil }
                (expected, position) = (expected + 1, position + 1)
            }
        }
        return position == given.count ? parameters : nil
    }
}

/// What stands in a path in the place of a template's `{name}`.
struct PathParameter {
    let name: Substring
    let value: Substring
}

extension Span<UInt8> {
    /// Where `byte` comes next from `start` on; the end if it does not.
    fileprivate func position(of byte: UInt8, from start: Int) -> Int {
        var position = start
        while position < count, self[position] != byte { position += 1 }
        return position
    }
}

extension BidirectionalCollection<UInt8> where SubSequence == Substring.UTF8View {
    /// The text between two bytes.
    fileprivate subscript(at range: Range<Int>) -> Substring {
        Substring(self[index(startIndex, offsetBy: range.lowerBound)..<index(startIndex, offsetBy: range.upperBound)])
    }
}
