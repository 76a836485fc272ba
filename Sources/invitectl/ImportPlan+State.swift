import FlatFileStore
import InviteDomain

/// What has to be written, and how much of the files is in the state already.
struct ImportWork {
    /// Organizations first, then by their numbers: so a team's organization is there before it.
    var newTeams: [(profile: TeamProfile, arrivals: Arrivals)] = []
    var additions: [(id: TeamID, arrivals: Arrivals)] = []
    var tokens: [(digest: SecretDigest, id: InviteID)] = []
    var keys: [Credential] = []
    var known = ImportCounts()
}

struct ImportCounts: Equatable {
    var teams = 0
    var members = 0
    var keys = 0
    var invites = 0

    mutating func add(_ arrivals: Arrivals) {
        members += arrivals.members.count
        invites += arrivals.invites.count
    }

    var isNone: Bool { self == ImportCounts() }

    var text: String { "\(teams) teams, \(members) members, \(keys) keys, \(invites) invites" }
}

extension ImportPlan {
    /// Compares the files with a state; what does not fit is noted.
    ///
    /// - Throws: `StoreError`.
    func work(in store: FlatFileStore, _ progress: ImportProgress) throws -> ImportWork {
        var work = ImportWork()
        let existing = Set(try store.teamIDs())
        let named = Set(teams.keys).union(members.keys).union(invites.keys).sorted()
        progress.begin("checking teams")
        for (index, id) in named.enumerated() {
            if existing.contains(id) {
                try addExisting(id, in: store, to: &work)
            } else if let profile = teams[id]?.value {
                work.newTeams.append((profile, arrivals(of: id)))
            } else {
                noteMissing(id)
            }
            progress.advance(to: index, of: named.count)
        }
        work.newTeams.sort {
            ($0.profile.isOrganization ? 0 : 1, $0.profile.id) < ($1.profile.isOrganization ? 0 : 1, $1.profile.id)
        }
        try checkParents(in: store)
        try addTokens(from: ImportedTokenFiles(store.layout), to: &work)
        try addKeys(from: CredentialFiles(store.layout), to: &work)
        return work
    }

    private func arrivals(of id: TeamID) -> Arrivals {
        Arrivals(members: members[id]?.map(\.value) ?? [], invites: invites[id]?.map(\.value) ?? [])
    }

    private func addExisting(_ id: TeamID, in store: FlatFileStore, to work: inout ImportWork) throws {
        let all = arrivals(of: id)
        let lacking = try store.read(id) { team in
            if let entry = teams[id] { check(entry, against: team.profile) }
            for entry in invites[id] ?? [] { check(entry, in: team) }
            return team.lacking(all)
        }
        guard let lacking else { return noteMissing(id) }
        work.known.teams += teams[id] == nil ? 0 : 1
        work.known.members += all.members.count - lacking.members.count
        work.known.invites += all.invites.count - lacking.invites.count
        if !lacking.changes.isEmpty { work.additions.append((id, lacking)) }
    }

    /// Another team under the same number would get the wrong people.
    private func check(_ entry: Entry<TeamProfile>, against profile: TeamProfile) {
        let (id, wanted) = (profile.id, entry.value)
        func note(_ column: String, _ here: String) {
            problems.note(entry.place, column: column, "team \(id) is there already; expected \(here), as it is there")
        }
        if !wanted.name.isSpelled(like: profile.name) { note("name", "'\(profile.name.shown)'") }
        if !wanted.slug.isSpelled(like: profile.slug) { note("slug", profile.slug.map { "'\($0)'" } ?? "nothing") }
        if wanted.parentID != profile.parentID { note("parentId", profile.parentID?.description ?? "nothing") }
        if wanted.isOrganization != profile.isOrganization { note("isOrganization", "\(profile.isOrganization)") }
    }

    private func check(_ entry: Entry<InviteTerms>, in team: Team) {
        guard let invite = team.invites[entry.value.id], invite.tokenDigest != entry.value.tokenDigest else { return }
        problems.note(entry.place, column: "inviteId", "invite \(invite.id) is there already, with another token")
    }

    private func noteMissing(_ id: TeamID) {
        let places = (members[id]?.map(\.place) ?? []) + (invites[id]?.map(\.place) ?? [])
        for place in places {
            problems.note(place, column: "teamId", "expected a team of these files or of the state, found '\(id)'")
        }
    }

    private func checkParents(in store: FlatFileStore) throws {
        for entry in teams.values.sorted(by: { $0.value.id < $1.value.id }) {
            guard let parent = entry.value.parentID else { continue }
            let isOrganization =
                try teams[parent]?.value.isOrganization ?? store.read(parent) { $0.profile.isOrganization }
            if isOrganization != true {
                problems.note(
                    entry.place, column: "parentId",
                    "expected an organization of these files or of the state, found '\(parent)'")
            }
        }
    }

    private func addTokens(from files: ImportedTokenFiles, to work: inout ImportWork) throws {
        for (_, entries) in invites.sorted(by: { $0.key < $1.key }) {
            for entry in entries {
                guard let digest = entry.value.tokenDigest else { continue }
                switch try files.inviteID(of: digest) {
                case nil: work.tokens.append((digest, entry.value.id))
                case entry.value.id: break
                case let other?:
                    let sentence = "this token opens invite \(other) of team \(other.teamID) already"
                    problems.note(entry.place, column: "token", sentence)
                }
            }
        }
    }

    private func addKeys(from files: CredentialFiles, to work: inout ImportWork) throws {
        for entry in keys {
            let key = entry.value
            guard let known = try files.credential(key.digest) else {
                work.keys.append(key)
                continue
            }
            work.known.keys += 1
            if known.userID != key.userID || known.kind != key.kind {
                problems.note(
                    entry.place, column: "userId", "this key is there already, as one of user \(known.userID)")
            }
        }
    }
}
