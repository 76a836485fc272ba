import ByteText
import InviteDomain
import InvitePages
import OpenAPI
import Storage

/// What monitoring and generators of clients ask the service about itself.
struct ServiceEndpoints {
    let settings: APISettings
    let storage: any Storage
    let random: () -> UInt64

    init(_ dependencies: Dependencies) {
        settings = dependencies.settings
        random = dependencies.random
        storage = dependencies.storage
    }

    static let endpoints: [Endpoint] = [
        Endpoint(.get, open: "/v2/openapi.json") {
            ServiceEndpoints($0).openAPI
        } described: {
            EndpointDescription(
                tag: .service, id: "openAPI", summary: "This document",
                text: "What is served here, and nothing else.",
                success: .init(
                    text: "OpenAPI 3.0.", content: .other(type: "application/json", schema: #"{ "type": "object" }"#)),
                errors: [.badQuery, .rateLimited] + OpenAPIError.ofEveryRequest
            )
        },
        Endpoint(.get, open: "/docs", query: nil) {
            ServiceEndpoints($0).docs
        } described: {
            EndpointDescription(
                tag: .service, id: "docs", summary: "This document, for people",
                text: "Each call with its errors, and with a line for a shell that makes it.",
                success: .init(text: "A page, without scripts.", content: .page),
                errors: [.pageMalformed, .pageRateLimited, .pageUnavailable] + OpenAPIError.ofTransportToPages
            )
        },
        Endpoint(.get, open: "/health", query: nil, counted: .nobody) {
            ServiceEndpoints($0).health
        } described: {
            EndpointDescription(
                tag: .service, id: "health", summary: "Whether the state can be read and changed",
                text: "A disk that can only be read, or is full, is 503 `STORE_NOT_WRITABLE`.",
                parameters: ["Only"],
                success: .init(
                    text: "It can.",
                    content: .other(type: "text/plain", schema: #"{ "type": "string", "enum": ["OK"] }"#)),
                errors: [.healthBadRequest, .pageUnavailable] + OpenAPIError.ofTransportToPages
            )
        },
    ]

    /// `GET /v2/openapi.json`.
    func openAPI(_ call: Call) -> Content {
        let path = settings.links.servicePath(seen: call.mount())
        return .json(APIDocument.text(pages: settings.hasSignupPage, servedAt: path))
    }

    /// `GET /docs`: the same for people.
    func docs(_ call: Call) -> Content {
        let path = settings.links.servicePath(seen: call.mount())
        let isFolder = call.target.prefix { $0 != "?" }.hasSuffix("/")
        let page = ReferencePage(
            APIDocument.reference(pages: settings.hasSignupPage),
            base: settings.links.origin + (path == "/" ? "" : path),
            document: (isFolder ? "../" : "") + "v2/openapi.json")
        return .page(of: settings.site, random()) { page.render(nonce: $0, of: settings.site) }
    }

    /// `GET /health`: OK while the state can be read and changed; with `only=read` in the query, while it can be read.
    ///
    /// Whatever else is in the query is passed over: those who watch services append what they like.
    func health(_ call: Call) throws -> Content {
        let isOnlyForReading = try Self.isOnlyForReading(call.target)
        try storage.requireReadable()
        if !isOnlyForReading { try storage.requireWritable() }
        return Content(type: "text/plain; charset=utf-8", body: Array("OK".utf8))
    }

    private static func isOnlyForReading(_ target: String) throws(RequestProblem) -> Bool {
        let query = target.utf8.drop { $0 != .questionMark }.dropFirst()
        let ours = query.split(separator: .ampersand)
            .filter { $0.prefix { $0 != .equals }.elementsEqual("only".utf8) }
        if ours.isEmpty { return false }
        let fields = try FormFields(Array(ours.joined(separator: [.ampersand])), known: nil)
        guard try fields.single("only") == "read" else { throw .badParameter("only", expected: "read") }
        return true
    }
}
