import InviteDomain

@testable import EventJSON

/// The short way reads what the long way reads, and whatever was read is written as a line that reads the same.
func readLedgerLine(_ input: [UInt8]) {
    let long = try? LedgerLine.decodeAny(input, in: input.indices)
    if let short = CanonicalLine.decode(input, in: input.indices) {
        guard let long else { fatalError("broken promise: only the short way reads this") }
        require(short == long && LedgerLine.encode(short) == LedgerLine.encode(long), "the short way reads another")
        require(LedgerLine.encode(short).dropLast() == input[...], "the short way reads another spelling")
    }
    guard let long else { return }
    let line = LedgerLine.encode(long)
    require(line.firstIndex(of: UInt8(ascii: "\n")) == line.count - 1, "an event of several lines")
    for neighbour in [[], Array(#"{"}"#.utf8)] as [[UInt8]] { checkLine(line, long, between: neighbour) }
}

/// `neighbour`: what stands before and after in the same buffer.
private func checkLine(_ line: [UInt8], _ event: Event, between neighbour: [UInt8]) {
    let range = neighbour.count..<neighbour.count + line.count - 1
    let buffer = neighbour + line.dropLast() + neighbour
    for decode in [LedgerLine.decode, LedgerLine.decodeAny] as [([UInt8], Range<Int>) throws -> Event] {
        guard let again = try? decode(buffer, range) else {
            fatalError("broken promise: what was written cannot be read: \(String(decoding: line, as: UTF8.self))")
        }
        require(
            again == event && LedgerLine.encode(again) == line,
            "another event: \(String(decoding: line, as: UTF8.self))")
    }
}
