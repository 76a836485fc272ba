import HTTPTypes
import InviteDomain
import OpenAPI
import StrictJSON
import Testing

@testable import InviteAPI

@Suite struct OpenAPITests {
    private func document() throws -> JSONValue {
        let answer = try Fixture().send(.get, "/v2/openapi.json", authorization: nil).answer
        #expect(answer.response.status == .ok)
        return try JSONReader.value(of: answer.body)
    }

    @Test("the document describes the operations that are served, and no others", arguments: [true, false])
    func operations(hasSignupPage: Bool) throws {
        let routes = Routes(pages: hasSignupPage).all
        let fixture = try Fixture()
        fixture.settings = APISettings(
            links: fixture.settings.links, policy: InvitePolicy(), apiKeyPrefix: "cal_", hasSignupPage: hasSignupPage)
        let document = try fixture.send(.get, "/v2/openapi.json", authorization: nil).json
        let paths = try #require(document["paths"]?.members)
        let described = paths.flatMap { path in
            (path.value.members ?? []).map { "\($0.name.uppercased()) \(path.name)" }
        }
        #expect(described.sorted() == routes.map { "\($0.method.rawValue) \($0.template)" }.sorted())
        #expect((document["components"]?["schemas"]?["SignupForm"] != nil) == hasSignupPage)
        // Both sides come from the groups' tables: a group that nobody lists would be missing on both.
        #expect(routes.count == (hasSignupPage ? 56 : 50))
    }

    @Test(
        "the server is the path that is set, else the one that the web server has",
        arguments: [("/", nil, "/"), ("/", "/seen", "/seen"), ("/invites", "/seen", "/invites")]
            as [(String, String?, String)])
    func server(mount: String, seen: String?, expected: String) throws {
        let fixture = try Fixture()
        let links = InviteLinks(
            webappURL: "https://app.example.com", mount: try #require(MountPath(mount)), path: "/signup?token={token}",
            teamPath: "/signup?token={token}", callbackURL: nil)
        fixture.settings = APISettings(links: links, policy: InvitePolicy(), apiKeyPrefix: "cal_")
        let request = HTTPRequest(method: .get, scheme: nil, authority: nil, path: "/v2/openapi.json")
        let answer = try fixture.api().respond(to: request, body: []) { seen.flatMap { MountPath($0) } }
        let servers = try JSONReader.value(of: answer.body)["servers"]?.array
        #expect(servers?.map { $0["url"]?.string } == [expected])
    }

    @Test("every operation has a name of its own")
    func names() throws {
        let ids = Routes(pages: true).all.map { $0.description.id }
        #expect(Set(ids).count == ids.count)
    }

    @Test("every reference leads somewhere, and everything there is referred to")
    func references() throws {
        let document = try document()
        var references: Set<String> = []
        collect(document, into: &references)
        var defined: Set<String> = []
        for group in document["components"]?.members ?? [] where group.name != "securitySchemes" {
            for member in group.value.members ?? [] { defined.insert("#/components/\(group.name)/\(member.name)") }
        }
        #expect(references == defined)
        let written = APIDocument.document(of: Routes(pages: true)).components.map(\.reference)
        #expect(written.filter { !defined.contains($0) } == [], "nothing is written that nobody refers to")
        #expect(written.count == defined.count)
    }

    private func collect(_ value: JSONValue, into references: inout Set<String>) {
        for member in value.members ?? [] {
            if member.name == "$ref", let target = member.value.string { references.insert(target) }
            collect(member.value, into: &references)
        }
        for element in value.array ?? [] { collect(element, into: &references) }
    }

    @Test("links lead to operations, by parameters that they have and take from answers that have them")
    func links() throws {
        let document = try document()
        var parameters: [String: Set<String>] = [:]
        for route in Routes(pages: true).all {
            let names = route.template.split(separator: "/").filter { $0.hasPrefix("{") }
            parameters[route.description.id] = Set(names.map { String($0.dropFirst().dropLast()) })
        }
        let links = try #require(document["components"]?["links"]?.members)
        for link in links {
            let target = try #require(link.value["operationId"]?.string)
            let given = link.value["parameters"]?.members ?? []
            #expect(parameters[target] == Set(given.map(\.name)), "\(link.name)")
            for source in given {
                let known = ["$request.path.orgId", "$request.path.teamId", "$response.body#/data/id"]
                #expect(known.contains(source.value.string ?? ""), "\(link.name)")
            }
            #expect(link.value["requestBody"] == nil, "an expression inside of a body is no expression to all readers")
        }
        for (way, expected) in [
            ("/v2/teams/", ["readInvite", "editInvite", "revokeInvite", "showInviteLink", "listRedemptions"]),
            (
                "/v2/organizations/",
                [
                    "readOrganizationTeamInvite", "editOrganizationTeamInvite", "revokeOrganizationTeamInvite",
                    "showOrganizationTeamInviteLink", "listOrganizationTeamRedemptions",
                ]
            ),
        ] {
            let create = try #require(
                Routes(pages: true).all.first { $0.template.hasPrefix(way) && $0.method == .post })
            let targets = create.description.success.links.compactMap { name in
                links.first { $0.name == name }?.value["operationId"]?.string
            }
            #expect(targets == expected)
        }
    }

    @Test("what a query may say is described, name by name")
    func queries() throws {
        let parameters = try #require(try document()["components"]?["parameters"])
        for route in Routes(pages: true).all {
            guard let known = route.endpoint.query?.split(separator: " ").map(String.init) else { continue }
            let described = route.description.parameters.compactMap { parameters[$0] }
                .filter { $0["in"] == .string("query") }.compactMap { $0["name"]?.string }
            #expect(Set(described) == Set(known), "\(route.template)")
        }
    }

    @Test("what requests may say is described member by member")
    func inputs() throws {
        let schemas = try #require(try document()["components"]?["schemas"])
        func names(_ schema: String) -> Set<String> {
            Set(schemas[schema]?["properties"]?.members?.map(\.name) ?? [])
        }
        #expect(names("CreateInviteInput") == InviteOptions.properties)
        #expect(names("EditInviteInput") == InviteEdit.properties)
        #expect(names("EditInviteMergePatch") == InviteEdit.properties)
        #expect(names("CreateKeyInput") == KeyTerms.properties)
        #expect(names("CreateTeamMembershipInput") == MemberTerms.properties)
        #expect(names("UpdateTeamMembershipInput") == MemberEdit.properties)
        let bodies = try #require(try document()["components"]?["requestBodies"]?.members)
        for body in bodies {
            for content in try #require(body.value["content"]?.members) {
                let schema = try #require(content.value["schema"]?["$ref"]?.string)
                let name = try #require(schema.split(separator: "/").last.map(String.init))
                #expect(schemas[name]?["additionalProperties"] == .boolean(false), "\(name)")
            }
        }
    }
}
