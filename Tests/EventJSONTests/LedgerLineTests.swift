import InviteDomain
import InviteTestSupport
import StrictJSON
import Testing

@testable import EventJSON

@Suite struct LedgerLineTests {
    private static let id = InviteID(teamID: 42, random: 0x5be1_c09d_77aa_01f3)

    private static func invite(
        _ role: Role = .member,
        expiresAt: Timestamp? = noon,
        days: Int? = 7,
        maxUses: Int? = nil,
        extras: InviteExtras = InviteExtras()
    ) -> Change {
        .inviteCreated(
            .sample(id.random, role: role, expiresAt: expiresAt, days: days, maxUses: maxUses, extras: extras))
    }

    private static let history = InviteHistory(
        createdAt: noon.adding(days: -3), createdBy: .user(17), uses: 4, lastUsedAt: noon.adding(days: -1))

    private static let mark = SubmissionMark(random: (1, 2))

    private static let snapshot = TeamSnapshot(
        profile: .sample(1, parent: 2), createdAt: noon.adding(days: -9),
        members: [
            Member(.sample(1, .owner, accepted: false), id: 2, at: noon),
            Member(
                MemberTerms(
                    userID: nil, role: .member, accepted: true, disableImpersonation: true, email: "a@b.c", name: "A"),
                id: 3, at: noon.adding(days: -1), by: id),
            Member(
                MemberTerms(userID: nil, role: .member, accepted: false, email: "f@b.c", submission: mark.digest),
                id: 5, at: noon, by: id),
        ],
        former: [Member(.sample(9, .member), id: 4, at: noon, by: id)], left: [9, 10],
        leftAddresses: ["ada@example.com"],
        invites: [
            InviteRecord(
                terms: .sample(id.random, maxUses: 7, history: history), usesElsewhere: 2, changes: 5, updatedAt: noon,
                revokedAt: noon.adding(days: 1)),
            InviteRecord(
                terms: .imported("t", history: InviteHistory(createdAt: noon, createdBy: .operator)), usesElsewhere: 0,
                changes: 0, updatedAt: nil, revokedAt: nil),
        ],
        requests: [RecentRequests.Entry(idempotencyKey: IdempotencyKey("k", body: [1], of: 17), inviteID: id, at: noon)]
    )

    private static let ada: UserID = "auth0|ada"
    private static let odd: UserID = "\"Ада\\ e\u{301}"

    private static let keptOut = [
        KeptOut(id: 6, userID: 9, email: nil, name: nil, since: noon),
        KeptOut(id: 7, userID: nil, email: "a@b.c", name: "Ä", since: noon.adding(days: -2)),
        KeptOut(id: 8, userID: odd, email: "a@b.c", name: nil, since: noon),
    ]

