import InviteDomain
import StrictJSON

/// A part of the document that is written once and referred to.
struct OpenAPIComponent {
    let group: Group
    let name: String
    /// JSON.
    let text: String

    enum Group: String, CaseIterable {
        case parameters, headers, requestBodies, responses, links, examples, schemas
    }

    static let securitySchemes = #"""
        {
          "bearer": {
            "type": "http", "scheme": "bearer",
            "description": "An API key (`cal_` and 32 hex digits) or an OAuth access token. Where the operator has named a field for it (`INVITE_API_KEY_HEADER`), it may come alone in that one instead."
          }
        }
        """#

    static func reference(to group: Group, _ name: String) -> String { "#/components/\(group.rawValue)/\(name)" }

    /// All there are.
    static let all: [OpenAPIComponent] = {
        let schemas = OpenAPISchema.all.map { OpenAPIComponent(group: .schemas, name: $0.name, text: $0.text) }
        return [parameters, headers, requestBodies, responses, links, examples, schemas].flatMap(\.self)
    }()

    /// Those that `text` refers to, and those that these refer to, in the order of the table.
    static func all(neededBy text: String) -> [OpenAPIComponent] {
        var needed: Set<String> = []
        var texts = [text]
        while let text = texts.popLast() {
            for reference in references(in: text) where needed.insert(reference).inserted {
                guard let component = all.first(where: { $0.reference == reference }) else {
                    preconditionFailure("there is no \(reference)")
                }
                texts.append(component.text)
            }
        }
        return all.filter { needed.contains($0.reference) }
    }

    private var reference: String { Self.reference(to: group, name) }

    private static func references(in text: String) -> [String] {
        text.split(separator: "\"").filter { $0.hasPrefix("#/components/") }.map(String.init)
    }

    private static let responses = OpenAPIError.all.map { error in
        component(.responses, error.name) { $0.response(error) }
    }

    /// One for each reason, as it is answered.
    private static let examples: [OpenAPIComponent] = {
        var examples: [OpenAPIComponent] = []
        for failure in OpenAPIError.all.filter({ $0.media != .page }).flatMap(\.failures)
        where !examples.contains(where: { $0.name == failure.reason }) {
            let envelope = Envelope.failure(failure, path: "/v2/…", at: Timestamp(milliseconds: 1_795_401_600_123))
            examples.append(
                component(.examples, failure.reason) {
                    $0.object {
                        $0.member("value") { $0.writeVerbatim(String(decoding: envelope, as: UTF8.self)) }
                    }
                }
            )
        }
        return examples
    }()

    private static let links = [invite, membership].flatMap { (operations, parameters) in
        operations.flatMap { name, id, idInOrganization in
            let organization = ["orgId": "$request.path.orgId"].merging(parameters) { one, _ in one }
            return [link(name, to: id, parameters), link(inOrganization + name, to: idInOrganization, organization)]
        }
    }

    private typealias Targets = (
        operations: [(name: String, id: String, idInOrganization: String)], parameters: [String: String]
    )

    private static let invite: Targets = (
        [
            ("ReadInvite", "readInvite", "readOrganizationTeamInvite"),
            ("EditInvite", "editInvite", "editOrganizationTeamInvite"),
            ("RevokeInvite", "revokeInvite", "revokeOrganizationTeamInvite"),
            ("ShowInviteLink", "showInviteLink", "showOrganizationTeamInviteLink"),
            ("ListRedemptions", "listRedemptions", "listOrganizationTeamRedemptions"),
        ], ["teamId": "$request.path.teamId", "inviteId": "$response.body#/data/id"]
    )

    private static let membership: Targets = (
        [
            (
                "ReadMembership", "TeamsMembershipsController_getTeamMembership",
                "OrganizationsTeamsMembershipsController_getOrganizationTeamMembership"
            ),
            (
                "UpdateMembership", "TeamsMembershipsController_updateTeamMembership",
                "OrganizationsTeamsMembershipsController_updateOrganizationTeamMembership"
            ),
            (
                "DeleteMembership", "TeamsMembershipsController_deleteTeamMembership",
                "OrganizationsTeamsMembershipsController_deleteOrganizationTeamMembership"
            ),
        ], ["teamId": "$request.path.teamId", "membershipId": "$response.body#/data/id"]
    )

    /// What the name of a link begins with that stays on the way through the organization.
    static let inOrganization = "Organization"

    /// By parameters of the path alone: a body with an expression in it is no JSON value to some readers, and to others
    /// the letters of the expression themselves, so no link leads to where a token is sent.
    private static func link(
        _ name: String, to operationID: String, _ parameters: [String: String]
    ) -> OpenAPIComponent {
        component(.links, name) {
            $0.object {
                $0.member("operationId", operationID)
                $0.member("parameters", parameters)
            }
        }
    }

    static func component(
        _ group: Group, _ name: String, _ write: (inout JSONWriter) -> Void
    ) -> OpenAPIComponent {
        var json = JSONWriter()
        write(&json)
        return OpenAPIComponent(group: group, name: name, text: String(decoding: json.bytes, as: UTF8.self))
    }
}
