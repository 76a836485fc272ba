import InviteDomain

/// What looking at everything in a state found.
package struct StateAudit: Sendable {
    package private(set) var teams = 0
    package private(set) var members = 0
    package private(set) var invites = 0
    package private(set) var credentials = 0
    private var findings = Findings()
    /// The teams' accepted members, by the organization in which each has to be a member too.
    private var expected: [TeamID: [(team: TeamID, member: Member)]] = [:]

    /// One sentence each, naming the place; empty when all is well.
    package var problems: [String] { findings.problems }
    /// What an operator should know although nothing is wrong, one sentence each.
    package var notes: [String] { findings.notes }

    /// Reads all of the state from its beginning; changes nothing.
    package init(_ storage: any StorageAdministration) {
        note { try $0.checkTokenKeys(storage.tokenKeys()) }
        note { $0.credentials = try storage.credentials.all().count }
        let teams = storage.allTeams
        note { audit in
            for id in try teams.teamIDs() { audit.note { try $0.checkTeam(id, teams, storage) } }
        }
        for (id, members) in expected.sorted(by: { $0.key < $1.key }) {
            note { try $0.checkOrganization(id, members, teams, storage) }
        }
        let own = storage.findings()
        for problem in own.problems { findings.add(problem: problem) }
        findings.notes += own.notes
    }

    private mutating func checkTeam(
        _ id: TeamID, _ teams: any TeamStore, _ storage: any StorageAdministration
    ) throws {
        _ = try teams.read(id) { team in
            self.teams += 1
            members += team.members.count
            invites += team.invites.count
            let place = storage.place(of: id)
            if team.id != id { findings.problems.append("\(place) is that of team \(team.id)") }
            for invite in team.invites.all { note { try $0.checkToken(of: invite, storage) } }
            let ids = team.invites.all.map(\.id)
            if Set(ids).count < ids.count { findings.problems.append("\(place) creates an invite twice") }
            checkUses(of: team, place)
            if let organization = team.profile.parentID {
                let accepted = team.members.filter(\.accepted).map { (id, $0) }
                if !accepted.isEmpty { expected[organization, default: []] += accepted }
            }
        }
    }

    /// Every use of an invite is somebody's membership, but for those from before it was brought here.
    private mutating func checkUses(of team: Team, _ place: String) {
        let joined = team.members.joinedByInvite.reduce(into: [InviteID: Int]()) { counts, member in
            if let invite = member.inviteID { counts[invite, default: 0] += 1 }
        }
        for invite in team.invites.all {
            let count = invite.usesElsewhere + joined[invite.id, default: 0]
            if invite.uses == count { continue }
            findings.problems.append("\(place): invite \(invite.id) has \(invite.uses) uses, but \(count) joined")
        }
    }

    /// Finds members whose way into the organization was interrupted, which the same step taken again completes.
    private mutating func checkOrganization(
        _ id: TeamID, _ expected: [(team: TeamID, member: Member)], _ teams: any TeamStore,
        _ storage: any StorageAdministration
    ) throws {
        let isThere: Void? = try teams.read(id) { organization in
            // Nobody gets into one that is closed.
            if organization.profile.isClosed { return }
            for (team, member) in expected
            where !organization.knows(member) && !organization.hasTakenOut(member) {
                let advice = "'invitectl member accept --team \(team) --member \(member.id)' completes that"
                findings.notes.append(
                    "member \(member.id) of team \(team) is not in its organization \(id) yet; \(advice)")
            }
        }
        if isThere == nil {
            findings.problems.append("organization \(id) of team \(expected[0].team) has no ledger")
        }
    }

    /// A token that was brought along has to lead to its invite.
    private mutating func checkToken(of invite: Invite, _ storage: any StorageAdministration) throws {
        guard let digest = invite.tokenDigest, try storage.importedTokens.inviteID(of: digest) != invite.id else {
            return
        }
        let place = storage.place(ofImportedToken: digest)
        findings.problems.append(
            "\(place) does not lead to invite \(invite.id); run the import again, or restore it")
    }

    private mutating func checkTokenKeys(_ keys: TokenKeys) {
        guard keys.isHalfRotated else { return }
        findings.notes.append(
            "a rotation of the token key was interrupted; 'invitectl token-key rotate' completes it")
    }

    private mutating func note(_ look: (inout StateAudit) throws -> Void) {
        do {
            try look(&self)
        } catch {
            findings.add(problem: "\(error)")
        }
    }
}
