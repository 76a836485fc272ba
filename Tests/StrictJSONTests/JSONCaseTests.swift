import InviteTestSupport
import StrictJSON
import Testing

@Suite struct JSONCaseTests {
    @Test("what is JSON is read, alone and as a member's value", arguments: JSONCase.accepted)
    func accepts(text: JSONCase) throws {
        let value = try JSONReader.value(of: text.bytes)
        guard !text.isObject else { return }
        #expect(try JSONReader.value(of: text.member("a")) == .object([JSONMember(name: "a", value: value)]))
    }

    @Test("what is no JSON is refused, alone and as a member's value", arguments: JSONCase.refused)
    func refuses(text: JSONCase) {
        #expect(throws: JSONSyntaxError.self) { try JSONReader.value(of: text.bytes) }
        #expect(throws: JSONSyntaxError.self) { try JSONReader.value(of: text.member("a")) }
    }

    @Test("every object, array and string that is cut short anywhere is refused", arguments: JSONCase.accepted)
    func truncation(text: JSONCase) {
        let bytes = text.bytes.drop { JSONCase.whiteSpace.contains($0) }
        let lastByte = bytes.lastIndex { !JSONCase.whiteSpace.contains($0) }
        guard let first = bytes.first, let lastByte, "{[\"".utf8.contains(first) else { return }
        // Of the long ones every length would take minutes.
        let step = max(1, bytes.count / 500)
        for end in stride(from: lastByte, to: bytes.startIndex, by: -step) {
            #expect(throws: JSONSyntaxError.self) { try JSONReader.value(of: Array(bytes[..<end])) }
        }
    }

    @Test("no case is there twice, and each may be in a create's body")
    func table() {
        #expect(Set(JSONCase.all.map(\.description)).count == JSONCase.all.count)
        #expect(JSONCase.all.allSatisfy { $0.member("name").count < 102_400 })
        #expect(JSONCase.accepted.count > 100 && JSONCase.refused.count > 300)
    }
}
