import ArgumentParser
import FlatFileStore
import InviteDomain
import ServiceSettings

extension TokenKeyCommand {
    struct Rotate: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Makes a new key; links that were made before stay alive.",
            discussion: """
                Completes a rotation that was interrupted, in the place of another one. The folder of the key must be \
                writable.
                """
        )

        @OptionGroup var options: StateOptions

        func run() throws {
            let (layout, file) = (try options.layout(), try options.settings().tokenKeyFile())
            let (keys, isCompletion) = try TokenKeyRotation.begin(file, in: layout).rotate(random: randomBytes(32))
            TokenKeyReport.rotated(keys, isCompletion: isCompletion, asJSON: options.json)
        }
    }
}