    private static let changes: [Change] = [
        .memberAdded(.sample(ada, .owner)), .inviteRedeemed(id, .sample(odd, .member)),
        .memberChanged(2, MemberEdit(userID: ada)),
        .inviteCreated(.imported("t", history: InviteHistory(createdAt: noon, createdBy: .user(ada)))),
        .teamSnapshot(
            TeamSnapshot(
                profile: .sample(), createdAt: noon, members: [Member(.sample(odd, .member), id: 2, at: noon)],
                former: [],
                left: [9, ada, odd], invites: [], requests: [])),
        .teamCreated(.sample()), .teamCreated(.sample(1, parent: 2)), .teamCreated(.sample(3, isOrganization: true)),
        .teamSnapshot(snapshot), .teamSnapshot(snapshot.keeping(out: keptOut)),
        .teamCreated(TeamProfile(id: 4, name: "\"\\\n😀", slug: "x", parentID: nil, isOrganization: false)),
        .teamChanged(name: "\"Ä", slug: "x"), .teamChanged(name: "A", slug: nil), .teamClosed, .teamReopened,
        .memberAdded(.sample(1, .owner)), .memberAdded(.sample(2, .admin, accepted: false)),
        .memberAdded(MemberTerms(userID: 3, role: .member, accepted: true, email: "a@b.c", name: "Ä")),
        .memberAdded(MemberTerms(userID: nil, role: .member, accepted: false, email: "a@b.c")),
        .memberAdded(MemberTerms(userID: 4, role: .member, accepted: true, disableImpersonation: true)),
        .memberAdded(MemberTerms(userID: 5, role: .member, accepted: true, joinedAt: noon.adding(days: -400))),
        .memberChanged(2, MemberEdit(role: .admin, accepted: true)), .memberRemoved(2), .inviteRevoked(id),
        .memberKeptOut(2), .memberReadmitted(2),
        .memberChanged(2, MemberEdit(disableImpersonation: false, userID: 9)),
        .inviteLinkShown(id), .inviteRedeemed(id, .sample(1, .member)),
        .inviteRedeemed(id, MemberTerms(userID: nil, role: .admin, accepted: false, email: "a@b.c", name: "A")),
        .inviteRedeemed(
            id,
            MemberTerms(
                userID: nil, role: .member, accepted: false, email: "a@b.c", name: "A", submission: mark.digest)),
        .memberCorrected(2, email: "a@b.c", name: "Ä"), .memberCorrected(2, email: "a@b.c", name: nil),
        .inviteEdited(id, EditableTerms(expiresAt: nil, expiresInDays: nil, maxUses: nil)),
        .inviteEdited(
            id,
            EditableTerms(
                expiresAt: noon, expiresInDays: 3, maxUses: 4, isPaused: true,
                extras: InviteExtras(name: "n", allowedEmailDomains: ["b.c"], metadata: ["k": "v"]))),
        .inviteCreated(.sample(id.random, idempotencyKey: IdempotencyKey("k", body: [1], of: 17))),
        .inviteCreated(.imported("t")), .inviteCreated(.imported("t", maxUses: 5, history: history)),
        .inviteCreated(.imported("t", history: InviteHistory(createdAt: noon, createdBy: .operator))),
        invite(), invite(.admin), invite(.owner, expiresAt: nil, days: nil), invite(days: nil, maxUses: 1),
        invite(maxUses: 999_999_999), invite(maxUses: 2_147_483_647),
        invite(extras: InviteExtras(name: "n", allowedEmailDomains: ["b.c"], metadata: ["k": "v"])),
    ]

    @Test("every event is read back as it was written, the short way and the long", arguments: changes)
    func roundTrip(change: Change) throws {
        for author in [
            Author.operator, .newcomer, .service, .user(17), .user(2_147_483_647), .user(Self.ada), .user(Self.odd),
        ] {
            let event = Event(sequence: 3, at: noon, by: author, change: change)
            let line = LedgerLine.encode(event)
            #expect(line.last == UInt8(ascii: "\n"))
            #expect(!line.dropLast().contains(UInt8(ascii: "\n")))
            let range = 0..<line.count - 1
            #expect(try LedgerLine.decode(line, in: range) == event)
            #expect(try LedgerLine.decodeAny(line, in: range) == event)
        }
    }

    @Test("version 1.0.0 stops at a snapshot in which somebody is kept out, and reads all others as before")
    func snapshotNames() {
        func line(_ snapshot: TeamSnapshot) -> String {
            let event = Event(sequence: 3, at: noon, by: .service, change: .teamSnapshot(snapshot))
            return String(decoding: LedgerLine.encode(event), as: UTF8.self)
        }
        let (old, new) = (line(Self.snapshot), line(Self.snapshot.keeping(out: Self.keptOut)))
        #expect(old.contains(#""event":"team.snapshot","team":"#))
        #expect(!old.contains("keptOut"))
        #expect(new.contains(#""event":"team.snapshot.2","team":"#))
        #expect(new.contains(#""keptOut":[{"id":6,"userId":9,"since":"#))
    }

    private static let common: [Change] = [
        invite(maxUses: 5), invite(expiresAt: nil, days: nil), .inviteRedeemed(id, .sample(99, .member)),
        .inviteRedeemed(id, MemberTerms(userID: 99, role: .admin, accepted: true, email: "a@b.c", name: "A B")),
        .inviteRedeemed(id, MemberTerms(userID: 99, role: .owner, accepted: true, name: "")),
        .inviteRedeemed(id, MemberTerms(userID: ada, role: .member, accepted: true, email: "a@b.c")),
    ]

    @Test("the short way is taken for plain invites of users, and for their uses", arguments: common)
    func shortWay(change: Change) {
        for user in [17, Self.ada] {
            let event = Event(sequence: 3, at: noon, by: .user(user), change: change)
            let line = LedgerLine.encode(event)
            #expect(CanonicalLine.decode(line, in: 0..<line.count - 1) == event)
        }
    }

