import HTTPTypes
import InviteDomain
import StrictJSON
import Testing

@testable import InviteAPI

/// What the document must be for all who read it: generators of clients, validators, and people.
@Suite struct OpenAPIReadersTests {
    private let fixture: Fixture
    private let document: JSONValue

    init() throws {
        fixture = try Fixture()
        document = try fixture.send(.get, "/v2/openapi.json", authorization: nil).json
    }

    /// Every value of the document, with the names that lead to it.
    private func walk(_ visit: (_ value: JSONValue, _ path: [String]) -> Void) {
        func walk(_ value: JSONValue, _ path: [String]) {
            visit(value, path)
            for member in value.members ?? [] { walk(member.value, path + [member.name]) }
            for (index, element) in (value.array ?? []).enumerated() { walk(element, path + ["\(index)"]) }
        }
        walk(document, [])
    }

    @Test("every operation and parameter says what it is for, and every operation its name")
    func descriptions() throws {
        for path in try #require(document["paths"]?.members) {
            for operation in try #require(path.value.members) {
                for name in ["operationId", "summary", "description"] {
                    let text = operation.value[name]?.string ?? ""
                    #expect(!text.isEmpty, "\(operation.name) \(path.name) has no \(name)")
                }
            }
        }
        for parameter in try #require(document["components"]?["parameters"]?.members) {
            let text = parameter.value["description"]?.string ?? ""
            #expect(!text.isEmpty, "\(parameter.name)")
        }
    }

    @Test("every operation has all answers that its kind can get")
    func errors() {
        for route in Routes(pages: true).all {
            let operation = route.description
            var expected: Set = [400, 413, 431, 503]
            if route.endpoint.counted != .nobody { expected.insert(429) }
            if operation.body != nil || route.template.hasSuffix("/link") {
                expected.insert(415)
            }
            if case .guarded = route.endpoint.access { expected.formUnion([401, 403]) }
            if route.template.contains("{") { expected.insert(404) }
            if operation.parameters.contains("If-Match") { expected.insert(412) }
            let missing = expected.subtracting(operation.errors.map(\.status))
            #expect(missing.isEmpty, "\(operation.id) lacks \(missing.sorted())")
        }
    }

    @Test("there is nothing that a generated client has to guess, or that a reader does not know")
    func plainWords() {
        let formats = ["date-time", "email", "uri", "uuid"]
        walk { value, path in
            guard path.contains("schema") || path.contains("schemas") else { return }
            let place = path.joined(separator: "/")
            for word in ["oneOf", "anyOf", "allOf", "not"] where path.last != "properties" {
                #expect(value[word] == nil, "\(place): \(word)")
            }
            if path.last != "properties", let format = value["format"]?.string {
                #expect(formats.contains(format), "\(place): \(format)")
            }
            if let pattern = value["pattern"]?.string {
                let isPlain = pattern.hasPrefix("^") && pattern.hasSuffix("$") && !pattern.contains("(?")
                #expect(isPlain, "\(place): not every language has all of \(pattern)")
            }
            if value["nullable"] == .boolean(true) {
                #expect(value["type"] != nil, "\(place): null of no type")
                let hasNull = value["enum"]?.array?.contains(.null) ?? true
                #expect(hasNull, "\(place): an enum without null")
            }
            if value["$ref"] != nil { #expect(value.members?.count == 1, "\(place): nobody reads beside a reference") }
            if let values = value["enum"]?.array {
                #expect(!values.contains(.boolean(true)) && !values.contains(.boolean(false)), "\(place)")
            }
        }
    }

    private static let bodies: [(HTTPRequest.Method, String, String)] = [
        (.post, "/v2/teams/42/invite", "CreateInviteInput"), (.patch, "/v2/teams/42/invites/ID", "EditInviteInput"),
        (.post, "/v2/invites/preview", "PreviewInviteInput"), (.post, "/v2/invites/accept", "AcceptInviteInput"),
        (.post, "/v2/teams/42/memberships", "CreateTeamMembershipInput"),
        (.patch, "/v2/teams/42/memberships/4", "UpdateTeamMembershipInput"),
    ]

    @Test("a text of a body that may not be empty has a least length", arguments: bodies)
    func emptyTexts(method: HTTPRequest.Method, path: String, name: String) throws {
        let invite = try fixture.makeInvite()
        let path = path.replacing("ID", with: invite.id)
        let schema = try #require(document["components"]?["schemas"]?[name])
        for property in try #require(schema["properties"]?.members) {
            let isList = resolved(property.value)["type"]?.string == "array"
            let described = isList ? resolved(resolved(property.value)["items"] ?? .null) : resolved(property.value)
            guard described["type"]?.string == "string", described["enum"] == nil,
                described["format"]?.string != "date-time"
            else { continue }
            var given = ["token": "\"\(invite.token)\"", "userId": "9"]
            given = given.filter { schema["required"]?.array?.contains(.string($0.key)) ?? false }
            given[property.name] = isList ? #"[""]"# : #""""#
            let body = "{" + given.map { "\"\($0.key)\":\($0.value)" }.joined(separator: ",") + "}"
            let status = try fixture.send(method, path, body: body).answer.response.status.code
            #expect(status < 500)
            let leastLength = described["minLength"]?.integer ?? 0
            #expect((leastLength > 0) == (status >= 400), "\(name).\(property.name): \(status)")
        }
    }

    @Test("and so has a parameter")
    func emptyParameters() throws {
        let invite = try fixture.makeInvite()
        for route in Routes(pages: true).all {
            let path = route.template.replacing("{teamId}", with: "42").replacing("{orgId}", with: "7")
                .replacing("{inviteId}", with: invite.id).replacing("{membershipId}", with: "2")
            for name in route.description.parameters {
                let parameter = try #require(document["components"]?["parameters"]?[name])
                let schema = resolved(parameter["schema"] ?? .null)
                let described = schema["type"]?.string == "array" ? resolved(schema["items"] ?? .null) : schema
                guard described["type"]?.string == "string", described["enum"] == nil,
                    parameter["in"] == .string("query"), let sentAs = parameter["name"]?.string
                else { continue }
                let status = try fixture.send(route.method, "\(path)?\(sentAs)=").answer.response.status.code
                let isRefused = status == 400 || (name == "Token" && status == 404)
                let leastLength = described["minLength"]?.integer ?? 0
                #expect((leastLength > 0) == isRefused, "\(path) \(name): \(status)")
            }
        }
    }

    private func resolved(_ schema: JSONValue) -> JSONValue {
        guard let name = schema["$ref"]?.string?.split(separator: "/").last else { return schema }
        return document["components"]?["schemas"]?[String(name)] ?? .null
    }
}
