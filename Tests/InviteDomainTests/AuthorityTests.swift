import InviteDomain
import InviteTestSupport
import Testing

@Suite struct AuthorityTests {
    private func team(parent: TeamID? = nil) throws -> Team {
        let members: [Change] = [
            .memberAdded(.sample(1, .owner)), .memberAdded(.sample(2, .admin)), .memberAdded(.sample(3, .member)),
            .memberAdded(.sample(4, .admin, accepted: false)),
        ]
        return try .folded([.teamCreated(.sample(parent: parent))] + members)
    }

    private func caller(_ user: UserID, instanceAdmin: Bool = false) -> Caller {
        Caller(userID: user, credentialID: "test", isInstanceAdmin: instanceAdmin)
    }

    @Test("accepted owners and admins manage a team, in their own role")
    func managers() throws {
        #expect(try team().authority(of: caller(1)) == .owner)
        #expect(try team().authority(of: caller(2)) == .admin)
        #expect(try team().authority(of: caller(9, instanceAdmin: true)) == .owner)
    }

    @Test("members, strangers and those not accepted yet do not")
    func others() throws {
        let team = try team()
        #expect(throws: Refusal.roleTooLow(user: 3, required: .admin, team: 42)) { try team.authority(of: caller(3)) }
        #expect(throws: Refusal.notAMember(team: 42)) { try team.authority(of: caller(4)) }
        #expect(throws: Refusal.notAMember(team: 42)) { try team.authority(of: caller(9)) }
    }

    @Test("an organization's admins manage its teams, and only those")
    func organizations() throws {
        let own = try team(parent: 7)
        func standing(_ organization: TeamID, _ role: Role?) -> OrganizationStanding {
            OrganizationStanding(organization: organization, role: role)
        }
        #expect(try own.authority(of: caller(9), organization: standing(7, .admin)) == .admin)
        #expect(try own.authority(of: caller(1), organization: standing(7, .admin)) == .owner)
        #expect(try own.authority(of: caller(2), organization: standing(7, nil)) == .admin)
        #expect(throws: Refusal.notAMember(team: 42)) {
            try own.authority(of: caller(9), organization: standing(7, .member))
        }
        // Somebody who manages what they named learns that the team is not in it.
        for who in [caller(1), caller(9, instanceAdmin: true)] {
            #expect(throws: Refusal.teamNotFound(team: 42)) {
                try own.authority(of: who, organization: standing(8, nil))
            }
        }
        #expect(throws: Refusal.teamNotFound(team: 42)) {
            try own.authority(of: caller(9), organization: standing(8, .owner))
        }
    }

    @Test("only who may know learns that a team does not exist")
    func missingTeam() {
        #expect(Team.missing(5, for: caller(9)) == .notAMember(team: 5))
        #expect(Team.missing(5, for: caller(9, instanceAdmin: true)) == .teamNotFound(team: 5))
        let admin = OrganizationStanding(organization: 7, role: .admin)
        #expect(Team.missing(5, for: caller(9), organization: admin) == .teamNotFound(team: 5))
        let member = OrganizationStanding(organization: 7, role: .member)
        #expect(Team.missing(5, for: caller(9), organization: member) == .notAMember(team: 5))
    }

    @Test(
        "a scope stands for itself, an organization's for the team's; writing does not imply reading",
        arguments: [
            ([.teamMembershipWrite], true), ([.organizationMembershipWrite], true), ([.teamMembershipRead], false),
            ([.organizationMembershipRead], false), ([], false), (nil, true),
        ] as [([Scope]?, Bool)]
    )
    func scopes(held: [Scope]?, isEnough: Bool) throws {
        let caller = Caller(userID: 1, credentialID: "test", scopes: held)
        if isEnough {
            try caller.require(.teamMembershipWrite)
        } else {
            #expect(throws: Refusal.scopeMissing(required: .teamMembershipWrite, held: held ?? [])) {
                try caller.require(.teamMembershipWrite)
            }
        }
    }

    @Test(
        "what needs a grant is for who holds the scope by name, and for an instance administrator who is not narrowed",
        arguments: [
            (nil, false, false), (nil, true, true), ([.teamCreate], false, true), ([.teamCreate], true, true),
            ([.teamProfileWrite], false, false), ([.teamProfileWrite], true, false), ([], true, false),
        ] as [([Scope]?, Bool, Bool)]
    )
    func grants(held: [Scope]?, instanceAdmin: Bool, isEnough: Bool) throws {
        let caller = Caller(userID: 1, credentialID: "test", isInstanceAdmin: instanceAdmin, scopes: held)
        if isEnough {
            try caller.requireGrant(.teamCreate)
        } else {
            #expect(throws: Refusal.scopeMissing(required: .teamCreate, held: held ?? [])) {
                try caller.requireGrant(.teamCreate)
            }
        }
    }

    @Test("the organization's scope for profiles stands for the team's")
    func profileScopes() {
        #expect(Scope.organizationProfileWrite.satisfies(.teamProfileWrite))
        #expect(!Scope.organizationProfileWrite.satisfies(.teamProfileRead))
        #expect(!Scope.teamProfileWrite.satisfies(.teamCreate))
    }
}