    @Test(
        "wherever a byte of a line is another, the short way reads what the long way reads, or nothing",
        arguments: common)
    func shortWayAgrees(change: Change) {
        for user in [17, Self.ada] {
            alter(Array(LedgerLine.encode(Event(sequence: 30, at: noon, by: .user(user), change: change)).dropLast()))
        }
    }

    private func alter(_ line: [UInt8]) {
        for position in line.indices {
            for byte in [0, 0x20, 0x22, 0x2B, 0x2D, 0x2E, 0x30, 0x31, 0x39, 0x5A, 0x66, 0x74, 0x7A, 0x7D, 0x80]
                as [UInt8]
            {
                var changed = line
                changed[position] = byte
                agree(changed)
            }
            agree(Array(line[..<position]))
            agree(Array(line[..<position]) + line[(position + 1)...])
            agree(Array(line[...position]) + line[position...])
        }
    }

    @Test("a number of any length is no end of the program", arguments: [9, 10, 19, 20, 60, 4_000])
    func longNumber(digits: Int) {
        let number = String(repeating: "9", count: digits)
        for (name, value) in [("\"seq\":", "30"), ("\"userId\":", "17"), ("\"maxUses\":", "5")] {
            let event = Event(sequence: 30, at: noon, by: .user(17), change: Self.invite(maxUses: 5))
            let text = String(decoding: LedgerLine.encode(event).dropLast(), as: UTF8.self)
            let line = Array(text.replacing(name + value, with: name + number).utf8)
            #expect(line.count == text.utf8.count - value.utf8.count + digits)
            let short = CanonicalLine.decode(line, in: line.indices)
            #expect((short != nil) == (digits <= 9))
            agree(line)
        }
    }

    private func agree(_ line: [UInt8]) {
        guard let short = CanonicalLine.decode(line, in: line.indices) else { return }
        let long = try? LedgerLine.decodeAny(line, in: line.indices)
        #expect(short == long, "\(String(decoding: line, as: UTF8.self))")
        #expect(LedgerLine.encode(short).dropLast() == line[...], "\(String(decoding: line, as: UTF8.self))")
    }

    @Test("members may come in any order, and unknown ones are passed over")
    func tolerance() throws {
        let line = Array(
            #"{"memberId":2,"new":{"a":[1]},"event":"member.removed","by":{"operator":"x","y":1},"at":"2027-01-15T08:00:00Z","seq":3}"#
                .utf8
        )
        let event = try LedgerLine.decode(line, in: line.indices)
        #expect(event == Event(sequence: 3, at: noon, by: .operator, change: .memberRemoved(2)))
    }

    @Test(
        "a line that is not whole, not JSON or not known is refused",
        arguments: [
            "", "{}", "null", "[]", "x", #"{"seq":1}"#,
            #"{"seq":1,"at":"2027-01-15T08:00:00Z","by":{"userId":1},"event":"team.deleted"}"#,
            #"{"seq":1,"at":"2027-01-15T08:00:00Z","by":{"userId":1},"event":"member.removed"}"#,
            #"{"seq":1,"at":"2027-01-15T08:00:00Z","by":{},"event":"member.removed","memberId":1}"#,
            #"{"seq":1,"at":"yesterday","by":{"userId":1},"event":"member.removed","memberId":1}"#,
            #"{"seq":"1","at":"2027-01-15T08:00:00Z","by":{"userId":1},"event":"member.removed","memberId":1}"#,
            #"{"seq":1,"seq":1,"at":"2027-01-15T08:00:00Z","by":{"userId":1},"event":"member.removed","memberId":1}"#,
            #"{"seq":1,"at":"2027-01-15T08:00:00Z","by":{"userId":0},"event":"member.removed","memberId":1}"#,
            #"{"seq":1,"at":"2027-01-15T08:00:00Z","by":{"userId":1},"event":"member.added","member":{"role":"MEMBER","accepted":true}}"#,
            #"{"seq":1,"at":"2027-01-15T08:00:00Z","by":{"subject":""},"event":"member.removed","memberId":1}"#,
            #"{"seq":1,"at":"2027-01-15T08:00:00Z","by":{"subject":"17"},"event":"member.removed","memberId":1}"#,
            #"{"seq":1,"at":"2027-01-15T08:00:00Z","by":{"subject":17},"event":"member.removed","memberId":1}"#,
            #"{"seq":1,"at":"2027-01-15T08:00:00Z","by":{"userId":1,"subject":"a"},"event":"member.removed","memberId":1}"#,
            #"{"seq":1,"at":"2027-01-15T08:00:00Z","by":{"userId":1},"event":"member.added","member":{"userId":1,"subject":"a","role":"MEMBER","accepted":true}}"#,
            #"{"seq":1,"at":"2027-01-15T08:00:00Z","by":{"userId":1},"event":"member.added","member":{"subject":"a","role":"MEMBER","accepted":true}}"#,
            #"{"seq":1,"at":"2027-01-15T08:00:00Z","by":{"userId":1},"event":"member.added","member":{"userId":null,"email":"a@b.c","role":"MEMBER","accepted":true}}"#,
            #"{"seq":1,"at":"2027-01-15T08:00:00Z","by":{"userId":1},"event":"invite.redeemed","inviteId":"0000002a0000000000000001"}"#,
        ]
    )
    func refusals(line: String) {
        let bytes = Array(line.utf8)
        #expect(throws: (any Error).self) { try LedgerLine.decode(bytes, in: bytes.indices) }
    }

