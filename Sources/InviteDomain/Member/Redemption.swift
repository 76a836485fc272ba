/// What came of a wish to join.
package struct Redemption: Equatable, Sendable {
    package let member: Member
    /// False for somebody who was a member, or on the way in, before: no use was counted and no role raised.
    package let isNew: Bool
}
