/// What a session of `invitectl` finds: the commands that came before, each of which has to succeed.
struct Beginning {
    let commands: [String]

    /// Not even a state folder.
    static let nothing = Beginning(commands: [])
    static let emptyState = Beginning(commands: ["init"])
    /// Team 42, without members.
    static let team = emptyState.then("team create --id 42 --name Acme")
    /// Team 42 with user 17, an ADMIN without a name.
    static let teamWithAdmin = team.then("member add --team 42 --user 17 --role ADMIN")
    /// Team 42 with user 17, an ADMIN called Ada.
    static let teamOfAda = team.then("member add --team 42 --user 17 --role ADMIN --name Ada")
    /// Organization 7 with team 42, both without members.
    static let organization = emptyState.then(
        "team create --id 7 --name Umbrella --organization", "team create --id 42 --name Acme --parent 7")

    private func then(_ more: String...) -> Beginning { Beginning(commands: commands + more) }
}
