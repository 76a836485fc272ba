import HTTPTypes
import InviteDomain
import StrictJSON
import Testing

@testable import InviteAPI

/// `application/merge-patch+json` (RFC 7396).
@Suite struct MergePatchTests {
    let fixture: Fixture
    private let one: String

    init() throws {
        fixture = try Fixture()
        let invite = try fixture.makeInvite(
            #"{"metadata":{"a":"1","b":"2"},"allowedEmailDomains":["acme.com"],"maxUses":3,"name":"n"}"#)
        one = "/v2/teams/42/invites/\(invite.id)"
    }

    private func patch(_ body: String, as type: String = "application/merge-patch+json") throws -> JSONValue {
        let (answer, json) = try fixture.send(.patch, one, body: body, type: type)
        #expect(answer.response.status == .ok, "\(json)")
        return try #require(json["data"])
    }

    private func metadata(_ invite: JSONValue) -> [String: String] {
        Dictionary(uniqueKeysWithValues: (invite["metadata"]?.members ?? []).map { ($0.name, $0.value.string ?? "") })
    }

    @Test("metadata is merged: what is named is set, null takes away, and the rest stays")
    func merged() throws {
        #expect(metadata(try patch(#"{"metadata":{"b":"3","c":"4"}}"#)) == ["a": "1", "b": "3", "c": "4"])
        #expect(metadata(try patch(#"{"metadata":{"a":null,"x":null}}"#)) == ["b": "3", "c": "4"])
        #expect(metadata(try patch(#"{"metadata":{}}"#, as: "Application/Merge-Patch+JSON; charset=utf8")).count == 2)
        #expect(metadata(try patch(#"{"metadata":null}"#)).isEmpty)
    }

    @Test("as plain JSON it is replaced whole, and null takes it away")
    func replaced() throws {
        #expect(metadata(try patch(#"{"metadata":{"c":"4"}}"#, as: "application/json")) == ["c": "4"])
        let bare = try patch(#"{"metadata":null,"allowedEmailDomains":null}"#, as: "application/json")
        #expect(metadata(bare).isEmpty && bare["allowedEmailDomains"] == .array([]))
        for body in [#"{"metadata":{"c":null}}"#, #"{"paused":null}"#] {
            try fixture.expectFailure(400, "INVALID_FIELD", .patch, one, body: body)
        }
    }

    @Test("null takes away what there is, and what is left out stays")
    func nulls() throws {
        let invite = try patch(#"{"paused":true,"maxUses":null,"name":null,"allowedEmailDomains":null}"#)
        #expect(invite["maxUses"] == .null && invite["name"] == .null)
        #expect(invite["allowedEmailDomains"] == .array([]))
        #expect(invite["status"] == .string("paused"))
        #expect(try patch(#"{"paused":null}"#)["status"] == .string("active"))
        #expect(metadata(try patch("{}")) == ["a": "1", "b": "2"])
    }

    @Test("what comes of it has to be metadata still")
    func limits() throws {
        for metadata in [
            #"{"a":1}"#, #"{"a":{}}"#, #"[]"#, #""x""#, #"{"":"x"}"#,
            "{" + (0..<50).map { #""k\#($0)":"""# }.joined(separator: ",") + "}",
        ] {
            let type = "application/merge-patch+json"
            try fixture.expectFailure(
                400, "INVALID_FIELD", .patch, one, body: #"{"metadata":\#(metadata)}"#, type: type)
        }
    }

    @Test("memberships take it too, and nothing that is no edit")
    func others() throws {
        let type = "application/merge-patch+json"
        let member = "/v2/teams/42/memberships/4"
        #expect(try fixture.send(.patch, member, body: "{}", type: type).answer.response.status == .ok)
        try fixture.expectFailure(415, "UNSUPPORTED_MEDIA_TYPE", .post, body: "{}", type: type)
        try fixture.expectFailure(415, "UNSUPPORTED_MEDIA_TYPE", .post, "/v2/invites/preview", body: "{}", type: type)
    }

    @Test("what an edit may be is told where it is asked for, and where it was not kept to")
    func told() throws {
        let types = "application/json, application/merge-patch+json"
        for type in ["text/plain", "application/json-patch+json", "application/merge-patch+json; charset=latin1"] {
            let answer = try fixture.send(.patch, one, body: "{}", type: type).answer
            #expect(answer.response.status == .unsupportedMediaType)
            #expect(answer.response.headerFields[.acceptPatch] == types)
        }
        for (path, expected) in [(one, types), (one + "/", types), ("/v2/teams/42/invites", nil), ("/x", nil)] {
            let answer = try fixture.send(.options, path, authorization: nil).answer
            #expect(answer.response.status == .noContent)
            #expect(answer.response.headerFields[.acceptPatch] == expected, "\(path)")
        }
    }
}
