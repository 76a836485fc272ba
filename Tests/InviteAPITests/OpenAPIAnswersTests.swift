import HTTPTypes
import InviteDomain
import InviteTestSupport
import OpenAPI
import StrictJSON
import Testing

@testable import InviteAPI

/// The document against what is really answered.
@Suite struct OpenAPIAnswersTests {
    private let fixture: Fixture
    private let schemas: JSONValue
    private let check: OpenAPISchemaCheck

    init() throws {
        fixture = try Fixture()
        let document = try fixture.send(.get, "/v2/openapi.json", authorization: nil).json
        schemas = try #require(document["components"]?["schemas"])
        check = OpenAPISchemaCheck(schemas: schemas)
    }

    /// Sends a request that succeeds and holds the answer against the description of what was asked for.
    @discardableResult
    private func hold(
        _ method: HTTPRequest.Method, _ path: String, body: String = "",
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> JSONValue {
        let (route, _) = try Routes(pages: true).match(method, path: path.prefix { $0 != "?" })
        let success = route.description.success
        let (answer, json) = try fixture.send(method, path, body: body)
        #expect(answer.response.status.code == success.status, "\(json)", sourceLocation: sourceLocation)
        guard case .json(let schema) = success.content else { return json }
        #expect(check.problems(of: json, as: schema).isEmpty, sourceLocation: sourceLocation)
        for name in success.headers {
            let field = try #require(HTTPField.Name(name))
            #expect(answer.response.headerFields[field] != nil, sourceLocation: sourceLocation)
        }
        return try #require(json["data"], sourceLocation: sourceLocation)
    }

    @Test("each answer to an admin has the members, types and header fields that are described")
    func invites() throws {
        let full = #"{"name":"a","maxUses":3,"allowedEmailDomains":["x.y"],"metadata":{"k":"v"},"expiresInDays":1}"#
        try hold(.post, "/v2/teams/42/invite", body: full)
        let data = try hold(.post, "/v2/teams/42/invite")
        let one = "/v2/teams/42/invites/\(data["id"]?.string ?? "")"
        let token = #"{"token":"\#(data["token"]?.string ?? "")"}"#
        try hold(.get, one)
        try hold(.patch, one, body: #"{"maxUses":9}"#)
        try hold(.post, one + "/link")
        try hold(.post, "/v2/invites/preview", body: token)
        _ = try fixture.accept(data["token"]?.string ?? "", as: 9)
        try hold(.post, "/v2/invites/accept", body: token)
        try hold(.get, one + "/redemptions")
        try hold(.delete, one)
        try hold(.post, "/v2/invites/preview", body: token)
        try hold(.get, "/v2/teams/42/invites")
        try hold(.delete, "/v2/teams/42/invites?createdBy=2")
    }

    @Test("and so have memberships, teams and users")
    func people() throws {
        let base = "/v2/teams/42/memberships"
        let id =
            try hold(.post, base, body: #"{"userId":9,"name":"Ada","email":"ada@example.com"}"#)["id"]?.integer ?? 0
        try hold(.get, base)
        try hold(.get, "\(base)/\(id)")
        try hold(.patch, "\(base)/\(id)", body: #"{"accepted":true}"#)
        try hold(.post, "\(base)/batch", body: #"{"accept":[\#(id)],"decline":[99]}"#)
        try hold(.delete, "\(base)/\(id)?keepOut=true")
        try hold(.get, "\(base)/kept-out")
        try hold(.delete, "\(base)/kept-out/\(id)")
        try hold(.get, "/v2/teams/42")
        try hold(.get, "/v2/me")
        fixture.addKey(2, isInstanceAdmin: true)
        let events = try hold(.get, "/v2/events?teamId=42").array ?? []
        let types = ["team.created", "member.added", "member.changed", "member.keptOut", "member.readmitted"]
        #expect(Set(events.compactMap { $0["type"]?.string }) == Set(types))
        try hold(.get, "/health")
    }

    @Test("each example is like what it is an example of")
    func examples() throws {
        for schema in try #require(schemas.members) {
            guard let example = schema.value["example"] else { continue }
            let isInput = schema.value["additionalProperties"] == .boolean(false)
            #expect(check.problems(of: example, as: schema.name, isInput: isInput).isEmpty, "\(schema.name)")
        }
    }

    @Test("the examples of requests are accepted")
    func requests() throws {
        let invite = try fixture.makeInvite()
        fixture.addKey(2, canVouch: true)
        let base = "/v2/teams/42/memberships"
        let calls: [(HTTPRequest.Method, String, String)] = [
            (.post, "/v2/teams/42/invite", "CreateInviteInput"),
            (.patch, "/v2/teams/42/invites/\(invite.id)", "EditInviteInput"),
            (.post, base, "CreateTeamMembershipInput"), (.post, base + "/batch", "DecideOnMembershipsInput"),
            (.patch, base + "/4", "UpdateTeamMembershipInput"),
        ]
        for (method, path, schema) in calls {
            let example = try #require(schemas[schema]?["example"])
            let (answer, json) = try fixture.send(method, path, body: text(of: example))
            #expect([200, 201].contains(answer.response.status.code), "\(schema): \(json)")
        }
        let token = try fixture.makeInvite().token
        let user = text(of: try #require(schemas["VouchedUser"]?["example"]))
        let body = #"{"token":"\#(token)","user":\#(user)}"#
        #expect(try fixture.send(.post, "/v2/invites/accept", body: body).answer.response.status == .ok)
    }

    /// As much JSON as examples need.
    private func text(of value: JSONValue) -> String {
        switch value {
        case .object(let members):
            "{" + members.map { "\"\($0.name)\":\(text(of: $0.value))" }.joined(separator: ",") + "}"
        case .string(let string): "\"\(string)\""
        case .integer(let number): "\(number)"
        case .boolean(let flag): "\(flag)"
        case .array(let elements): "[" + elements.map(text).joined(separator: ",") + "]"
        default: "null"
        }
    }
}
