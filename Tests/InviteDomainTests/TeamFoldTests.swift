import InviteDomain
import InviteTestSupport
import Testing

@Suite struct TeamFoldTests {
    private static let invite = InviteTerms.sample(1, maxUses: 1)
    private static let edited = EditableTerms(expiresAt: nil, expiresInDays: nil, maxUses: 0)

    @Test("a history that does not fit is damage, not something to guess at", arguments: Self.misfits)
    func damage(changes: [Change]) {
        #expect(throws: EventMismatch.self) { try Team.folded(changes) }
    }

    private static let misfits: [[Change]] = [
        [.memberAdded(.sample(1, .owner))],
        [.teamCreated(.sample()), .teamCreated(.sample())],
        [.teamCreated(.sample()), .memberAdded(.sample(1, .owner)), .memberAdded(.sample(1, .member))],
        [.teamCreated(.sample()), .memberChanged(1, MemberEdit(role: .owner, accepted: true))],
        [.teamCreated(.sample()), .memberRemoved(1)],
        [.teamCreated(.sample()), .inviteRevoked(invite.id)],
        [.teamCreated(.sample()), .inviteCreated(invite), .inviteRevoked(invite.id), .inviteRevoked(invite.id)],
        [.teamCreated(.sample(43)), .inviteCreated(invite)],
        [.teamCreated(.sample()), .inviteCreated(.sample(1, maxUses: 0))],
        [.teamCreated(.sample()), .inviteEdited(invite.id, invite.editable)],
        [.teamCreated(.sample()), .inviteCreated(invite), .inviteEdited(invite.id, edited)],
        [
            .teamCreated(.sample()), .inviteCreated(invite), .inviteRevoked(invite.id),
            .inviteEdited(invite.id, invite.editable),
        ],
        [.teamCreated(.sample()), .inviteRedeemed(invite.id, .sample(1, .member))],
        [
            .teamCreated(.sample()), .inviteCreated(invite), .inviteRedeemed(invite.id, .sample(1, .member)),
            .inviteRedeemed(invite.id, .sample(2, .member)),
        ],
        [
            .teamCreated(.sample()), .inviteCreated(invite), .inviteRevoked(invite.id),
            .inviteRedeemed(invite.id, .sample(1, .member)),
        ],
        [
            .teamCreated(.sample()), .inviteCreated(.sample(1, expiresAt: noon)),
            .inviteRedeemed(invite.id, .sample(1, .member)),
        ],
        [
            .teamCreated(.sample()), .memberAdded(.sample(1, .owner)), .inviteCreated(invite),
            .inviteRedeemed(invite.id, .sample(1, .member)),
        ],
    ]

    @Test("events are numbered from one, without gaps and without repeats", arguments: [0, 1, 3])
    func sequence(number: Int) throws {
        var team = try Team.folded([.teamCreated(.sample())])
        let event = Event(sequence: number, at: noon, by: .operator, change: .memberAdded(.sample(1, .owner)))
        #expect(throws: EventMismatch.self) { try team.apply(event) }
        #expect(throws: EventMismatch.self) {
            try Team(Event(sequence: 2, at: noon, by: .operator, change: .teamCreated(.sample())))
        }
    }

    @Test("members come, change and go")
    func members() throws {
        let team = try Team.folded([
            .teamCreated(.sample()), .memberAdded(.sample(1, .owner)),
            .memberAdded(.sample(2, .member, accepted: false)),
            .memberChanged(3, MemberEdit(role: .admin, accepted: true)), .memberRemoved(2),
        ])
        #expect(team.members.map(\.userID) == [2])
        #expect(team.acceptedRole(of: 2) == .admin)
        #expect(team.sequence == 5)
    }
}
