import InviteDomain
import InviteTestSupport
import Storage
import Testing

@testable import FlatFileStore

/// What `StateAudit` says of memberships that a team's members have in its organization.
@Suite struct OrganizationCheckTests {
    @Test("whose way in was interrupted is noted, and whom somebody took out is not")
    func notes() throws {
        try withFileStore { store, layout in
            try store.populate(.sample(7, isOrganization: true), [(1, .owner)])
            try store.populate(.sample(43, parent: 7), [(1, .owner)])
            for terms in [
                .sample(8, .member), MemberTerms(userID: nil, role: .member, accepted: true, email: "ada@example.com"),
            ] {
                _ = try store.addMember(to: 43) { team, now in try team.addMember(terms, by: .user(1), at: now) }
                _ = try store.update(7) { team, _ in
                    try team.removeMember(.membership(try #require(team.members.last).id), by: .user(1))
                }
            }
            #expect(audit(layout).notes.isEmpty)
            // A death between the two ledgers leaves this.
            _ = try store.update(43) { team, now in try team.addMember(.sample(9, .member), by: .user(1), at: now) }
            let notes = audit(layout).notes
            #expect(notes.count == 1)
            #expect(notes.first?.contains("member accept --team 43 --member 5") == true, "\(notes)")
            // Doing as it says helps.
            _ = try store.changeMember(.membership(5), MemberEdit(accepted: true), of: 43, by: .operator)
            #expect(audit(layout).notes.isEmpty)
        }
    }
}
