import HTTPTypes
import InviteDomain

/// One call of the service: what requests have to look like, who may send them, what answers them, and what the OpenAPI
/// document says of it.
///
/// This is the only place that says so: adding a call is adding one of these to the table of its group, with its handler.
/// A group is a struct with the two or three things that its calls need, and a table:
///
///     struct TeamEndpoints: TeamCalls {
///         let teams: any TeamStore
///
///         init(_ dependencies: Dependencies) { teams = dependencies.storage.teams }
///
///         static let endpoints: [Endpoint] = [
///             Endpoint(.get, "", .teamProfileRead) {
///                 TeamEndpoints($0).readTeam
///             } described: {
///                 EndpointDescription(tag: .teams, id: "TeamsController_getTeam", …)
///             }
///         ]
///
///         func readTeam(_ call: Call, _ caller: Caller) throws -> Content { … }
///     }
///
/// `Routes` lists the groups and finds the endpoint of a request. `InviteAPI` finds out who is asking and counts the
/// request, and only then makes the group and calls the handler. What is not in a table is not served, and what is served
/// is described, since the document is written from these tables.
///
/// A CGI process answers one request, so a row costs nothing before it is the one that is asked for. Its texts are
/// literals and its closures capture nothing, so the compiler lays the table down as data (an array in a row would keep
/// it from that); the group and the description are made when they are needed; and the root of a path is looked at
/// before any row.
struct Endpoint: Sendable {
    let method: Method
    /// What follows the path of the root (`EndpointRoot`); empty for the root itself.
    let path: PathTemplate
    let access: Access
    let counted: Counted
    /// The names that the query may have, with a blank between each two; nil where strangers add names of their own, as
    /// they do to links that people pass on.
    let query: String?
    /// Whether an answer of success holds the link of an invite.
    let answersWithLink: Bool
    /// What the OpenAPI document says of it.
    let description: @Sendable () -> EndpointDescription

    /// Who may call, and what answers them.
    enum Access: Sendable {
        /// Anyone.
        case open(@Sendable (Dependencies) -> (Call) throws -> Content)
        /// Anyone, with a browser: also what fails is told as a page.
        case page(@Sendable (Dependencies) -> (Call) throws -> Content)
        /// The holder of a credential; an access token needs the scope too.
        case guarded(Scope, @Sendable (Dependencies) -> (Call, Caller) throws -> Content)
    }

    /// Whose requests these are when they are counted against a limit.
    enum Counted: Sendable {
        /// The caller's, where a credential is needed; else those of the network that they come from.
        case sender
        /// The same, or those of the visitor for whom a caller that may vouch speaks (`Invite-Client-Address`).
        case visitor
        /// Nobody's.
        case nobody
    }

    /// The methods that calls have; HEAD and OPTIONS are answered for all of them.
    enum Method: String, Sendable {
        case get = "GET"
        case post = "POST"
        case patch = "PATCH"
        case delete = "DELETE"
    }

    /// A call that anyone may send.
    init(
        _ method: Method, open path: PathTemplate, query: String? = "", counted: Counted = .sender,
        _ handler: @escaping @Sendable (Dependencies) -> (Call) throws -> Content,
        described description: @escaping @Sendable () -> EndpointDescription
    ) {
        self.init(method, path, .open(handler), counted, query, false, description)
    }

    /// A page, or a form on one.
    init(
        _ method: Method, page path: PathTemplate,
        _ handler: @escaping @Sendable (Dependencies) -> (Call) throws -> Content,
        described description: @escaping @Sendable () -> EndpointDescription
    ) {
        self.init(method, path, .page(handler), .sender, nil, false, description)
    }

    /// A call that needs a credential, and of an access token this scope.
    init(
        _ method: Method, _ path: PathTemplate, _ scope: Scope, query: String = "", counted: Counted = .sender,
        answersWithLink: Bool = false,
        _ handler: @escaping @Sendable (Dependencies) -> (Call, Caller) throws -> Content,
        described description: @escaping @Sendable () -> EndpointDescription
    ) {
        self.init(method, path, .guarded(scope, handler), counted, query, answersWithLink, description)
    }

    private init(
        _ method: Method, _ path: PathTemplate, _ access: Access, _ counted: Counted, _ query: String?,
        _ answersWithLink: Bool, _ description: @escaping @Sendable () -> EndpointDescription
    ) {
        self.method = method
        self.path = path
        self.access = access
        self.counted = counted
        self.query = query
        self.answersWithLink = answersWithLink
        self.description = description
    }
}
