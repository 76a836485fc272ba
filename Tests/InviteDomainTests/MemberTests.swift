import InviteDomain
import InviteTestSupport
import Testing

@Suite struct MemberTests {
    @Test("a membership's id is the number of the event that added it")
    func ids() throws {
        var team = try Team.sample(.sample(), [(17, .admin)])
        #expect(team.members.map(\.id) == [2])
        let decision = try team.addMember(.sample(18, .member), by: .operator, at: noon)
        #expect(decision.result.id == 3)
        try team.apply(Event(sequence: 3, at: noon, by: .operator, change: decision.changes[0]))
        #expect(team.member(18)?.id == 3)
    }

    @Test("nobody is a member twice")
    func twice() throws {
        let team = try Team.sample()
        #expect(throws: Refusal.memberExists(17, team: 42)) {
            try team.addMember(.sample(17, .member), by: .operator, at: noon)
        }
    }

    @Test("the last accepted owner can neither leave nor be demoted nor be made pending")
    func lastOwner() throws {
        let pending: Change = .memberAdded(.sample(2, .owner, accepted: false))
        let team = try Team.folded([.teamCreated(.sample()), .memberAdded(.sample(1, .owner)), pending])
        #expect(throws: Refusal.lastOwner(team: 42)) { try team.removeMember(.user(1), by: .operator) }
        #expect(throws: Refusal.lastOwner(team: 42)) {
            try team.changeMember(.user(1), MemberEdit(role: .admin), by: .operator)
        }
        #expect(throws: Refusal.lastOwner(team: 42)) {
            try team.changeMember(.user(1), MemberEdit(accepted: false), by: .operator)
        }
        #expect(try team.changeMember(.user(1), MemberEdit(role: .owner), by: .operator).changes.isEmpty)
        #expect(try team.removeMember(.user(2), by: .operator).changes == [.memberRemoved(3)])
    }

    @Test("with a second owner the first may go")
    func secondOwner() throws {
        let team = try Team.sample(.sample(), [(1, .owner), (2, .owner)])
        #expect(try team.removeMember(.user(1), by: .operator).changes == [.memberRemoved(2)])
        let demotion = try team.changeMember(.user(2), MemberEdit(role: .member), by: .operator).changes
        #expect(demotion == [.memberChanged(3, MemberEdit(role: .member, accepted: true))])
    }

    @Test("who is not a member can be neither changed nor removed")
    func strangers() throws {
        let team = try Team.sample()
        #expect(throws: Refusal.memberNotFound(.user(9), team: 42)) { try team.removeMember(.user(9), by: .operator) }
        #expect(throws: Refusal.memberNotFound(.user(9), team: 42)) {
            try team.changeMember(.user(9), MemberEdit(role: .owner), by: .operator)
        }
    }

    @Test("a team's profile has its limits")
    func profiles() throws {
        func profile(_ name: String = "A", slug: String? = nil, parent: TeamID? = nil, isOrg: Bool = false)
            -> TeamProfile
        {
            TeamProfile(id: 1, name: name, slug: slug, parentID: parent, isOrganization: isOrg)
        }
        _ = try profile("Übung 1", slug: "a-1", parent: 2).validated()
        for slug in ["東京", "чай-команда", "rocket-🚀", "acme.inc", "a_b", String(repeating: "x", count: 255)] {
            _ = try profile(slug: slug).validated()
        }
        let tooLong = String(repeating: "x", count: 256)
        for slug in ["Чай", "a/b", ".", "..", ".a", "a..b", "a\u{200B}", "a\u{202E}", "-", "a#", tooLong] {
            #expect(throws: Refusal.self) { try profile(slug: slug).validated() }
        }
        for bad in [
            profile(""), profile("\u{202E}"), profile(slug: ""), profile(slug: "A"), profile(slug: "a b"),
            profile(parent: 2, isOrg: true),
        ] {
            #expect(throws: Refusal.self) { try bad.validated() }
        }
    }

    @Test(
        "an e-mail address is something, one @, and a domain",
        arguments: [
            ("ada@example.com", true), ("a.b+c@x.example.com", true), ("ä@example.com", true), ("@example.com", false),
            ("ada", false), ("ada@", false), ("a@b@example.com", false), ("a b@example.com", false),
            ("a@example", false), ("a\n@example.com", false), ("", false),
        ]
    )
    func emails(text: String, isValid: Bool) throws {
        let team = try Team.sample()
        let terms = MemberTerms(userID: 5, role: .member, accepted: true, email: text)
        #expect(((try? team.addMember(terms, by: .operator, at: noon)) != nil) == isValid)
    }
}
