extension JSONCase {
    /// What the RFC forbids, and what was decided against.
    package static let refused =
        nothing + words + badNumbers + badStrings + controls + encodings + structure + twice + deep + cutShort

    private static let nothing =
        refuse("no value", "", " ", "\t\r\n", "\u{0}")
        + refuse("two values", "1 2", "{}{}", "[][]", #""a""b""#, "null null", "{}\n{}", "{}1", "1{}", #"{"a":1}x"#)

    private static let words = refuse(
        "a word that is none", "nul", "nulll", "Null", "NULL", "tru", "truE", "True", "truetrue", "fals", "FALSE",
        "nil",
        "none", "undefined", "yes", "n", "t", "f", "x", "NaN", "-NaN", "nan", "Infinity", "-Infinity", "inf", "true1")

    private static let badNumbers = refuse(
        "a number that is none", "-", "+", "+1", "--1", "-+1", "- 1", "1 000", "01", "00", "-01", "-00", "007", "00.5",
        ".5", "-.5", ".", "1.", "-1.", "0.", "1.e1", "1..2", "1.2.3", "1e", "1E", "1e+", "1e-", "1e+-1", "1e1.5",
        "1e1e1",
        ".e1", "e1", "-e1", "0e", "0x1", "0X1F", "0b1", "0o7", "1_000", "1,5", "1f", "1L", "1n", "$1", "1%", "1-",
        "1+1",
        "1/2", "\u{FF11}", "\u{661}", "1\u{661}", "\u{2212}1", "\u{221E}", "0\u{B2}")

    private static let badStrings =
        refuse("a string without an end", #"""#, #""a"#, #""\""#, #""a\"#, #""\\\""#, #""\u00"#, #""\ud800"#)
        + refuse("other quotes", "'a'", "`a`", "\u{201C}a\u{201D}", "a", #"a""#, #"\"a\""#, "''")
        + "acdeghijklmopqsvwxyzABCDEFNRTU0123456789'()<>{}[] -%?".map { refuse("an unknown escape", "\"\\\($0)\"") }
        .joined()
        + refuse("an unknown escape", "\"\\\n\"", "\"\\\u{0}\"", "\"\\\u{E9}\"", #""\x41""#, #""\101""#, #""\u{41}""#)
        + refuse(
            #"an escape \u without four digits"#, #""\u""#, #""\u1""#, #""\u12""#, #""\u123""#, #""\u123g""#,
            #""\u 123""#, #""\u+123""#, #""\u-123""#, #""\u0x41""#, #""\U0041""#, "\"\\u004\u{661}\"",
            "\"\\u\u{FF10}041\"",
            #""\u00\u0041""#)
        + refuse(
            "a lone surrogate", #""\ud800""#, #""\udbff""#, #""\udc00""#, #""\udfff""#, #""\ud800x""#, #""\ud800\n""#,
            #""\ud800\u0041""#, #""\ud800\ud800""#, #""\udc00\ud800""#, #""\ud800\udc0""#, #""\ud800\\udc00""#,
            #""\ud83d\ude00\ude00""#, #"{"\ud800":1}"#)

    /// All of them, in a string (7), where only an escape may say them, and beside a value (2).
    private static let controls = (UInt8(0)..<0x20).flatMap { byte in
        let character = String(Unicode.Scalar(byte))
        let outside =
            whiteSpace.contains(byte) ? [] : refuse("a control character", character + "1", "[1" + character + "]")
        return refuse("a control character in a string", "\"\(character)\"", "{\"a\(character)\":1}") + outside
    }

    private static let encodings =
        notUTF8.flatMap { bytes in
            refuse(
                "a string that is not UTF-8",
                bytes: [[0x22] + bytes + [0x22], Array(#"{"a"#.utf8) + bytes + Array(#"":1}"#.utf8)])
                + refuse("not UTF-8", bytes: [bytes])
        }
        + refuse("a byte order mark", "\u{FEFF}", "\u{FEFF}{}", "\u{FEFF}1", "{}\u{FEFF}", "[\u{FEFF}1]", " \u{FEFF}{}")
        + refuse(
            "another encoding",
            bytes: [
                [0xFE, 0xFF, 0, 0x7B, 0, 0x7D], [0xFF, 0xFE, 0x7B, 0, 0x7D, 0], [0, 0x7B, 0, 0x7D], [0x7B, 0, 0x7D, 0],
                [0xFF, 0xFE, 0, 0, 0x31, 0, 0, 0], [0, 0, 0xFE, 0xFF, 0, 0, 0, 0x31], [0x31, 0], [0, 0x31],
                [0x22, 0xE9, 0x22], [0x22, 0x80, 0x22], [0x2B, 0x2F, 0x76, 0x38, 0x2D, 0x31],
            ])
        + refuse(
            "what is no white space of JSON", "\u{A0}1", "1\u{A0}", "\u{2028}1", "[1\u{2029}]", "\u{3000}{}",
            "\u{200B}1",
            "\u{1680}1", "\u{85}1", "[\u{2003}]", "{\u{180E}}")

    /// Stray and missing continuations, long spellings, surrogates, and what is beyond Unicode (RFC 3629, 3 and 4).
    private static let notUTF8: [[UInt8]] = [
        [0x80], [0xBF], [0xC0, 0x80], [0xC1, 0xBF], [0xC2], [0xC2, 0x41], [0xC3, 0x28], [0xE0, 0x80, 0x80],
        [0xE0, 0x9F, 0xBF], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF], [0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x80],
        [0xF0, 0x80, 0x80, 0x80], [0xF0, 0x8F, 0xBF, 0xBF], [0xF0, 0x9F, 0x98], [0xF4, 0x90, 0x80, 0x80],
        [0xF5, 0x80, 0x80, 0x80], [0xF8, 0x88, 0x80, 0x80, 0x80], [0xFC, 0x84, 0x80, 0x80, 0x80, 0x80], [0xFE], [0xFF],
    ]

    private static let structure =
        refuse(
            "an array that is none", "[", "]", "[[", "]]", "[1", "[1,", "[,", "[,]", "[,1]", "[1,]", "[1,,2]", "[1 2]",
            #"["a" "b"]"#, "[1;2]", "[1:2]", #"["a":1]"#, "[1}", "[1]]", "[[1]", "(1)", "[1,2", "[a]", "[-]", "[...]")
        + refuse(
            "an object that is none", "{", "}", "{{", "}}", "{]", "{,}", "{}}", "{{}}", #"{"a"}"#, #"{"a":}"#,
            #"{"a":1"#,
            #"{"a":1,"#, #"{"a":1,}"#, #"{,"a":1}"#, #"{"a":1,,"b":2}"#, #"{"a":1 "b":2}"#, #"{"a" 1}"#, #"{"a"::1}"#,
            #"{"a"=1}"#, #"{"a"=>1}"#, #"{"a":1;"b":2}"#, #"{:1}"#, "{a:1}", "{'a':1}", "{1:1}", "{null:1}", "{[]:1}",
            #"{"a":1,"b"}"#, #"{"a":1]"#, #"{"a":b}"#, #"{"a","b":1}"#, #"{"a":1:2}"#, #"{"a":(1)}"#)
        + refuse(
            "a comment", "// a\n1", "1// a", "/* a */1", "[1/* a */]", "{/**/}", "# a\n1", "<!-- -->1", #"{"a":1}//"#,
            #"{"a"/**/:1}"#)
        + refuse("something else", "<a/>", "a=1", "%7B%7D", "\\u007b}", ")]}'\n{}", "callback({})", "---\na: 1", ";")

    private static let twice =
        refuse(
            "a name twice", #"{"a":1,"a":1}"#, #"{"a":1,"a":2}"#, #"{"":1,"":2}"#, #"{"a":1,"b":2,"a":3}"#,
            #"{"a":1,"\u0061":2}"#, #"{"\u0061":1,"\u0061":1}"#, #"{"/":1,"\/":2}"#, #"{"a":{"b":1,"b":2}}"#,
            #"[{"a":1,"a":2}]"#, #"{"a":{},"a":{}}"#, #"{"name":"x","name":"y"}"#, #"{"maxUses":1,"max\u0055ses":2}"#)
        + refuse("a name in two spellings of Unicode", "{\"\u{E9}\":1,\"e\u{301}\":2}", #"{"\u00e9":1,"e\u0301":2}"#)
        + refuse("a name twice among many", "{" + (0..<300).map { "\"n\($0 % 299)\":0" }.joined(separator: ",") + "}")

    private static let deep =
        refuse(
            "too deep", nested(17, "[", "", "]"), nested(17, #"{"a":"#, "0", "}"), nested(9, #"{"a":["#, "0", "]}"),
            nested(10_000, "[", "", "]"), nested(10_000, "[", "", ""), nested(10_000, #"{"a":"#, "", ""),
            nested(10_000, "[{\"a\":", "", ""))

    /// Every beginning of some texts that are whole only with their last byte.
    private static let cutShort = [
        #"{"maxUses":5,"name":"a\n\u00e9"}"#, #"[true,false,null,-1.5e3,{"a":[]},""]"#, "\"\u{1F600}\\ud83d\\ude00\"",
    ].flatMap { text in
        let bytes = Array(text.utf8)
        return refuse("cut short", bytes: bytes.indices.dropFirst().map { Array(bytes[..<$0]) })
    }
}
