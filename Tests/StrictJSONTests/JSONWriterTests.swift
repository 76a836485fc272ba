import StrictJSON
import Testing

@Suite struct JSONWriterTests {
    @Test("commas, colons and escapes are put in their places")
    func wholeText() {
        var json = JSONWriter()
        json.object {
            $0.member("text", "a\"b\\c\n\r\t\u{1}é😀/")
            $0.member("number", -7)
            $0.member("flag", true)
            $0.member("nothing", String?.none)
            $0.member("list", ["a", "b"])
            $0.member("table", ["b": "2", "a": "1"])
            $0.member("nested") { $0.array { $0.object { _ in } } }
            $0.member("empty", [String]())
        }
        let expected =
            #"{"text":"a\"b\\c\n\r\t\u0001é😀/","number":-7,"flag":true,"nothing":null,"list":["a","b"],"#
            + #""table":{"a":"1","b":"2"},"nested":[{}],"empty":[]}"#
        #expect(String(decoding: json.bytes, as: UTF8.self) == expected)
    }

    @Test(
        "whatever is written reads back the same",
        arguments: [
            "", String(repeating: "\u{1}", count: 1_000), String(repeating: "a\"", count: 959), "\u{0}", "\u{1F}\"\\",
            "\u{2028}\u{7F}é", "\u{10FFFF}",
        ])
    func roundTrip(text: String) throws {
        var json = JSONWriter()
        json.object {
            $0.member("before", "x")
            $0.member("text", text)
            $0.member(text, text)
            $0.member("after", 7)
        }
        let value = try JSONReader.value(of: json.bytes)
        #expect(value["text"] == .string(text) && value[text] == .string(text) && value["after"] == .integer(7))
        #expect(json.line() == json.bytes + [UInt8(ascii: "\n")])
    }
}
