import InviteDomain
import StrictJSON

extension JSONWriter {
    mutating func write(_ member: Member) {
        object {
            $0.member("id", member.id.number)
            $0.member("userId", member.userID?.number)
            $0.member("role", member.role.rawValue)
            $0.member("accepted", member.accepted)
            $0.member("email", member.email)
            $0.member("name", member.name)
            $0.member("joinedAt", member.joinedAt.description)
            $0.member("inviteId", member.inviteID?.description)
        }
    }
}
