import ArgumentParser
import FoundationEssentials
import InviteDomain
import ServiceSettings
import Storage
import StorageFactory

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

    /// The state that is named.
    func storage() throws -> any StorageAdministration { try storage(try settings()) }

    /// The state of these settings.
    func storage(_ settings: Settings) throws -> any StorageAdministration {
        try openStorage(settings) { Terminal.complain("invitectl: note: \($0)") }
    }

    /// The teams of the state that is named.
    func store() throws -> any TeamStore { try storage().teams }
}
