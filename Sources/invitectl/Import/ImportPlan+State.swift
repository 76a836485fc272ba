import InviteDomain
import InviteMessages
import Storage

extension ImportPlan {
    /// Compares the files with a state; what does not fit is noted, and left out.
    ///
    /// - Throws: `StoreError`.
    func work(in storage: any StorageAdministration, _ progress: ImportProgress) throws -> ImportWork {
        var work = ImportWork()
        let existing = Set(try storage.teams.teamIDs())
        let named = Set(teams.keys).union(members.keys).union(invites.keys)
        progress.begin("checking teams")
        // What belongs to something comes after it.
        let ordered = named.sorted { (isOfOther($0) ? 1 : 0, $0) < (isOfOther($1) ? 1 : 0, $1) }
        for (index, id) in ordered.enumerated() {
            try checkParent(of: id, in: storage.teams)
            if existing.contains(id) {
                try addExisting(id, in: storage, to: &work)
            } else if refused[id] == nil, let profile = teams[id]?.value {
                work.newTeams.append((profile, try arrivals(of: id, in: nil, storage, &work)))
            } else {
                leaveOut(id)
            }
            progress.advance(to: index, of: named.count)
        }
        work.newTeams.sort {
            ($0.profile.isOrganization ? 0 : 1, $0.profile.id) < ($1.profile.isOrganization ? 0 : 1, $1.profile.id)
        }
        try addKeys(from: storage.credentials, to: &work)
        return work
    }

    private func isOfOther(_ id: TeamID) -> Bool { teams[id]?.value.parentID != nil }

    /// All of a team's that can be taken; `team` is what is there already, if it is.
    private func arrivals(
        of id: TeamID, in team: Team?, _ storage: any StorageAdministration, _ work: inout ImportWork
    ) throws -> Arrivals {
        var arrivals = Arrivals(members: members[id]?.map(\.value) ?? [], closes: closed.contains(id))
        for entry in invites[id] ?? [] where fits(entry, in: team) {
            if let digest = entry.value.tokenDigest {
                let known = try storage.importedTokens.inviteID(of: digest)
                guard opensNothingElse(entry, known) else { continue }
                if known == nil { work.tokens.append((digest, entry.value.id)) }
            }
            arrivals.invites.append(entry.value)
        }
        return arrivals
    }

    private func addExisting(_ id: TeamID, in storage: any StorageAdministration, to work: inout ImportWork) throws {
        let arrivals: (all: Arrivals, lacking: Arrivals)?? = try storage.teams.read(id) { team in
            if let entry = teams[id] { check(entry, against: team.profile) }
            if refused[id] != nil { return nil }
            let all = try self.arrivals(of: id, in: team, storage, &work)
            let lacking = team.lacking(all)
            if team.profile.isClosed, !lacking.changes.isEmpty {
                refuseClosed(id)
                return nil
            }
            return (all, lacking)
        }
        guard let (all, lacking) = arrivals ?? nil else { return leaveOut(id) }
        work.known.teams += teams[id] == nil ? 0 : 1
        work.known.members += all.members.count - lacking.members.count
        work.known.invites += all.invites.count - lacking.invites.count
        if !lacking.changes.isEmpty { work.additions.append((id, lacking)) }
    }

    /// Another team under the same number would get the wrong people.
    private func check(_ entry: Entry<TeamProfile>, against profile: TeamProfile) {
        let (id, wanted) = (profile.id, entry.value)
        func note(_ column: String, _ here: String) {
            let sentence = "team \(id) is there already; expected \(here), as it is there"
            refuse(id, because: problems.note(entry.place, column: column, sentence))
        }
        if !TextRule.lookAlike(wanted.name, profile.name) { note("name", "'\(profile.name.shown)'") }
        if !wanted.slug.isSpelled(like: profile.slug) {
            note("slug", profile.slug.map { "'\($0.shown)'" } ?? "nothing")
        }
        if wanted.parentID != profile.parentID { note("parentId", profile.parentID?.description ?? "nothing") }
        if wanted.isOrganization != profile.isOrganization { note("isOrganization", "\(profile.isOrganization)") }
    }

    /// Nobody gets into a team that is closed here.
    private func refuseClosed(_ id: TeamID) {
        let belongings = (members[id]?.map(\.place) ?? []) + (invites[id]?.map(\.place) ?? [])
        guard let place = teams[id]?.place ?? belongings.first else { return }
        let sentence = "team \(id) is closed here and takes nobody in; 'invitectl team reopen \(id)' opens it"
        refuse(id, because: problems.note(place, sentence))
    }

    private func fits(_ entry: Entry<InviteTerms>, in team: Team?) -> Bool {
        guard let invite = team?.invites[entry.value.id], invite.tokenDigest != entry.value.tokenDigest else {
            return true
        }
        problems.note(entry.place, column: "inviteId", "invite \(invite.id) is there already, with another token")
        return false
    }

    private func opensNothingElse(_ entry: Entry<InviteTerms>, _ known: InviteID?) -> Bool {
        guard let known, known != entry.value.id else { return true }
        let sentence = "this token opens invite \(known) of team \(known.teamID) already"
        problems.note(entry.place, column: "token", sentence)
        return false
    }

    /// Nothing that belongs to this team can be taken.
    private func leaveOut(_ id: TeamID) {
        let places = (members[id]?.map(\.place) ?? []) + (invites[id]?.map(\.place) ?? [])
        for place in places {
            if let cause = refused[id] {
                problems.note(place, dependingOn: cause, "team \(id) was left out")
            } else {
                problems.note(place, column: "teamId", "expected a team of these files or of the state, found '\(id)'")
            }
        }
    }

    /// A team of an organization that cannot be taken cannot be taken either.
    private func checkParent(of id: TeamID, in store: any TeamStore) throws {
        guard refused[id] == nil, let entry = teams[id], let parent = entry.value.parentID else { return }
        if let cause = refused[parent] {
            problems.note(entry.place, dependingOn: cause, "organization \(parent) was left out")
            return refuse(id, because: cause)
        }
        let isOrganization =
            try teams[parent]?.value.isOrganization ?? store.read(parent) { $0.profile.isOrganization }
        guard isOrganization != true else { return }
        let sentence = "expected an organization of these files or of the state, found '\(parent)'"
        refuse(id, because: problems.note(entry.place, column: "parentId", sentence))
    }

    private func addKeys(from known: any CredentialStore, to work: inout ImportWork) throws {
        for entry in keys {
            let key = entry.value
            guard let there = try known.credential(key.digest) else {
                work.keys.append(key)
                continue
            }
            if there.userID != key.userID || there.kind != key.kind {
                let column = key.userID.number == nil ? "subject" : "userId"
                let sentence = "this key is there already, as one of user \(there.userID.quoted)"
                problems.note(entry.place, column: column, sentence)
            } else {
                work.known.keys += 1
            }
        }
    }
}
