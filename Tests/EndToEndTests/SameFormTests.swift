import StrictJSON
import Testing

/// What the API and `invitectl` show of the same thing.
@Suite(.timeLimit(.minutes(1)))
struct SameFormTests {
    @Test("invites and redemptions have the same JSON over HTTP and on the command line, byte for byte")
    func sameJSON() async throws {
        try await SampleState.use { state in
            let made = try await state.invitectl("invite create --json --team 42 --as-user 17 --max-uses 9").json()
            let id = try #require(made["id"]?.string)
            let token = try #require(made["inviteLink"]?.string?.firstMatch(of: /[0-9a-f]{64}/)).output
            let body = Array(#"{"token":"\#(token)"}"#.utf8)
            var join = state.variables(as: .stranger, body: body)
            join["REQUEST_URI"] = "/v2/invites/accept"
            #expect(try HTTPAnswer(cgi: await state.cgi(join, body: body).run().output).status == 200)
            let edit = "--expires-in-days 9 --name Spring --allow-domain example.com"
            _ = try await state.invitectl("invite edit \(id) \(edit)").text()

            let pairs = [
                ("invite list --json --team 42", "/v2/teams/42/invites"),
                ("invite redemptions --json \(id)", "/v2/teams/42/invites/\(id)/redemptions"),
            ]
            for (line, path) in pairs {
                var read = state.variables()
                (read["REQUEST_METHOD"], read["REQUEST_URI"]) = ("GET", path)
                let answer = try HTTPAnswer(cgi: await state.cgi(read).run().output)
                #expect(answer.text == #"{"status":"success","data":\#(try await state.invitectl(line).text())}"#)
            }
        }
    }
}
