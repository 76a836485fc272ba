import InviteDomain
import PrivateFiles

extension TeamStore {
    /// Decides in the operator's name; a trial records nothing of it.
    func change<Result>(
        _ id: TeamID, isTrial: Bool, _ decide: (Team, Timestamp) throws -> Decision<Result>
    ) throws -> Result {
        isTrial ? try show(id) { try decide($0, .now()).result } : try change(id, decide)
    }
}
