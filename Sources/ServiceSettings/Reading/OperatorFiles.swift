package import SystemPackage

/// The files of a state folder that the operator brings or backs up by hand.
package struct OperatorFiles: Sendable {
    private let folder: FilePath

    package init(_ stateFolder: FilePath) {
        folder = stateFolder
    }

    package var configuration: FilePath { folder.appending("config.json") }

    package var tokenKey: FilePath { folder.appending("token.key") }

    /// The public keys of an authorization server, if there is one.
    package var keySet: FilePath { folder.appending("jwks.json") }
}
