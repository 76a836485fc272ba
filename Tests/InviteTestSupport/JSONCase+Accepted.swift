extension JSONCase {
    /// What the RFC demands of a reader, and what was decided for.
    package static let accepted = values + spaces + numbers + escapes + characters + containers

    private static let values = accept("a value", "true", "false", "null", "0", #""""#, "[]", "{}")

    /// Each kind of white space (2) in each place where it may stand.
    private static let spaces = whiteSpace.flatMap { byte in
        let space = String(Unicode.Scalar(byte))
        return accept(
            "white space", space + "1" + space, "[" + space + "]", "{" + space + "}",
            "[" + space + "1" + space + "," + space + "2" + space + "]",
            "{" + space + #""a""# + space + ":" + space + "1" + space + "," + space + #""b""# + space + ":2" + space
                + "}",
            space + space + #"{"a":[1]}"# + space + space)
    }

    private static let numbers =
        accept(
            "a number", "-0", "1", "-1", "9", "10", "1234567890", "0.0", "-0.0", "0.5", "-0.5", "1.0", "1.25", "10.01",
            "0.000001", "0e0", "0E0", "0e+0", "0e-0", "1e1", "1E1", "1e+1", "1e-1", "1E+01", "1e00", "1.5e3", "-1.5E-3",
            "123.456e78", "-0e-1", "0.1e1")
        + accept(
            "a number that is hard to hold", "2147483648", "9007199254740992", "9007199254740993",
            "9007199254740993.0", "9223372036854775807", "-9223372036854775808", "9223372036854775808",
            "-9223372036854775809", "18446744073709551616", "99999999999999999999999999999999", "1e308", "1e309",
            "-1e309", "1e999999999999", "1e-400", "0.1000000000000000055511151231257827", "4.9e-324", "1e-999999999999")
        + accept(
            "a number of many digits", String(repeating: "9", count: 2_000),
            "0." + String(repeating: "0", count: 2_000) + "1", "1e" + String(repeating: "0", count: 2_000) + "1")

    private static let escapes =
        accept(
            "an escape", #""\"""#, #""\\""#, #""\/""#, #""\b""#, #""\f""#, #""\n""#, #""\r""#, #""\t""#, #""\\u0041""#)
        + accept(
            #"an escape \u"#, #""\u0000""#, #""\u0001""#, #""\u001f""#, #""\u0020""#, #""\u0022""#, #""\u005C""#,
            #""\u002f""#, #""\u0041""#, #""\u007F""#, #""\u0080""#, #""\u07ff""#, #""\u0800""#, #""\uabcd""#,
            #""\uABCD""#, #""\uAbCd""#, #""\uD7FF""#, #""\ue000""#, #""\ufeff""#, #""\ufdd0""#, #""\ufffe""#,
            #""\uffff""#, #""\u00410""#)
        + accept(
            "an escaped pair", #""\ud800\udc00""#, #""\uDBFF\uDFFF""#, #""\ud83d\uDE00""#,
            #""\ud83d\ude00\ud83d\ude00""#)

    private static let characters =
        accept(
            "a character", "\" \"", "\"\u{7F}\"", "\"'\"", "\"/\"", "\"\u{80}\"", "\"\u{E9}\"", "\"e\u{301}\"",
            "\"\u{7FF}\"", "\"\u{800}\"", "\"\u{D7FF}\"", "\"\u{E000}\"", "\"\u{2028}\u{2029}\"", "\"\u{FEFF}\"",
            "\"\u{10000}\"", "\"\u{1F600}\"", "\"\u{10FFFF}\"",
            "\"\u{200B}\u{A0}\"")
        + ([0xFDD0, 0xFFFE, 0xFFFF, 0x1FFFE, 0x10FFFF] as [UInt32]).compactMap(Unicode.Scalar.init).flatMap {
            accept("a code point that is no character", "\"\(String($0))\"")
        }
        + accept("what would be structure outside a string", #""{[:,]}""#, #""//""#, #""/* */""#, #""null""#)
        + accept("a long string", "\"" + String(repeating: "x", count: 20_000) + "\"")

    private static let containers =
        accept("an array", "[[]]", "[{}]", "[1]", "[1,2]", #"[null,true,"a",-1.5,[],{}]"#, "[[1],[2,[3]]]")
        + accept(
            "an object", #"{"a":1}"#, #"{"":0}"#, #"{"":{"":{}}}"#, #"{"a":1,"A":2}"#, #"{"a":1,"b":2}"#,
            #"{"a":{"a":1}}"#,
            #"{"a":[{"b":1},{"b":2}]}"#, #"{"a":{"b":1},"b":1}"#, #"{"\u0061":1,"b":2}"#, #"{"a\u0000":1,"a":2}"#,
            #"{" ":1,"  ":2}"#, #"{"a":null,"b":true,"c":"x","d":[],"e":{}}"#)
        + accept("many members", "{" + (0..<400).map { "\"n\($0)\":\($0)" }.joined(separator: ",") + "}")
        + accept("many elements", "[" + (0..<2_000).map { "\($0)" }.joined(separator: ",") + "]")
        + accept(
            "as deep as is allowed", nested(15, "[", "", "]"), nested(16, #"{"a":"#, "0", "}"),
            nested(8, #"{"a":["#, "0", "]}"))
}
