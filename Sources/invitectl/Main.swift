import ArgumentParser
import InviteDomain
import ServiceSettings

/// Runs the command and turns whatever it throws into one sentence and an exit status.
///
/// Results go to standard output, all else to standard error. Exit statuses: 0 done; 1 the rules refuse; 64 the command
/// line is wrong; 65 rows were left out of an import; 74 the state could not be read or written; 75 somebody else held a
/// lock, try again; 77 the user in whose name it was to happen may not; 78 a setting is wrong.
@main
enum Main {
    static func main() {
        do {
            var command = try InviteControl.parseAsRoot(
                PreparedCommandLine.arguments(CommandLine.arguments.dropFirst()))
            try command.run()
        } catch let refusal as Refusal {
            fail(refusal.sentence, exit: refusal.isForbidden ? 77 : 1)
        } catch let objection as Objection {
            fail(objection.description, exit: 1)
        } catch let error as StoreError {
            fail(error.description, exit: error.kind == .busy ? 75 : 74)
        } catch let problem as SettingsProblem {
            fail(problem.description, exit: 78)
        } catch {
            InviteControl.exit(withError: error)
        }
    }

    private static func fail(_ sentence: String, exit status: Int32) -> Never {
        Terminal.complain("invitectl: error: \(sentence)")
        InviteControl.exit(withError: ExitCode(status))
    }
}

struct InviteControl: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "invitectl",
        abstract: "Administers the state of invite-fcgi: teams, members, credentials and invites.",
        discussion: """
            The state folder comes from --state or INVITE_STATE_DIR, else it is that of this machine's handlers, by the \
            settings in /etc/default/invite-fcgi. Root acts as the user that it belongs to. --state and --json may stand \
            before the command or behind it. It is safe to run at any time beside the handler: both take the same locks and follow the same rules.
            """,
        version: version,
        subcommands: [
            InitCommand.self, TeamCommand.self, MemberCommand.self, KeyCommand.self, TokenCommand.self,
            TokenKeyCommand.self, InviteCommand.self, LedgerCommand.self, StatusCommand.self, CheckCommand.self,
            ImportCommand.self, ExportCommand.self,
        ]
    )

    /// That of the package, and of the API's document.
    private static let version = "1.0.0"

    // Of each command, and so shown with all of them.
    @OptionGroup var options: StateOptions
}

extension Refusal {
    fileprivate var isForbidden: Bool {
        switch self {
        case .unauthenticated, .scopeMissing, .notAMember, .roleTooLow, .roleAboveCeiling, .roleAboveOwn,
            .memberOutranks, .vouchingNotAllowed, .speakingNotAllowed:
            true
        default: false
        }
    }

    fileprivate var sentence: String {
        switch self {
        case .unauthenticated: "the credential opens nothing"
        case .scopeMissing(let required, _): "the credential lacks the scope \(required.rawValue)"
        case .notAMember(let team): "the user is not a member of team \(team), or there is no such team"
        case .roleTooLow(let user, let required, let team): "user \(user) is no \(required.rawValue) of team \(team)"
        case .roleAboveCeiling(let role, let ceiling):
            "a link may not grant \(role.rawValue); at most \(ceiling.rawValue)"
        case .teamNotFound(let team): "there is no team \(team); 'invitectl team list' shows them all"
        case .teamExists(let team): "there is a team \(team) already"
        case .notAnOrganization(let team): "team \(team) is not an organization, so no team can belong to it"
        case .memberExists(let user, let team): "user \(user) is a member of team \(team) already"
        case .memberIdentified(let user): "the member is user \(user) already, and nobody else"
        case .memberNotFound(.user(let user), let team): "user \(user) is not a member of team \(team)"
        case .memberNotFound(.membership(let id), let team):
            "there is no membership \(id) in team \(team); 'invitectl member list' shows them"
        case .memberOutranks(let role): "the member is \(role.rawValue), and only an equal may change or remove them"
        case .roleAboveOwn(let role, let own): "\(role.rawValue) is above \(own.rawValue), and nobody hands out more"
        case .vouchingNotAllowed: "the credential may not say who somebody else is"
        case .speakingNotAllowed: "the credential may not say whose address it speaks for"
        case .inviteDead(let status): "the invite is \(status.rawValue); \(status.remedy)"
        case .emailNotAllowed: "the invite is for e-mail addresses of other domains"
        case .emailNotVerified: "the invite is for verified e-mail addresses"
        case .versionMismatch(let current): "the invite was changed meanwhile; it is at version \(current)"
        case .idempotencyKeyReused: "the key belongs to another request"
        case .limitBelowUses(let uses): "\(uses) have joined by the invite already; allow at least as many"
        case .lastOwner(let team): "team \(team) must keep an owner; make somebody else OWNER first"
        case .inviteNotFound, .tokenUnknown: "there is no such invite; 'invitectl invite list' shows a team's"
        case .tooManyActiveInvites(let limit): "the team has \(limit) live invites and may not have more; revoke some"
        case .tooManyPending(let limit, _):
            "\(limit) people wait to be let in, and no more may; accept or decline some"
        case .invalid(let field, let expected): "\(option(field)) is not valid; expected \(spoken(expected))"
        }
    }
}

/// The option by which a field of the domain is given.
private func option(_ field: String) -> String {
    if field == "allowedEmailDomains" { return "--allow-domain" }
    let words = field.reduce(into: "") { $0 += $1.isUppercase ? "-\($1.lowercased())" : String($1) }
    return "--\(words)"
}

/// What was expected, without what can be said in JSON only.
private func spoken(_ expected: String) -> String {
    String(expected.prefix(upTo: expected.firstRange(of: ", or null")?.lowerBound ?? expected.endIndex))
}

extension Invite.Status {
    /// What can be done about an invite that admits nobody.
    fileprivate var remedy: String {
        switch self {
        case .active: "try again"
        case .paused: "'invitectl invite edit --resume' lets people in again"
        case .exhausted: "'invitectl invite edit --max-uses' lets more people in"
        case .expired: "'invitectl invite edit --expires-in-days' gives it a new life"
        case .revoked: "'invitectl invite create' makes another"
        }
    }
}
