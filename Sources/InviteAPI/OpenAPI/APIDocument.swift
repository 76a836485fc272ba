import InvitePages
import OpenAPI
import StrictJSON

/// What `GET /v2/openapi.json` answers: OpenAPI 3.0 of exactly what is served, and nothing else.
///
/// It extends the published description of Cal.com's endpoints: the same paths, operations, parameters and names, so
/// that a client made from either works with both.
enum APIDocument {
    /// The whole document, for sites whose application has no sign-up page of its own, or has one.
    ///
    /// It names as its server where the service is on its host, without the host, since that is the one that the document
    /// came from, by whatever name that was: generators put the two together. (They would put `http://` before a relative
    /// `..`, and an address from the settings need not be that of the API.)
    ///
    /// - Parameters:
    ///   - pages: whether the service's own pages are served.
    ///   - path: where the service is on its host: `/` or `/invites`.
    /// - Returns: JSON.
    static func text(pages: Bool, servedAt path: String) -> [UInt8] {
        (pages ? complete : withoutPages).served(at: path)
    }

    /// All that is the same everywhere, made once in the life of a process, when somebody first asks for it.
    private static let complete = document(of: Routes(pages: true)).body
    private static let withoutPages = document(of: Routes(pages: false)).body

    /// What it says, for people; made when somebody first asks for it.
    static func reference(pages: Bool) -> ReferenceContents { pages ? completeReference : referenceWithoutPages }

    private static let completeReference = reference(to: complete)
    private static let referenceWithoutPages = reference(to: withoutPages)

    private static func reference(to body: OpenAPIDocument.Body) -> ReferenceContents {
        guard let document = try? JSONReader.value(of: body.served(at: "/")) else {
            preconditionFailure("the document is JSON")
        }
        return ReferenceContents(APIReference(document))
    }

    static func document(of routes: Routes) -> OpenAPIDocument {
        let routes = routes.all
        return OpenAPIDocument(
            info: info, tags: EndpointDescription.Tag.allCases.map(\.rawValue), securitySchemes: securitySchemes,
            operations: routes.map { ($0.template, $0.endpoint.method.rawValue, $0.operation) },
            components: routes.compactMap(\.link) + APIComponents.all + routes.flatMap(\.description.components))
    }

    private static let info = #"""
        {
          "title": "invite-fcgi",
          "version": "1.0.0",
          "description": "Team invite links, compatible with Cal.com API v2. A success means that the change is on stable \#
        storage. Every path answers HEAD where it answers GET, and OPTIONS; another method gets 405 and `Allow`. A path \#
        may end in a slash. The web server in front may answer 429, 502 and 504 of its own accord, in the same envelope."
        }
        """#

    private static let securitySchemes = #"""
        {
          "bearer": {
            "type": "http", "scheme": "bearer",
            "description": "An API key (`cal_` and 32 hex digits) or an OAuth access token. Where the operator has named a field for it (`INVITE_API_KEY_HEADER`), it may come alone in that one instead."
          }
        }
        """#
}
