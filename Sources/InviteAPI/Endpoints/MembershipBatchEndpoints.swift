import InviteDomain
import InviteJSON
import InviteMessages
import OpenAPI
import Storage
import StrictJSON

/// What the admins of a team decide about many people at a time.
struct MembershipBatchEndpoints: TeamCalls {
    let teams: any TeamStore

    init(_ dependencies: Dependencies) { teams = dependencies.storage.teams }

    static let endpoints: [Endpoint] = [
        Endpoint(.post, "/memberships/batch", .teamMembershipWrite) {
            MembershipBatchEndpoints($0).decideOnMemberships
        } described: {
            EndpointDescription(
                tag: .memberships, id: "decideOnMemberships", idInOrganization: "decideOnOrganizationTeamMemberships",
                summary: "Accept and decline many",
                text: """
                    What succeeds is one change of the team; what fails is told for each, and keeps nobody else from it. \
                    Whoever is declined may sign up again, unless `keepOut` says otherwise. The same request once more \
                    changes nothing.
                    """,
                body: "DecideOnMemberships",
                success: .init(
                    text: "What has become of each, in the order in which they were named; those of an invite last.",
                    content: .json("DecideOnMembershipsOutput")),
                errors: [.badRequest, .unauthorized, .notManaging, .inviteNotFound, .mediaType]
                    + OpenAPIError.ofEveryCall
            )
        }
    ]

    /// `POST /v2/teams/{teamId}/memberships/batch`.
    func decideOnMemberships(_ call: Call, _ caller: Caller) throws -> Content {
        let properties = MembershipBatch.properties
        let batch = try MembershipBatch(
            try RequestBody.fields(of: call.body, in: call.request, properties: properties))
        let outcomes = try existing(call, by: caller) { team, standing in
            try teams.decide(batch, of: team, by: .user(caller.userID)) {
                try $0.authority(of: caller, organization: standing)
            }
        }
        let team = try call.teamID()
        return .success { $0.array { for outcome in outcomes { $0.outcome(outcome, in: team) } } }
    }
}

extension MembershipBatch {
    static let properties: Set = ["accept", "decline", "declineInviteId", "keepOut"]

    init(_ fields: JSONFields) throws(JSONFieldError) {
        let accept = try fields["accept"]?.membershipIDs()
        let decline = try fields["decline"]?.membershipIDs()
        let invite = try fields["declineInviteId"]?.required("24 lower-case hex digits") {
            $0.string.flatMap { InviteID($0) }
        }
        guard accept != nil || decline != nil || invite != nil else {
            throw fields.problem("accept", "whom to let in, or 'decline' or 'declineInviteId' in its place")
        }
        let limit = CallLimits.batch
        guard (accept?.count ?? 0) + (decline?.count ?? 0) <= limit else {
            throw fields.problem(decline == nil ? "accept" : "decline", "at most \(limit) ids, with those in 'accept'")
        }
        self.init(
            accepted: accept ?? [], declined: decline ?? [], declinedInvite: invite,
            keepsOut: try fields["keepOut"]?.flag() ?? false)
    }
}

extension JSONField {
    fileprivate func membershipIDs() throws(JSONFieldError) -> [MembershipID] {
        try required("an array of ids of memberships") { value in
            guard let elements = value.array else { return nil }
            let ids = elements.compactMap(\.integer).filter(Int.positiveRange.contains)
            return ids.count == elements.count ? ids.map { MembershipID($0) } : nil
        }
    }
}

extension JSONWriter {
    /// One form for all outcomes, so that no client has to guess which it has before it.
    fileprivate mutating func outcome(_ outcome: MembershipOutcome, in team: TeamID) {
        let (result, member, refusal): (String, Member?, Refusal?) =
            switch outcome.result {
            case .accepted(let member): ("accepted", member, nil)
            case .declined(let member): ("declined", member, nil)
            case .unchanged(let member): ("unchanged", member, nil)
            case .failed(let refusal): ("failed", nil, refusal)
            }
        let message = refusal.map { RefusalMessage($0) }
        object {
            $0.member("membershipId", outcome.id.number)
            $0.member("result", result)
            $0.member("reason", message?.reason)
            $0.member("message", message?.api)
            if let member {
                $0.member("membership") { $0.membership(member, in: team) }
            } else {
                $0.member("membership", String?.none)
            }
        }
    }
}
