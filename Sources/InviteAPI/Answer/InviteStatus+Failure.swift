import InviteDomain

extension Invite.Status {
    /// The machine's word for an invite that admits nobody.
    var reason: String { "INVITE_\(rawValue.uppercased())" }
}
