/// The outcome of using an invite.
package struct Redemption: Equatable, Sendable {
    /// Who has joined or was there already; for somebody at the sign-up page who is kept out, whom nobody recorded.
    package let member: Member
    /// False for somebody who was a member before, pending or not: no use was counted then, and no role changed.
    package let isNew: Bool
}
