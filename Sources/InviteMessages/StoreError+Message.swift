package import InviteDomain

/// What callers of the API are told of a store that failed; whoever is at a shell, or reads the log, gets the error's own
/// description, which names files.
extension StoreError.Kind {
    /// The machine's word for it.
    package var reason: String {
        switch self {
        case .busy: "STORE_BUSY"
        case .unavailable: "STORE_UNAVAILABLE"
        case .unwritable: "STORE_NOT_WRITABLE"
        case .corrupt: "STORE_CORRUPT"
        case .uncertain: "STORE_UNCERTAIN"
        }
    }

    /// The people's word for it.
    package var message: String {
        switch self {
        case .busy: "the team is being changed by others; try again"
        case .unavailable: "the state cannot be reached; try again later"
        case .unwritable: "the state can be read and not changed; try again later"
        case .corrupt: "the state needs its operator; try again later"
        case .uncertain: "whether the change will last is not known; look before trying again"
        }
    }

    /// When to try again, in seconds.
    package var wait: Int {
        switch self {
        case .busy: 1
        case .unavailable, .unwritable, .uncertain: 5
        case .corrupt: 60
        }
    }
}
