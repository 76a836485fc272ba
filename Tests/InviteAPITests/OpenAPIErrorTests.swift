import HTTPTypes
import InviteDomain
import InviteTestSupport
import StrictJSON
import Testing

@testable import InviteAPI

/// What the document says of failures.
@Suite struct OpenAPIErrorTests {
    @Test("the errors of one description have one status, and no operation has two descriptions of one status")
    func statuses() {
        for error in OpenAPIError.all {
            #expect(Set(error.failures.map(\.status.code)) == [error.status], "\(error.name)")
        }
        for route in Routes(pages: true).all {
            let statuses = route.description.errors.map(\.status)
            #expect(Set(statuses).count == statuses.count, "\(route.template)")
            #expect(!statuses.contains(405))
        }
    }

    @Test("every reason that there is is described, for a status that some operation declares")
    func reasons() throws {
        let described = Routes(pages: true).all.flatMap { $0.description.errors }.flatMap(\.failures)
        for error in Self.everyError {
            let failure = Failure(error)
            let isDescribed = described.contains { $0.reason == failure.reason && $0.status == failure.status }
            #expect(isDescribed, "\(failure.reason)")
            let isKnown = OpenAPIError.reasons.contains(failure.reason) || Self.pageReasons.contains(failure.reason)
            #expect(isKnown, "\(failure.reason)")
        }
    }

    @Test("the examples of failures are what is answered")
    func examples() throws {
        let document = try JSONReader.value(of: APIDocument.text(pages: true, servedAt: "/"))
        let schemas = try #require(document["components"]?["schemas"])
        let reasons = schemas["Error"]?["properties"]?["error"]?["properties"]?["details"]?["properties"]?["reason"]
        let known = try #require(reasons?["x-extensible-enum"]?.array)
        for example in try #require(document["components"]?["examples"]?.members) {
            #expect(example.value["value"]?.reason == example.name)
            #expect(known.contains(.string(example.name)))
        }
    }

    /// Those that only the log and the pages tell.
    private static let pageReasons = ["CROSS_SITE", "PENDING_LIMIT_REACHED", "TOO_MANY_SIGNUPS"]

    /// One of each kind that a request can end in: all but what the command line alone meets, and unknown paths and methods.
    private static let everyError: [any Error] =
        [
            Refusal.scopeMissing(required: .profileRead, held: []), Refusal.notAMember(team: 1),
            Refusal.roleTooLow(user: 1, required: .admin, team: 1),
            Refusal.roleAboveCeiling(role: .admin, ceiling: .member), Refusal.teamNotFound(team: 1),
            Refusal.memberExists(1, team: 1), Refusal.memberNotFound(.membership(1), team: 1),
            Refusal.memberIdentified(1), Refusal.memberOutranks(.owner),
            Refusal.roleAboveOwn(role: .owner, own: .admin), Refusal.lastOwner(team: 1), Refusal.vouchingNotAllowed,
            Refusal.inviteNotFound, Refusal.emailNotAllowed, Refusal.emailNotVerified,
            Refusal.teamClosed(team: 1), Refusal.inviteOfClosedTeam, Refusal.teamExists(1), Refusal.keptOut(team: 1),
            Refusal.notAnOrganization(1), Refusal.instanceAdminRequired(field: "id"), Refusal.narrowedToTeams,
            Refusal.versionMismatch(current: 1), Refusal.idempotencyKeyReused, Refusal.limitBelowUses(uses: 1),
            Refusal.tooManyActiveInvites(limit: 1), Refusal.tooManyPending(limit: 1, byOneInvite: false),
            Refusal.cursorUnknown, Refusal.eventsGone(1...2, team: 1, next: "0"),
            RequestProblem.tooManySignUps(secondsLeft: 1), Refusal.invalid(field: "x", expected: "y"),
            RequestProblem.malformed(""), RequestProblem.crossSiteCall, RequestProblem.headerFieldsTooLarge,
            RequestProblem.bodyTooLarge(limit: 1),
            RequestProblem.notJSON(""), RequestProblem.notAnObject, RequestProblem.unknownProperty(""),
            RequestProblem.mediaType("", expected: ""), RequestProblem.patchType(""),
            RequestProblem.crossSite,
            RequestProblem.badID(parameter: "", value: "", expected: ""),
            RequestProblem.badParameter("", expected: ""), RequestProblem.tooManyRequests(secondsLeft: 1),
            RequestProblem.tooManyFailures(.tokenUnknown, secondsLeft: 1), Refusal.tokenUnknown,
        ] + Refusal.Authentication.allCases.map { Refusal.unauthenticated($0) }
        + Invite.Status.allCases.filter { $0 != .active }.map { Refusal.inviteDead($0) }
        + [StoreError.Kind.unavailable, .unwritable, .busy, .corrupt, .uncertain].map { StoreError($0, "") }
}
