import InviteDomain
import StrictJSON

/// What a line said of an `Idempotency-Key`, before it is known to be complete.
struct PartialIdempotencyKey {
    private var key: Fingerprint?
    private var body: Fingerprint?

    mutating func read(_ name: String, from reader: inout JSONReader) throws {
        switch name {
        case "key": key = try reader.fingerprint()
        case "body": body = try reader.fingerprint()
        default: try reader.skip()
        }
    }

    func idempotencyKey() throws -> IdempotencyKey {
        IdempotencyKey(fingerprint: try key.required("request.key"), body: try body.required("request.body"))
    }
}

extension JSONReader {
    mutating func idempotencyKey() throws -> IdempotencyKey {
        var partial = PartialIdempotencyKey()
        try object { try partial.read($1, from: &$0) }
        return try partial.idempotencyKey()
    }
}
