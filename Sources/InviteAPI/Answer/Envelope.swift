import HTTPTypes
import InviteDomain
import StrictJSON

/// The JSON object around every answer, in Cal.com's form: `status` and `data`, or `status` and `error`.
enum Envelope {
    /// The envelope of a success; `beside` writes what stands beside the data.
    static func success(
        _ data: (inout JSONWriter) -> Void, beside: (inout JSONWriter) -> Void = { _ in }
    ) -> [UInt8] {
        var json = JSONWriter()
        json.object {
            $0.member("status", "success")
            $0.member("data", data)
            beside(&$0)
        }
        return json.bytes
    }

    /// The envelope of a failure; `path` is the request's as it may be repeated, `now` the time of the answer.
    static func failure(_ failure: Failure, path: String, at now: Timestamp) -> [UInt8] {
        var json = JSONWriter()
        json.object {
            $0.member("status", "error")
            $0.member("timestamp", now.description)
            $0.member("path", path)
            $0.member("error") { $0.object { $0.write(failure) } }
        }
        return json.bytes
    }

    /// The name of the exception class that Cal.com's framework throws for a status.
    static func code(_ status: HTTPResponse.Status) -> String {
        switch status.code {
        case 400: "BadRequestException"
        case 401: "UnauthorizedException"
        case 403: "ForbiddenException"
        case 404: "NotFoundException"
        case 405: "MethodNotAllowedException"
        case 409: "ConflictException"
        case 410: "GoneException"
        case 412: "PreconditionFailedException"
        case 413: "PayloadTooLargeException"
        case 415: "UnsupportedMediaTypeException"
        case 429: "ThrottlerException"
        case 431: "RequestHeaderFieldsTooLargeException"
        case 503: "ServiceUnavailableException"
        default: "InternalServerErrorException"
        }
    }
}

extension JSONWriter {
    fileprivate mutating func write(_ failure: Failure) {
        member("code", Envelope.code(failure.status))
        member("message", failure.message)
        member("details") {
            $0.object {
                $0.member("reason", failure.reason)
                $0.member("message", failure.message)
                $0.member("error", failure.status.reasonPhrase)
                $0.member("statusCode", failure.status.code)
                if let field = failure.field { $0.member("field", field) }
                if let team = failure.teamID { $0.member("teamId", team.number) }
                if let cursor = failure.cursor { $0.member("cursor", cursor) }
            }
        }
    }
}
