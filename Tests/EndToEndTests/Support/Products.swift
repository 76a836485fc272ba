import SystemPackage

/// The programs under test, beside this test bundle, and the repository that they were built from.
enum Products {
    static let handler = folder.appending("invite-fcgi")
    static let invitectl = folder.appending("invitectl")
    static let serve = repository.appending("deploy/serve")

    static let repository = (1...4).reduce(FilePath(#filePath)) { path, _ in path.removingLastComponent() }

    private static let folder = FilePath(CommandLine.arguments[0]).removingLastComponent()
}