    @Test("an invite without its limits is not taken for one without limits", arguments: ["expiresAt", "maxUses"])
    func lostLimit(name: String) {
        expectLoss(of: name, in: Self.invite())
        let editable = EditableTerms(expiresAt: noon, expiresInDays: nil, maxUses: 3)
        expectLoss(of: name, in: .inviteEdited(Self.id, editable))
    }

    @Test(
        "a list that a snapshot lacks is not taken for an empty one",
        arguments: ["snapshot", "createdAt", "members", "former", "left", "invites", "requests"])
    func lostList(name: String) {
        expectLoss(of: name, in: .teamSnapshot(Self.snapshot))
    }

    /// The events of version 1.0.0, which stops at any other; fields that it does not know it passes over.
    private static let eventsOfVersion1: Set = [
        "team.created", "team.snapshot", "member.added", "member.changed", "member.removed", "member.corrected",
        "invite.created", "invite.edited", "invite.linkShown", "invite.redeemed", "invite.revoked",
    ]

    private func name(of change: Change) throws -> String {
        let line = LedgerLine.encode(Event(sequence: 1, at: noon, by: .operator, change: change))
        return try #require(try JSONReader.value(of: Array(line.dropLast()))["event"]?.string)
    }

    @Test("version 1.0.0 stops where a ledger says what it cannot know, and reads what it wrote itself")
    func versions() throws {
        let team = try Team.folded([.teamCreated(.sample()), .teamClosed])
        let snapshot = team.snapshot(keeping: .usual, at: noon)
        #expect(snapshot.profile.closedAt == noon)
        for change in [.teamChanged(name: "A", slug: nil), .teamClosed, .teamReopened, .teamSnapshot(snapshot)]
            as [Change]
        {
            let name = try name(of: change)
            #expect(!Self.eventsOfVersion1.contains(name), "\(name)")
        }
        #expect(try name(of: .teamSnapshot(Self.snapshot)) == "team.snapshot")
        let line = LedgerLine.encode(Event(sequence: 9, at: noon, by: .service, change: .teamSnapshot(snapshot)))
        #expect(try LedgerLine.decode(line, in: 0..<line.count - 1).change == .teamSnapshot(snapshot))
    }

    private func expectLoss(of name: String, in change: Change) {
        let event = Event(sequence: 1, at: noon, by: .user(1), change: change)
        let text = String(decoding: LedgerLine.encode(event), as: UTF8.self).replacing("\"\(name)\":", with: "\"x\":")
        let bytes = Array(text.utf8)
        #expect(throws: JSONShapeError.self) { try LedgerLine.decode(bytes, in: 0..<bytes.count - 1) }
    }
}

extension TeamSnapshot {
    fileprivate func keeping(out people: [KeptOut]) -> TeamSnapshot {
        TeamSnapshot(
            profile: profile, createdAt: createdAt, members: members, former: former, left: left,
            leftAddresses: leftAddresses, keptOut: people, invites: invites, requests: requests)
    }
}
