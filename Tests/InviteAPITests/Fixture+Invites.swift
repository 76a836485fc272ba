import HTTPTypes
import InviteDomain
import StrictJSON
import Testing

@testable import InviteAPI

extension Fixture {
    /// A new invite of team 42 by its admin: the id and the token.
    func makeInvite(_ body: String = "{}", team: Int = 42, by user: Int = 2) throws -> (id: String, token: String) {
        let path = "/v2/teams/\(team)/invite"
        let data = try #require(try send(.post, path, authorization: key(user), body: body).json["data"])
        return (try #require(data["id"]?.string), try #require(data["token"]?.string))
    }

    /// The data of an answer that is a success.
    func data(
        _ method: HTTPRequest.Method, _ path: String, as user: Int? = 2, body: String? = nil,
        fields: [HTTPField.Name: String] = [:], sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> JSONValue {
        let (answer, json) = try send(method, path, authorization: user.map(key), body: body, fields: fields)
        #expect(json["status"] == .string("success"), "\(json)", sourceLocation: sourceLocation)
        #expect([.ok, .created].contains(answer.response.status), sourceLocation: sourceLocation)
        return try #require(json["data"], sourceLocation: sourceLocation)
    }

    /// Lets the holder of a token join as a user.
    func accept(_ token: String, as user: Int, more: String = "") throws -> (answer: Answer, json: JSONValue) {
        try send(.post, "/v2/invites/accept", authorization: key(user), body: #"{"token":"\#(token)"\#(more)}"#)
    }

    func preview(_ token: String) throws -> JSONValue {
        try data(.post, "/v2/invites/preview", as: nil, body: #"{"token":"\#(token)"}"#)
    }
}

extension JSONValue {
    /// The words for machines in an envelope of a failure.
    var reason: String? { self["error"]?["details"]?["reason"]?.string }
}
