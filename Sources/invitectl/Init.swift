import ArgumentParser
import FlatFileStore
import StrictJSON
import SystemPackage

struct Init: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Makes a new state folder.",
        discussion: "Run it as the user of the handler: only that user will be able to read the state."
    )

    @OptionGroup var options: StateOptions

    func run() throws {
        let layout = try StateFolder.create(at: try options.settings().stateFolder, randomKey: randomBytes(32))
        if options.json {
            Terminal.print { $0.object { $0.member("state", layout.root.string) } }
        } else {
            Terminal.print("made the state folder \(layout.root)")
            Terminal.complain("next: invitectl team create --name NAME, then member add, then key issue")
        }
    }
}
