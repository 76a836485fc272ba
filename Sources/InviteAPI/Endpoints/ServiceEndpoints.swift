extension InviteAPI {
    /// `GET /health`: OK while the state can be read and changed; with `only=read` in the query, while it can be read.
    ///
    /// Whatever else is in the query is passed over: those who watch services append what they like.
    func health(_ call: Call) throws -> Content {
        let isOnlyForReading = try Self.isOnlyForReading(call.target)
        try probe()
        if !isOnlyForReading { try writeProbe() }
        return Content(type: "text/plain; charset=utf-8", body: Array("OK".utf8))
    }

    private static func isOnlyForReading(_ target: String) throws(RequestProblem) -> Bool {
        let query = target.utf8.drop { $0 != UInt8(ascii: "?") }.dropFirst()
        let ours = query.split(separator: UInt8(ascii: "&"))
            .filter { $0.prefix { $0 != UInt8(ascii: "=") }.elementsEqual("only".utf8) }
        if ours.isEmpty { return false }
        let fields = try FormFields(Array(ours.joined(separator: [UInt8(ascii: "&")])), known: nil)
        guard try fields.single("only") == "read" else { throw .badParameter("only", expected: "read") }
        return true
    }
}
