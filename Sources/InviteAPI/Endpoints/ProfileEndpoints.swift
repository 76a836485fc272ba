import HTTPTypes
import InviteDomain
import OpenAPI
import StrictJSON

/// The user whom a credential stands for.
struct ProfileEndpoints {
    static let endpoints: [Endpoint] = [
        Endpoint(.get, "/v2/me", .profileRead) { _ in
            ProfileEndpoints().readMe
        } described: {
            EndpointDescription(
                tag: .me, id: "MeController_getMe", summary: "Get my profile",
                text: """
                    Which user the credential acts as. This service keeps no users: all but `id` and \
                    `subject` is Cal.com's default.
                    """,
                success: .init(text: "The user.", content: .json("GetMeOutput")),
                errors: [.badQuery, .unauthorized, .scopeMissing] + OpenAPIError.ofEveryCall
            )
        }
    ]

    /// `GET /v2/me`: which user a credential acts as.
    ///
    /// This service keeps no users, so what does not say who it is is what Cal.com has for a user who has set nothing.
    func readMe(_ call: Call, _ caller: Caller) -> Content {
        .success {
            $0.object {
                $0.member("id", caller.userID.number)
                $0.member("subject", caller.userID.subject?.description)
                for name in ["email", "name", "avatarUrl", "bio"] { $0.member(name, String?.none) }
                $0.member("timeFormat", 12)
                $0.member("defaultScheduleId", Int?.none)
                $0.member("weekStart", "Sunday")
                $0.member("timeZone", "Europe/London")
                $0.member("username", String?.none)
                $0.member("organizationId", Int?.none)
            }
        }
    }
}
