/// What the creator of an invite may add to it; most add nothing.
package struct InviteExtras: Equatable, Sendable {
    /// Nil when there is nothing in it, as most often.
    private var contents: Boxed<Contents>?

    private struct Contents: Equatable, Sendable {
        var name: String?
        var allowedEmailDomains: [String] = []
        var metadata: [String: String] = [:]

        var isNothing: Bool { name == nil && allowedEmailDomains.isEmpty && metadata.isEmpty }

        /// By bytes, or an edit that spells a name in other bytes would change nothing.
        static func == (a: Contents, b: Contents) -> Bool {
            a.name.isSpelled(like: b.name) && a.allowedEmailDomains == b.allowedEmailDomains
                && a.metadata.count == b.metadata.count
                && a.metadata.allSatisfy { name, text in
                    guard let there = b.metadata.index(forKey: name).map({ b.metadata[$0] }) else { return false }
                    return there.key.isSpelled(like: name) && there.value.isSpelled(like: text)
                }
        }
    }

    package init(name: String? = nil, allowedEmailDomains: [String] = [], metadata: [String: String] = [:]) {
        if name == nil, allowedEmailDomains.isEmpty, metadata.isEmpty { return }
        contents = .box(Contents(name: name, allowedEmailDomains: allowedEmailDomains, metadata: metadata))
    }

    package var name: String? {
        get { contents?.value.name }
        set { change { $0.name = newValue } }
    }

    package var allowedEmailDomains: [String] {
        get { contents?.value.allowedEmailDomains ?? [] }
        set { change { $0.allowedEmailDomains = newValue } }
    }

    package var metadata: [String: String] {
        get { contents?.value.metadata ?? [:] }
        set { change { $0.metadata = newValue } }
    }

    var isEmpty: Bool { contents == nil }

    private mutating func change(_ change: (inout Contents) -> Void) {
        var value = contents?.value ?? Contents()
        change(&value)
        contents = value.isNothing ? nil : .box(value)
    }
}
