package import ArgumentParser
import InviteDomain
import Storage

extension TeamID {
    /// The teams that there are, for a shell that completes a command line.
    package static var defaultCompletionKind: CompletionKind {
        .custom { words, _, _ in known(to: words).map(\.description) }
    }

    /// The teams of the state that a command line names; none where it cannot be read, for nobody could be told why.
    private static func known(to words: [String]) -> [TeamID] {
        let named = words.firstIndex(of: "--state").flatMap { words.dropFirst($0 + 1).first }
        let joined = words.first { $0.hasPrefix("--state=") }?.dropFirst("--state=".count)
        let folder = named ?? joined.map(String.init)
        guard let options = try? StateOptions.parse(folder.map { ["--state", $0] } ?? []),
            let storage = try? options.storage()
        else { return [] }
        return (try? storage.teams.teamIDs()) ?? []
    }
}
