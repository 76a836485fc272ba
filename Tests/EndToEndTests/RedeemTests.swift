import Glibc
import InviteDomain
import StrictJSON
import Synchronization
import Testing

/// Many who want to join at the same time, behind nginx.
@Suite(.serialized, .sharedService, .timeLimit(.minutes(3)))
struct RedeemTests {
    private let service: WebService

    init() throws { service = try .shared }

    /// Numbers of users whom nobody has seen before.
    private static let users = Atomic<Int>(1_000_000)

    private static func newUser() -> Int { users.add(1, ordering: .relaxed).newValue }

    private func make(_ options: String) async throws -> CreatedInvite {
        try await service.send(.invite(bearer: service.state.key(of: .admin), body: options)).created()
    }

    private func accept(_ invite: CreatedInvite, as user: Int) async throws -> HTTPAnswer {
        try await service.send(.accept(invite.token, bearer: service.state.key(of: .host), user: user))
    }

    private func read(_ path: String) async throws -> JSONValue {
        try await service.send(.call("GET", path, bearer: service.state.key(of: .admin))).data()
    }

    /// What the ledger, the invite and the list of redemptions say is one and the same.
    private func expectUses(_ count: Int, of invite: CreatedInvite) async throws {
        let path = "/v2/teams/42/invites/\(invite.id)"
        #expect(try await read(path)["uses"] == .integer(count))
        var (redemptions, page): ([JSONValue], [JSONValue]) = ([], [])
        repeat {
            page = try #require(try await read("\(path)/redemptions?take=250&skip=\(redemptions.count)").array)
            redemptions += page
        } while page.count == 250
        #expect(redemptions.count == count)
        #expect(Set(redemptions.compactMap { $0["userId"]?.integer }).count == count)
        let ledger = try service.state.ledger(of: 42)
        #expect(ledger.events("invite.redeemed", of: invite.id).count == count)
        #expect(ledger.isGapless)
    }

    private static let matrix: [(Int, Int)] = [2, 8, 32, 64].flatMap { count in [1, 2, 5, 20].map { (count, $0) } }

    @Test("of many different people exactly as many join as may", arguments: matrix)
    func distinct(count: Int, limit: Int) async throws {
        let invite = try await make(#"{"maxUses":\#(limit)}"#)
        let joined = Atomic<Int>(0)
        try await forEachAtOnce((0..<count).map { _ in Self.newUser() }, width: count) { user in
            let answer = try await accept(invite, as: user)
            if answer.status == 200 {
                #expect(try answer.data()["joined"] == .boolean(true))
                joined.add(1, ordering: .relaxed)
            } else {
                #expect(try answer.failure() == Failure(410, "GoneException", "INVITE_EXHAUSTED"))
            }
        }
        #expect(joined.load(ordering: .relaxed) == min(count, limit))
        try await expectUses(min(count, limit), of: invite)
    }

    @Test("one person who clicks many times joins once and is told so each time", arguments: matrix)
    func repeated(count: Int, limit: Int) async throws {
        let invite = try await make(#"{"maxUses":\#(limit)}"#)
        let user = Self.newUser()
        let joined = Atomic<Int>(0)
        try await forEachAtOnce(Array(0..<count), width: count) { _ in
            let data = try await accept(invite, as: user).data()
            if data["joined"] == .boolean(true) { joined.add(1, ordering: .relaxed) }
            #expect(data["alreadyMember"] == .boolean(data["joined"] == .boolean(false)))
        }
        #expect(joined.load(ordering: .relaxed) == 1)
        try await expectUses(1, of: invite)
    }

    /// One attempt to join: when it began, by the same clock as everything else here, and what came of it.
    private struct Attempt {
        let start: ContinuousClock.Instant
        let status: Int
    }

    /// Lets eight clients join without a pause, each time as somebody else, until `isEnough`.
    private func storm(
        _ invite: CreatedInvite, until isEnough: @escaping @Sendable (HTTPAnswer) async throws -> Bool
    ) async throws -> [Attempt] {
        let attempts = Mutex<[Attempt]>([])
        try await forEachAtOnce(Array(0..<8), width: 8) { _ in
            var isOver = false
            while !isOver {
                let start = ContinuousClock.now
                let answer = try await accept(invite, as: Self.newUser())
                attempts.withLock { $0.append(Attempt(start: start, status: answer.status)) }
                isOver = try await isEnough(answer)
            }
        }
        return attempts.withLock { $0 }
    }

    @Test("a revocation that was answered beats everybody who comes after it")
    func revocation() async throws {
        let invite = try await make("{}")
        let joined = Atomic<Int>(0)
        let revoked = Mutex<ContinuousClock.Instant?>(nil)
        let attempts = try await storm(invite) { (answer) async throws -> Bool in
            if answer.status == 410 { return true }
            // One of the clients revokes, in the middle of it all.
            guard joined.add(1, ordering: .relaxed).newValue == 40 else { return false }
            let revoke = WebRequest.call(
                "DELETE", "/v2/teams/42/invites/\(invite.id)", bearer: service.state.key(of: .owner))
            #expect(try await service.send(revoke).status == 200)
            revoked.withLock { $0 = ContinuousClock.now }
            return false
        }
        let moment = try #require(revoked.withLock { $0 })
        let after = attempts.filter { $0.start > moment }
        #expect(!after.isEmpty)
        #expect(after.allSatisfy { $0.status == 410 })
        #expect(attempts.count { $0.status == 200 } >= 40)
        let ledger = try service.state.ledger(of: 42)
        let end = try #require(ledger.events("invite.revoked", of: invite.id).first?["seq"]?.integer)
        let uses = ledger.events("invite.redeemed", of: invite.id).compactMap { $0["seq"]?.integer }
        #expect(uses.count == attempts.count { $0.status == 200 })
        #expect(uses.allSatisfy { $0 < end })
    }

    @Test("an invite ends at its moment, to the millisecond, and nobody has to clean up for it")
    func expiry() async throws {
        var now = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &now)
        let end = Timestamp(milliseconds: Int64(now.tv_sec) * 1000 + Int64(now.tv_nsec) / 1_000_000 + 1500)
        let invite = try await make(#"{"expiresAt":"\#(end)"}"#)
        let attempts = try await storm(invite) { (answer) async throws -> Bool in
            if answer.status == 200 {
                // RFC 3339 in UTC is in the order of time when it is in the order of letters.
                #expect(try #require(answer.data()["redeemedAt"]?.string) < end.description)
                return false
            }
            #expect(try answer.failure() == Failure(410, "GoneException", "INVITE_EXPIRED"))
            #expect(try #require(answer.json()["timestamp"]?.string) >= end.description)
            return true
        }
        #expect(attempts.contains { $0.status == 200 })
        try await expectUses(attempts.count { $0.status == 200 }, of: invite)
    }
}
