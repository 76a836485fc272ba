import ArgumentParser
import InviteDomain
import ServiceSettings
import Storage

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
            let rotation = try options.storage().beginTokenKeyRotation()
            let (keys, isCompletion) = try rotation.rotate(random: randomBytes(32))
            TokenKeyReport.rotated(keys, isCompletion: isCompletion, asJSON: options.json)
        }
    }
}
