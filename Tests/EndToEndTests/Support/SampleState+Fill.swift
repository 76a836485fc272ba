extension SampleState {
    /// Lets team 42 have so many invites that expired years ago, and so many that are live.
    func fill(dead: Int, live: Int) throws {
        let next = try ledger(of: 42).lines.count + 1
        let lines = (0..<dead + live).map { number in
            let digits = String(number, radix: 16)
            let id = "0000002a" + String(repeating: "0", count: 16 - digits.count) + digits
            let end = number < dead ? "\"2020-01-08T00:00:00.000Z\",\"expiresInDays\":7" : "null,\"expiresInDays\":null"
            return #"{"seq":\#(next + number),"at":"2020-01-01T00:00:00.000Z","by":{"userId":17},"event":"#
                + #""invite.created","invite":{"id":"\#(id)","role":"MEMBER","expiresAt":\#(end),"maxUses":null}}"#
        }
        try ledgerFile(of: 42).append(Array((lines.joined(separator: "\n") + "\n").utf8))
    }
}
