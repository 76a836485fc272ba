import FastCGI
import InviteAPI
import InviteDomain
import PrivateFiles
import ServiceSettings

/// Answers in the place of a handler that could not be set up: the operator reads why on standard error, nobody else.
struct UnavailableHandler: Handler {
    let mount: String

    /// The mount point is the one that is set, if the settings can be read that far.
    init(_ environment: CGIVariables) {
        mount = (try? Settings(environment: { environment[$0] }).mount().text) ?? ""
    }

    func respond(to exchange: Exchange) -> Reply {
        reply(InviteAPI.unavailable(exchange.request, at: .now()))
    }

    func refuse(_ fault: RequestFault, _ variables: CGIVariables) -> Reply {
        reply(InviteAPI.unavailable(nil, at: .now()))
    }

    func tidy() -> Bool { true }

    private func reply(_ answer: Answer) -> Reply { Reply(response: answer.response, body: answer.body) }
}
