import SystemPackage

extension SampleState {
    /// A file beside the state.
    func file(_ name: String) -> FilePath { folder.removingLastComponent().appending(name) }

    /// An import of files beside the state, each of which is named `teams`, `members`, `keys` or `invites`, or else holds
    /// JSON lines.
    func imports(_ files: [String: [UInt8]]) throws -> Command {
        var command = invitectl("import")
        for (name, contents) in files.sorted(by: { $0.key < $1.key }) {
            try file(name).write(contents)
            command.arguments +=
                ImportFiles.tables.contains(name) ? ["--\(name)", file(name).string] : [file(name).string]
        }
        return command
    }

    /// Every file of the state, and what is in it.
    func fingerprint() async throws -> String {
        let look =
            "cd \"$0\" && find . -printf '%p %y %m %s %T@\\n' | sort && find . -type f | sort | xargs -r sha256sum"
        return try await Command("sh", "-c", look, folder.string).text()
    }
}

enum ImportFiles {
    static let tables = ["teams", "members", "keys", "invites"]
}
