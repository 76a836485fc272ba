import StrictJSON
import Testing

@Suite struct JSONReaderTests {
    @Test(
        "what RFC 8259 allows is read",
        arguments: [
            ("null", .null), (" true ", .boolean(true)), ("false\r\n\t", .boolean(false)),
            ("0", .integer(0)), ("-0", .integer(0)), ("-12", .integer(-12)), ("9223372036854775807", .integer(.max)),
            ("1.0", .integer(1)), ("1e2", .integer(100)), ("70E-1", .integer(7)), ("1.5", .number(1.5)),
            ("1e999", .number(.infinity)), ("9223372036854775808", .number(9_223_372_036_854_775_808)),
            (#""""#, .string("")), (#""é\u00e9\n\/\"\\\b\f\r\t""#, .string("éé\n/\"\\\u{8}\u{C}\r\t")),
            (#""\ud83d\ude00😀""#, .string("😀😀")), (#""\u0000""#, .string("\0")), ("\"\u{7F}\"", .string("\u{7F}")),
            ("[]", .array([])), ("[1, [2]]", .array([.integer(1), .array([.integer(2)])])), ("{}", .object([])),
            (
                #"{"b":1,"a":null}"#,
                .object([JSONMember(name: "b", value: .integer(1)), JSONMember(name: "a", value: .null)])
            ),
        ] as [(String, JSONValue)]
    )
    func accepts(text: String, value: JSONValue) throws {
        #expect(try JSONReader.value(of: Array(text.utf8)) == value)
    }

    @Test(
        "what RFC 8259 forbids, and what it leaves open, is refused",
        arguments: [
            "", " ", "nul", "nullx", "True", "tru", "[1,]", "[,1]", "[1 2]", "[1", "]", "{", "{]", "{,}", #"{"a"}"#,
            #"{"a":}"#, #"{"a":1,}"#, #"{a:1}"#, #"{'a':1}"#, #"{"a":1 "b":2}"#, "1 2", "{}x", "01", "-", "+1", ".5",
            "1.",
            "1e", "1e+", "0x1", "NaN", "Infinity", "--1", "1,", #"""#, #""a"#, #""\x""#, #""\u12""#, #""\u12g4""#,
            #""\ud800""#, #""\ud800\u0041""#, #""\udc00""#, #""\ud800\ud800""#, "\"\n\"", "\"\u{1}\"", "// a\n1",
            "/* a */1", "\u{FEFF}1", "1\u{0}", "\u{A0}1", #"{"a":1,"a":2}"#, #"{"a":1,"\u0061":2}"#,
            #"{"x":{"a":1,"a":1}}"#,
        ]
    )
    func refuses(text: String) {
        #expect(throws: JSONSyntaxError.self) { try JSONReader.value(of: Array(text.utf8)) }
    }

    @Test(
        "bytes that are not UTF-8 are refused", arguments: [[0x80], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80]])
    func refusesOtherEncodings(bytes: [UInt8]) {
        #expect(throws: JSONSyntaxError.self) { try JSONReader.value(of: [0x22] + bytes + [0x22]) }
        #expect(throws: JSONSyntaxError.self) { try JSONReader.value(of: bytes) }
    }

    @Test("sixteen levels are read, the seventeenth is refused, ten thousand cost no stack")
    func nesting() throws {
        func nested(_ depth: Int) -> [UInt8] {
            Array((String(repeating: "[", count: depth) + String(repeating: "]", count: depth)).utf8)
        }
        _ = try JSONReader.value(of: nested(16))
        #expect(throws: JSONSyntaxError.self) { try JSONReader.value(of: nested(17)) }
        #expect(throws: JSONSyntaxError.self) { try JSONReader.value(of: nested(10_000)) }
    }

    @Test("a name that comes twice is found among thousands", arguments: [0, 15, 16, 17, 2_999])
    func duplicateAmongMany(position: Int) throws {
        let names = (0..<3_000).map { "\"n\($0)\":0" }
        let whole = "{" + names.joined(separator: ",") + "}"
        #expect(try JSONReader.value(of: Array(whole.utf8)).members?.count == 3_000)
        let twice = "{" + (names + ["\"n\(position)\":1"]).joined(separator: ",") + "}"
        #expect(throws: JSONSyntaxError.self) { try JSONReader.value(of: Array(twice.utf8)) }
    }

    @Test("every text that is cut short is refused")
    func truncation() throws {
        let text = Array(#"{"a":[1,-2.5e3,"x\u00e9\n",true,false,null,{"b":{}}]}"#.utf8)
        _ = try JSONReader.value(of: text)
        for length in text.indices {
            #expect(throws: JSONSyntaxError.self, "\(length) bytes") {
                try JSONReader.value(of: Array(text[..<length]))
            }
        }
    }

    @Test("a reader stays inside its range and says where it stopped")
    func range() throws {
        let bytes = Array(#"xx{"a":1}yy"#.utf8)
        var reader = JSONReader(bytes, in: 2..<9)
        var members: [String: Int] = [:]
        try reader.object { members[$1] = try $0.integer() }
        try reader.finish()
        #expect(members == ["a": 1])
        let error = #expect(throws: JSONSyntaxError.self) {
            try JSONReader.value(of: Array(#"{"a":1,"a":2}"#.utf8))
        }
        #expect(error?.description == "a duplicate member name at byte 7")
    }
}
