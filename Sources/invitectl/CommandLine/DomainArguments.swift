import ArgumentParser
import InviteDomain

// Values of the domain that can stand on a command line.

extension TeamID: ExpressibleByArgument {
    package init?(argument: String) { self.init(argument[...]) }
}

extension InviteID: ExpressibleByArgument {
    package init?(argument: String) { self.init(argument) }
}

extension Role: ExpressibleByArgument {
    package init?(argument: String) {
        guard let role = Role.allCases.first(where: { argument.isSpelledInAnyCase(like: $0.rawValue) }) else {
            return nil
        }
        self = role
    }
}

extension Timestamp: ExpressibleByArgument {
    package init?(argument: String) { self.init(argument) }
}

extension Invite.Status: ExpressibleByArgument {
    package init?(argument: String) { self.init(rawValue: argument.lowercased()) }
}
