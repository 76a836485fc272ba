/// The outcome of using an invite.
package struct Redemption: Equatable, Sendable {
    package let member: Member
    /// False for somebody who was a member before, pending or not: no use was counted then, and no role changed.
    package let isNew: Bool
}
