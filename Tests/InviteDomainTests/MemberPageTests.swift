import InviteDomain
import InviteTestSupport
import Testing

/// Parts of a list of members.
@Suite struct MemberPageTests {
    private let invite = InviteTerms.sample(1).id

    private func terms(_ user: UserID?, _ email: String?, _ name: String? = nil, accepted: Bool = true) -> MemberTerms {
        MemberTerms(userID: user, role: .member, accepted: accepted, email: email, name: name)
    }

    private func team() throws -> Team {
        try Team.folded([
            .teamCreated(.sample()), .inviteCreated(.sample(1)),
            .memberAdded(terms(1, "Ada@example.com", "Ada Löwe")),
            .inviteRedeemed(invite, terms(nil, "bob@example.org", "Bob", accepted: false)),
            .memberAdded(terms(2, nil, "Σοφία", accepted: false)),
            .inviteRedeemed(invite, terms("auth0|Cyd", "cyd@example.com")),
        ])
    }

    private func ids(_ filter: MemberFilter, take: Int = 9) throws -> [Int] {
        let page = try team().members.page(of: filter, take: take)
        #expect(page.total >= page.members.count)
        return page.members.map(\.id.number)
    }

    @Test("filters go together")
    func filters() throws {
        #expect(try ids(MemberFilter()) == [3, 4, 5, 6])
        #expect(try ids(MemberFilter(accepted: true)) == [3, 6])
        #expect(try ids(MemberFilter(accepted: false)) == [4, 5])
        #expect(try ids(MemberFilter(inviteID: invite)) == [4, 6])
        #expect(try ids(MemberFilter(accepted: false, inviteID: invite)) == [4])
        #expect(try ids(MemberFilter(inviteID: InviteID(teamID: 42, random: 9))).isEmpty)
        #expect(try ids(MemberFilter(emails: ["ada@EXAMPLE.com", "cyd@example.com"])) == [3, 6])
        #expect(try ids(MemberFilter(accepted: false, search: SearchText("example"))) == [4])
    }

    @Test(
        "what is looked for stands anywhere in name or address, in whichever letters",
        arguments: [
            ("ADA", [3]), ("example.COM", [3, 6]), ("löwe", [3]), ("LO\u{308}WE", [3]), ("lowe", []), ("bob", [4]),
            ("ΣΟΦΊΑ", [5]), ("οφί", [5]), ("@", [3, 4, 6]), ("a l", [3]), ("auth0|c", [6]), ("example.comx", []),
            ("\u{212A}", []),
        ])
    func search(text: String, expected: [Int]) throws {
        #expect(try ids(MemberFilter(search: SearchText(text))) == expected)
    }

    @Test("a text to look for is neither empty nor endless")
    func searchLength() {
        #expect(SearchText("") == nil)
        #expect(SearchText(String(repeating: "ä", count: 255)) != nil)
        #expect(SearchText(String(repeating: "a", count: 256)) == nil)
    }

    @Test("the total is that of the whole list, and the last part says that it is the last")
    func totals() throws {
        let members = try team().members
        for (filter, total) in [(MemberFilter(), 4), (MemberFilter(accepted: false), 2)] {
            let first = members.page(of: filter, take: 1)
            #expect((first.total, first.members.count) == (total, 1))
            #expect(first.last == first.members.last?.id)
            let all = members.page(of: filter, take: total)
            #expect((all.total, all.last) == (total, nil))
            let rest = members.page(of: filter, after: first.last, take: 9)
            #expect((rest.total, rest.members.count, rest.last) == (total, total - 1, nil))
            #expect(members.page(of: filter, skip: 1, take: 9).members == rest.members)
            #expect(members.page(of: filter, after: 99, take: 9).members.isEmpty)
        }
    }

    /// Lets some leave, of all alike, and some join.
    private func churn(_ team: inout Team, _ random: inout SeededRandom, next: inout Int) throws {
        for _ in 0..<3 {
            let member = try #require(team.members.randomElement(using: &random))
            try team.record(
                try team.removeMember(.membership(member.id), by: .operator).changes, by: .operator, at: noon)
            next += 1
            let terms = terms(UserID(integerLiteral: next), "\(next)@example.com", accepted: next % 2 == 0)
            try team.record([.memberAdded(terms)], by: .operator, at: noon)
        }
    }

    @Test(
        "part after part shows nobody twice and misses nobody who was there all the time, whoever joins and leaves",
        arguments: 1...8 as ClosedRange<UInt64>)
    func whileOthersCome(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        for filter in [MemberFilter(), MemberFilter(accepted: true), MemberFilter(search: SearchText("9"))] {
            let members = (1...200).map {
                terms(UserID(integerLiteral: $0), "\($0 * 9)@example.com", accepted: $0 % 3 > 0)
            }
            var team = try Team.folded([.teamCreated(.sample())] + members.map { .memberAdded($0) })
            var always = Set(team.members.filter(filter.matches).map(\.id))
            let first = always.count
            var (seen, cursor, next): ([MembershipID], MembershipID?, Int) = ([], nil, 200)
            repeat {
                let page = team.members.page(of: filter, after: cursor, take: 7)
                seen += page.members.map(\.id)
                cursor = page.last
                try churn(&team, &random, next: &next)
                always.formIntersection(team.members.map(\.id))
            } while cursor != nil
            #expect(seen == seen.sorted() && Set(seen).count == seen.count)
            #expect(always.isSubset(of: seen))
            #expect(!always.isEmpty && always.count < first)
        }
    }
}
