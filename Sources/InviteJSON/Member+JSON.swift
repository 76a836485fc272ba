package import InviteDomain
package import StrictJSON

extension JSONWriter {
    /// A membership in Cal.com's form, and since when and by which invite.
    ///
    /// This service keeps no users: what it does not know of one is null.
    package mutating func membership(_ member: Member, in team: TeamID) {
        object {
            $0.member("id", member.id.number)
            $0.members(of: member.userID)
            $0.member("teamId", team.number)
            $0.member("accepted", member.accepted)
            $0.member("role", member.role.rawValue)
            $0.member("disableImpersonation", member.disableImpersonation)
            $0.member("user") {
                $0.object {
                    $0.member("avatarUrl", String?.none)
                    $0.member("username", String?.none)
                    $0.member("name", member.name)
                    $0.member("email", member.email)
                    $0.member("bio", String?.none)
                }
            }
            $0.member("joinedAt", member.joinedAt.description)
            $0.member("inviteId", member.inviteID?.description)
        }
    }

    /// Somebody who is kept out; `team` as the API says it.
    package mutating func keptOut(_ person: KeptOut, of team: TeamID) {
        object {
            $0.member("id", person.id.number)
            $0.members(of: person.userID)
            $0.member("teamId", team.number)
            $0.member("email", person.email)
            $0.member("name", person.name)
            $0.member("since", person.since.description)
        }
    }

    /// A member as invitectl shows one.
    package mutating func member(_ person: Member) {
        object {
            $0.member("id", person.id.number)
            $0.members(of: person.userID)
            $0.details(of: person)
            $0.member("inviteId", person.inviteID?.description)
        }
    }

    /// What there is to say of a member besides who it is, as invitectl shows and exports it.
    package mutating func details(of person: Member) {
        member("role", person.role.rawValue)
        member("accepted", person.accepted)
        member("email", person.email)
        member("name", person.name)
        member("joinedAt", person.joinedAt.description)
    }
}
