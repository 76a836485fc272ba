import StrictJSON
import SystemPackage

/// Somebody in a sample state; the number is that of the user.
enum Person: Int, CaseIterable, Sendable {
    case instanceAdmin = 1
    case owner = 16
    case admin = 17
    case member = 18
    case pendingAdmin = 19
    case organizationAdmin = 70
    case stranger = 99
    /// The host application, which may say who joins.
    case host = 200
}

/// A state in which team 42 has somebody in every role.
///
/// Team 43 has the same admin; team 71 belongs to organization 7; 42 and 43 belong to none. Everybody has an API key.
struct SampleState: Sendable {
    let folder: FilePath
    private let keys: [Person: String]

    static let teams = [7, 42, 43, 71]

    /// Makes one in a folder of its own there.
    static func make(in parent: FilePath) async throws -> SampleState {
        let (archive, keys) = try await template.value
        var tar = Command("tar", "-x", "--same-permissions", "-C", parent.string)
        tar.input = archive
        _ = try await tar.text()
        return SampleState(folder: parent.appending("state"), keys: keys)
    }

    /// A state that is still to be made, in `folder`.
    init(empty folder: FilePath) { self.init(folder: folder, keys: [:]) }

    /// What `original` was copied to.
    init(_ original: SampleState, folder: FilePath) { self.init(folder: folder, keys: original.keys) }

    private init(folder: FilePath, keys: [Person: String]) {
        self.folder = folder
        self.keys = keys
    }

    func key(of person: Person) -> String { keys[person] ?? "" }

    /// A command line of `invitectl` for this state, split at blanks.
    func invitectl(_ line: String) -> Command { Self.invitectl(line, state: folder) }

    /// The settings that the handler needs.
    var settings: [String: String] { Self.settings(folder) }

    // Made once, for all tests: the packed folder and the keys.
    private static let template = Task {
        var archive: [UInt8] = []
        var keys: [Person: String] = [:]
        try await TemporaryFolder.use { parent in
            keys = try await build(parent.appending("state"))
            archive = try await Command("tar", "-c", "-C", parent.string, "state").run().output
        }
        return (archive, keys)
    }

    private static func build(_ folder: FilePath) async throws -> [Person: String] {
        for line in [
            "init", "team create --id 42 --name Acme", "team create --id 43 --name Other",
            "team create --id 7 --name Umbrella --organization", "team create --id 71 --name Inside --parent 7",
            "member add --team 42 --user 16 --role OWNER", "member add --team 42 --user 17 --role ADMIN",
            "member add --team 42 --user 18 --role MEMBER", "member add --team 42 --user 19 --role ADMIN --pending",
            "member add --team 43 --user 17 --role ADMIN", "member add --team 7 --user 70 --role ADMIN",
        ] { _ = try await invitectl(line, state: folder).text() }
        var keys: [Person: String] = [:]
        for person in Person.allCases {
            let flags = person == .instanceAdmin ? " --instance-admin" : person == .host ? " --can-vouch" : ""
            keys[person] = try await invitectl("key issue --user \(person.rawValue)\(flags)", state: folder).text()
        }
        return keys
    }

    private static func invitectl(_ line: String, state: FilePath) -> Command {
        var command = Command(Products.invitectl, line.split(separator: " ").map(String.init))
        command.environment = settings(state)
        return command
    }

    private static func settings(_ folder: FilePath) -> [String: String] {
        [
            "INVITE_STATE_DIR": folder.string, "INVITE_WEBAPP_URL": "https://app.example.com",
            "INVITE_RUNTIME_DIR": folder.removingLastComponent().appending("runtime").string,
        ]
    }
}
