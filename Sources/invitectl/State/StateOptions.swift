import ArgumentParser
import FlatFileStore
import FoundationEssentials
import InviteDomain
import ServiceSettings

/// The options of every command, and the state they name.
struct StateOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The state folder.", discussion: "Default: INVITE_STATE_DIR, else that of this machine's handlers.",
            valueName: "dir"),
        completion: .directory)
    var state: String?

    @Flag(help: "Print JSON.")
    var json = false

    /// What is set; from then on root acts as the owner of the state.
    func settings() throws -> Settings { try found().settings }

    /// The same, and where it comes from.
    func found() throws -> (HandlerSettings, settings: Settings) {
        let found = try HandlerSettings(named: state, environment: ProcessInfo.processInfo.environment)
        try found.becomeOwner()
        return (found, try Settings(environment: found.environment, stateFolder: found.stateFolder))
    }

    /// The same, nil where nothing is set, or where it is nothing that the caller may read.
    ///
    /// - Throws: `SettingsProblem` for settings that are there and wrong.
    func settingsIfKnown() throws -> Settings? {
        let environment = ProcessInfo.processInfo.environment
        do {
            let found = try HandlerSettings(named: state, environment: environment, areNeeded: false)
            guard let stateFolder = found.stateFolder else { return nil }
            try found.becomeOwner()
            return try Settings(environment: found.environment, stateFolder: stateFolder)
        } catch is StoreError {
            return nil
        }
    }

    func layout() throws -> StateLayout {
        try StateFolder.open(try settings())
    }

    func store() throws -> FlatFileStore {
        FlatFileStore(try layout(), notice: { Terminal.complain("invitectl: note: \($0)") })
    }
}
