import InviteDomain
import OpenAPI
import StrictJSON

/// What the document describes once for several calls.
enum APIComponents {
    static let all: [OpenAPIComponent] = {
        let schemas = OpenAPISchema.all.map { OpenAPIComponent(.schemas, $0.name, text: $0.text) }
        return [parameters, headers, requestBodies, responses, examples, schemas].flatMap(\.self)
    }()

    private static let responses = OpenAPIError.all.map { error in
        OpenAPIComponent(.responses, error.name) { $0.response(error) }
    }

    /// One for each reason, as it is answered.
    private static let examples: [OpenAPIComponent] = {
        var examples: [OpenAPIComponent] = []
        for failure in OpenAPIError.all.filter({ $0.media != .page }).flatMap(\.failures)
        where !examples.contains(where: { $0.name == failure.reason }) {
            let envelope = Envelope.failure(failure, path: "/v2/…", at: Timestamp(milliseconds: 1_795_401_600_123))
            examples.append(
                OpenAPIComponent(.examples, failure.reason) {
                    $0.object {
                        $0.member("value") { $0.writeVerbatim(String(decoding: envelope, as: UTF8.self)) }
                    }
                }
            )
        }
        return examples
    }()
}
