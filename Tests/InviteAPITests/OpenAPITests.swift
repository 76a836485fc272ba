import HTTPTypes
import InviteDomain
import StrictJSON
import Testing

@testable import InviteAPI

@Suite struct OpenAPITests {
    private func document() throws -> JSONValue {
        let answer = try Fixture().send(.get, "/v2/openapi.json", authorization: nil).answer
        #expect(answer.response.status == .ok)
        return try JSONReader.value(of: answer.body)
    }

    @Test("the document describes the operations that are served, and no others")
    func operations() throws {
        let paths = try #require(try document()["paths"]?.members)
        let described = paths.flatMap { path in
            (path.value.members ?? []).map { "\($0.name.uppercased()) \(path.name)" }
        }
        #expect(described.sorted() == Endpoint.all.map { "\($0.method.rawValue) \($0.template)" }.sorted())
        let operations = Set(Endpoint.all.map(\.operation))
        #expect(
            operations.count == OpenOperation.allCases.count + PageOperation.allCases.count
                + GuardedOperation.allCases.count)
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
    }

    private func collect(_ value: JSONValue, into references: inout Set<String>) {
        for member in value.members ?? [] {
            if member.name == "$ref", let target = member.value.string { references.insert(target) }
            collect(member.value, into: &references)
        }
        for element in value.array ?? [] { collect(element, into: &references) }
    }

    @Test("the options and the shown invite are described member by member")
    func members() throws {
        let schemas = try #require(try document()["components"]?["schemas"])
        let properties = schemas["CreateInviteInput"]?["properties"]?.members?.map(\.name) ?? []
        #expect(Set(properties) == InviteOptions.properties)
        let shown = try Fixture().send().json["data"]?.members?.map(\.name) ?? []
        #expect(schemas["InviteDataDto"]?["properties"]?.members?.map(\.name) == shown)
        #expect(schemas["InviteDataDto"]?["required"]?.array?.compactMap(\.string) == shown)
    }
}
