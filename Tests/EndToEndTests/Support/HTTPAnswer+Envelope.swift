import StrictJSON

/// A new invite as its creator is told of it.
struct CreatedInvite: Sendable {
    let token: String
    let link: String
    let id: String
}

/// What a failure says to machines.
struct Failure: Equatable, Sendable {
    let status: Int
    let code: String
    let reason: String

    init(_ status: Int, _ code: String, _ reason: String) {
        self.status = status
        self.code = code
        self.reason = reason
    }
}

extension HTTPAnswer {
    /// The invite in an answer that reports success; anything else is an error.
    func created() throws -> CreatedInvite {
        let json = try json()
        guard status == 200, json["status"] == .string("success"), let data = json["data"],
            let token = data["token"]?.string, let link = data["inviteLink"]?.string, let id = data["id"]?.string
        else { throw Unexpected("no new invite: \(self)") }
        return CreatedInvite(token: token, link: link, id: id)
    }

    /// The data of an answer that reports success; anything else is an error.
    func data() throws -> JSONValue {
        let json = try json()
        guard (200...201).contains(status), json["status"] == .string("success"), let data = json["data"] else {
            throw Unexpected("no success: \(self)")
        }
        return data
    }

    /// The failure in an answer that has Cal.com's whole envelope around it; anything else is an error.
    func failure() throws -> Failure {
        let json = try json()
        guard json["status"] == .string("error"), json["path"]?.string != nil, let error = json["error"],
            let time = json["timestamp"]?.string, time.contains(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3}Z|\+00:00)$/),
            let code = error["code"]?.string, error["message"]?.string?.isEmpty == false,
            let reason = error["details"]?["reason"]?.string,
            self["content-type"] == "application/json; charset=utf-8"
        else { throw Unexpected("no failure in its envelope: \(self)") }
        return Failure(status, code, reason)
    }
}
