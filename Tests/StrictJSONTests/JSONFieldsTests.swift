import Testing

@testable import StrictJSON

/// Reading the fields of an object as what they have to be.
@Suite struct JSONFieldsTests {
    private let fields: JSONFields

    init() throws {
        let json = try JSONReader.value(of: Array(#"{"user":{"id":7,"name":null,"flag":"yes"},"n":1}"#.utf8))
        fields = try #require(JSONFields(json))
    }

    @Test("a wrong field is told by its path, with the objects around it, and by what was expected")
    func path() throws {
        let user = try inner()
        #expect(throws: JSONFieldError(path: "user.flag", expected: "true or false")) { try user["flag"]?.flag() }
        #expect(throws: JSONFieldError(path: "user.id", expected: "a string")) { try user["id"]?.optionalText() }
        #expect(throws: JSONFieldError(path: "n", expected: "a string")) { try fields["n"]?.text() }
    }

    @Test("a field that must be there is told like a wrong one where it is missing or null")
    func missing() throws {
        let user = try inner()
        #expect(try user.required("id", "a number", \.integer) == 7)
        for name in ["name", "mail"] {
            #expect(throws: JSONFieldError(path: "user.\(name)", expected: "a string")) {
                try user.required(name, "a string", \.string)
            }
        }
        #expect(try user["name"]?.optionalText() == nil)
    }

    @Test("the first field with an unknown name is found in the order of the text, and no other value has fields")
    func others() throws {
        #expect(try inner().first(notAmong: ["id"])?.path == "user.name")
        #expect(fields.first(notAmong: ["user", "n"]) == nil)
        #expect(JSONFields(.array([])) == nil)
    }

    private func inner() throws -> JSONFields {
        let field = try #require(fields["user"])
        return try field.required("an object") { JSONFields($0, at: field.path) }
    }
}
