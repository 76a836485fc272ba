import PrivateFiles
import ServiceSettings
import SystemPackage

/// The settings of this machine's handlers, where they are in a file that is systemd's `EnvironmentFile=` too.
///
/// The file counts when no state is named, and when it is the handlers' state that is named: links made of it are then the
/// very links that the handlers make. What is set in the environment goes before what is in the file.
struct HandlerSettings {
    /// The name of the state folder, if there is one.
    let stateFolder: String?
    /// What is set, the state folder aside.
    let environment: [String: String]
    /// Whether it is the state of the handlers, whose settings are in the file.
    let isOfHandlers: Bool

    /// As the package and the units have them.
    private static let standardFile = "/etc/default/invite-fcgi"
    private static let standardState = "/var/lib/invite-fcgi"

    /// Finds out what is set.
    ///
    /// - Parameters:
    ///   - named: the state folder that the command line names.
    ///   - environment: the caller's; `INVITE_SETTINGS_FILE` in it names another file, an empty one none.
    ///   - areNeeded: whether it is a problem that the caller may not read the file.
    /// - Throws: `SettingsProblem`; one of the file itself only if what is in it counts.
    init(named: String?, environment: [String: String], areNeeded: Bool = true) throws {
        let own = environment.filter { !$0.value.isEmpty }
        let named = named ?? own["INVITE_STATE_DIR"]
        let file = try Self.read(environment["INVITE_SETTINGS_FILE"], isNeeded: areNeeded && named == nil)
        let theirs = file.map { $0.settings["INVITE_STATE_DIR"] ?? Self.standardState }
        stateFolder = named ?? theirs
        let isTheirs = named == nil || theirs.map { FilePath($0) } == named.map { FilePath($0) }
        if isTheirs, let problem = file?.problem { throw problem }
        isOfHandlers = isTheirs && file != nil
        self.environment = isTheirs ? (file?.settings ?? [:]).merging(own) { $1 } : own
    }

    /// Goes on as the owner of the state, if it is root who asks.
    func becomeOwner() throws {
        if let stateFolder { try StateOwner.become(of: FilePath(stateFolder)) }
    }

    /// What is in the file; nil where there is none.
    private static func read(_ other: String?, isNeeded: Bool) throws -> EnvironmentFile? {
        let path = other ?? standardFile
        if path.isEmpty { return nil }
        do {
            let file = try StateOwner.asCaller {
                try FileDescriptor.open(FilePath(path), .readOnly, options: [.closeOnExec, .nonBlocking])
            }
            return try file.closeAfter {
                var bytes: [UInt8] = []
                while case let more = try file.nextBytes(count: 1 << 16), !more.isEmpty { bytes += more }
                guard let text = String(validating: bytes, as: UTF8.self) else {
                    return EnvironmentFile(problem: SettingsProblem("'\(path)'", "is not UTF-8", "NAME=value lines"))
                }
                return EnvironmentFile(text, of: path)
            }
        } catch Errno.noSuchFileOrDirectory where other == nil {
            return nil
        } catch let error as Errno {
            // Somebody with a state of their own need not be able to read it.
            if other == nil, !isNeeded { return nil }
            throw SettingsProblem("'\(path)'", "cannot be read: \(error)", "the settings of the handlers; try sudo")
        }
    }
}
