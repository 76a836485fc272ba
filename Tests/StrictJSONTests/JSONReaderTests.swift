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
            ("9007199254740991.0", .integer(9_007_199_254_740_991)), ("1e-400", .integer(0)),
            ("9007199254740993.0", .number(9_007_199_254_740_992)), ("-1e999", .number(-.infinity)),
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

    @Test("a name that comes twice is found among thousands", arguments: [0, 15, 16, 17, 2_999])
    func duplicateAmongMany(position: Int) throws {
        let names = (0..<3_000).map { "\"n\($0)\":0" }
        let whole = "{" + names.joined(separator: ",") + "}"
        #expect(try JSONReader.value(of: Array(whole.utf8)).members?.count == 3_000)
        let twice = "{" + (names + ["\"n\(position)\":1"]).joined(separator: ",") + "}"
        #expect(throws: JSONSyntaxError.self) { try JSONReader.value(of: Array(twice.utf8)) }
    }

    @Test("a member has one name, byte by byte")
    func memberName() throws {
        let value = try JSONReader.value(of: Array(#"{"\u212aey":1,"caf\u00e9":2}"#.utf8))
        #expect(value["Key"] == nil && value["cafe\u{301}"] == nil)
        #expect(value["\u{212A}ey"] == .integer(1) && value["caf\u{E9}"] == .integer(2))
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
