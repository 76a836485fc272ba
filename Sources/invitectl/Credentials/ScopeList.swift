import ArgumentParser
import InviteDomain

/// One scope or more, separated by commas.
struct ScopeList: ExpressibleByArgument {
    let scopes: [Scope]

    static var allValueStrings: [String] { Scope.allCases.map(\.rawValue) }
    static var defaultCompletionKind: CompletionKind { .list(allValueStrings) }

    /// For the help.
    static let choice = "One or more of \(Scope.allCases.map(\.rawValue).joined(separator: ", "))."

    init?(argument: String) {
        let names = argument.split(separator: ",", omittingEmptySubsequences: false)
        scopes = names.compactMap { Scope(rawValue: $0.uppercased()) }
        guard scopes.count == names.count else { return nil }
    }
}
