import ArgumentParser
import Glibc
import ServiceSettings
import StorageFactory
import StrictJSON
import SystemPackage

struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Makes a new state folder.",
        discussion: """
            Run it as the user of the handler: only that user will be able to read the state. Run by root it makes the state \
            in a folder that is there for its owner, and a folder that is not there for root.
            """
    )

    @OptionGroup var options: StateOptions

    func run() throws {
        let (found, settings) = try options.found()
        try createStorage(settings, randomKey: randomBytes(32))
        let folder = settings.stateFolder.string
        if options.json {
            Terminal.print { $0.object { $0.member("state", folder) } }
        } else {
            Terminal.print("made the state folder \(folder)")
            if found.isOfHandlers, geteuid() == 0 {
                Terminal.complain(
                    "note: it belongs to root; give it to the handlers' user, which is invite-fcgi with the units: "
                        + "chown -R invite-fcgi: \(folder)")
            }
            Terminal.complain("next: invitectl team create --name NAME, then member add, then key issue")
        }
    }
}
