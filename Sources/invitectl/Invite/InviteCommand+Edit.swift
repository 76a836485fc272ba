import ArgumentParser
import InviteDomain
import InviteJSON
import ServiceSettings
import StrictJSON

extension InviteCommand {
    struct Edit: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Changes an invite whose link is out already.",
            discussion: """
                What is not named stays as it is. The role cannot be changed, and an invite that was revoked cannot be \
                changed at all.
                """
        )

        @OptionGroup var options: StateOptions

        @Argument(help: "The invite's id, from 'invite list'.")
        var id: InviteID

        @OptionGroup(title: "What is to change") var change: InviteEditOptions

        func run() throws {
            let policy = try options.settings().policy()
            let edit = change.edit
            let (invite, isChanged, now) = try options.store().change(id.teamID) { team, now in
                let decision = try team.editInvite(id, edit, by: .operator, at: now, policy: policy)
                return decision.map { ($0, !decision.changes.isEmpty, now) }
            }
            if options.json {
                Terminal.print { $0.object { $0.members(of: invite, at: now) } }
            } else {
                Terminal.print(isChanged ? "edited \(id)" : "\(id) is like that already")
            }
        }
    }
}

/// What is to change about an invite; at least one thing.
struct InviteEditOptions: ParsableArguments {
    @Option(help: "Days from now until it expires, \(InviteLimits.expiresInDays.inWords).")
    var expiresInDays: Int?

    @Option(help: ArgumentHelp("When it expires, such as 2030-01-31T12:00:00Z.", valueName: "time"))
    var expiresAt: Timestamp?

    @Flag(help: "It does not expire.")
    var neverExpires = false

    @Option(help: "How many may join with it, those who have joined included.")
    var maxUses: Int?

    @Flag(help: "Any number may join with it.")
    var noLimit = false

    @Option(help: "What it is called in lists.")
    var name: String?

    @Flag(help: "It admits nobody until it is resumed.")
    var pause = false

    @Flag(help: "It admits people again.")
    var resume = false

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp(
            "Only verified e-mail addresses of these domains are let in.", discussion: "They replace those there were.",
            valueName: "domain"))
    var allowDomain: [String] = []

    @Flag(help: "E-mail addresses do not matter.")
    var allowAnyDomain = false

    func validate() throws {
        let days = ("--expires-in-days", expiresInDays != nil)
        try refuseTwo(of: [days, ("--expires-at", expiresAt != nil), ("--never-expires", neverExpires)])
        try refuseTwo(of: [("--max-uses", maxUses != nil), ("--no-limit", noLimit)])
        try refuseTwo(of: [("--pause", pause), ("--resume", resume)])
        try refuseTwo(of: [("--allow-domain", !allowDomain.isEmpty), ("--allow-any-domain", allowAnyDomain)])
        guard edit != InviteEdit() else { throw ValidationError("Name what is to change, for example --pause.") }
    }

    var edit: InviteEdit {
        var edit = InviteEdit()
        edit.expiry = neverExpires ? .never : expiresInDays.map { .days($0) } ?? expiresAt.map { .at($0) }
        edit.maxUses = noLimit ? .some(nil) : maxUses.map { .some($0) }
        edit.name = name.map { .some($0) }
        if pause || resume { edit.isPaused = pause }
        if allowAnyDomain || !allowDomain.isEmpty { edit.allowedEmailDomains = allowDomain }
        return edit
    }

    /// Refuses options that contradict each other.
    private func refuseTwo(of options: [(name: String, isGiven: Bool)]) throws {
        let names = options.filter(\.isGiven).map(\.name)
        if names.count > 1 { throw ValidationError("Use only one of \(names.joined(separator: ", ")).") }
    }
}
