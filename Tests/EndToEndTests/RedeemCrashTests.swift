import StrictJSON
import Testing

/// Death and failing system calls while invites are used, edited and revoked.
@Suite(.timeLimit(.minutes(3)))
struct RedeemCrashTests {
    private static let accept = "/v2/invites/accept"

    private func invite(_ state: SampleState) async throws -> CreatedInvite {
        let path = "/v2/organizations/7/teams/71/invite"
        return try await state.ask("POST", path, as: .organizationAdmin, body: #"{"maxUses":1}"#).created()
    }

    private func memberships(of user: Int, in ledger: LedgerText) -> Int {
        let joined = ledger.events("invite.redeemed") + ledger.events("member.added")
        return joined.count { $0["member"]?["userId"] == .integer(user) }
    }

    @Test("a redemption that is killed at any system call has told of no membership that is not there, in both ledgers")
    func redeem() async throws {
        // The token is made from the sample state's key, which every copy has.
        let token = Collected()
        try await SampleState.killEverywhere {
            token.insert(try await invite($0).token)
        } _: { state in
            state.cgi("POST", Self.accept, as: .stranger, body: #"{"token":"\#(token.all.first ?? "")"}"#)
        } _: { outcome, state in
            let claims = (try? HTTPAnswer(cgi: outcome.output).data()["joined"]) == .boolean(true)
            let isThere = try memberships(of: 99, in: state.ledger(of: 71)) == 1
            let isInOrganization = try memberships(of: 99, in: state.ledger(of: 7)) == 1
            // Nobody is in the organization whom the team has not taken in.
            #expect(isThere || !isInOrganization)
            let body = #"{"token":"\#(token.all.first ?? "")"}"#
            let again = try await state.ask("POST", Self.accept, as: .stranger, body: body).data()
            #expect(again["joined"] == .boolean(!isThere))
            #expect(try memberships(of: 99, in: state.ledger(of: 71)) == 1)
            #expect(try memberships(of: 99, in: state.ledger(of: 7)) == 1)
            #expect(try state.ledger(of: 71).events("invite.redeemed").count == 1)
            let other = try await state.ask("POST", Self.accept, as: .member, body: body)
            #expect(try other.failure() == Failure(410, "GoneException", "INVITE_EXHAUSTED"))
            return claims ? isThere && isInOrganization : nil
        }
    }

    @Test(
        "an edit and a revocation that are killed at any system call are there, whole, or not",
        arguments: [true, false])
    func change(isRevocation: Bool) async throws {
        let path = Collected()
        try await SampleState.killEverywhere {
            let id = try await $0.ask("POST", "/v2/teams/42/invite", as: .admin).created().id
            path.insert("/v2/teams/42/invites/\(id)")
        } _: { state in
            let body = isRevocation ? "" : #"{"paused":true,"name":"held"}"#
            return state.cgi(isRevocation ? "DELETE" : "PATCH", path.all.first ?? "", as: .admin, body: body)
        } _: { outcome, state in
            let invite = try await state.ask("GET", path.all.first ?? "", as: .admin).data()
            let isThere = invite["status"] == .string(isRevocation ? "revoked" : "paused")
            #expect(isThere || invite["status"] == .string("active"))
            #expect(invite["name"] == (isThere && !isRevocation ? .string("held") : .null))
            return (try? HTTPAnswer(cgi: outcome.output).data()) == nil ? nil : isThere
        }
    }

    @Test(
        "whatever fails while somebody joins, they are in and counted once, or are told that they are not",
        arguments: ["EIO", "ENOSPC", "EINTR"])
    func faults(error: String) async throws {
        try await SampleState.use { state in
            let body = #"{"token":"\#(try await invite(state).token)"}"#
            let accept = { @Sendable (state: SampleState) in
                state.cgi("POST", Self.accept, as: .stranger, body: body)
            }
            try await FaultTests.failEverywhere(accept, in: state, error: error) { outcome, state, call in
                if let answer = try? HTTPAnswer(cgi: outcome.output) {
                    let isIn = try memberships(of: 99, in: state.ledger(of: 71)) == 1
                    #expect(answer.status == 200 || answer.status == 503, "\(call.text): \(answer)")
                    #expect(answer.status != 200 || isIn, "\(call.text)")
                    #expect(try answer.status != 200 || memberships(of: 99, in: state.ledger(of: 7)) == 1)
                }
                _ = try await state.ask("POST", Self.accept, as: .stranger, body: body).data()
                #expect(try state.ledger(of: 71).events("invite.redeemed").count == 1, "\(call.text)")
                #expect(try memberships(of: 99, in: state.ledger(of: 7)) == 1, "\(call.text)")
            }
        }
    }
}
