import Testing

@testable import StrictCSV

@Suite struct CSVReaderTests {
    /// All records of a text that comes in pieces of a size.
    private func records(_ text: [UInt8], pieces size: Int = 4096) throws -> [[String]] {
        var rest = text[...]
        var reader = CSVReader {
            defer { rest = rest.dropFirst(size) }
            return Array(rest.prefix(size))
        }
        var records: [[String]] = []
        while let record = try reader.record() { records.append(record) }
        return records
    }

    private func failure(_ text: [UInt8]) -> CSVSyntaxError? {
        do {
            _ = try records(text)
            return nil
        } catch {
            return error as? CSVSyntaxError
        }
    }

    @Test(
        "records are read the same in pieces of any size", arguments: [1, 2, 3, 7, 4096],
        [
            ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
            ("a,b\r\n1,2", [["a", "b"], ["1", "2"]]),
            ("\u{FEFF}a,b\n", [["a", "b"]]),
            ("a,,\n,,b\n", [["a", "", ""], ["", "", "b"]]),
            ("\"a\",\"\"\n", [["a", ""]]),
            ("\"a,\"\"b\"\"\",c\r\n\"x\ny\r\nz\",\n", [["a,\"b\"", "c"], ["x\ny\r\nz", ""]]),
            ("a\n\n\r\nb\n\n", [["a"], ["b"]]),
            (" a , b \n", [[" a ", " b "]]),
            ("é,ß,🙂\n", [["é", "ß", "🙂"]]),
            ("", []), ("\n\r\n", []), ("\u{FEFF}", []),
            ("a;b;c,d\n1;2;3,4", [["a", "b", "c,d"], ["1", "2", "3,4"]]),
            ("a;b\n\"1;\";2,5\n", [["a", "b"], ["1;", "2,5"]]),
            ("a\tb\r\n1\t2\r\n", [["a", "b"], ["1", "2"]]),
            ("\"a;b;c\",d\n", [["a;b;c", "d"]]),
            ("sep=;\r\na;b\n", [["a", "b"]]), ("\u{FEFF}sep=|\na|b\n", [["a", "b"]]), ("sep=;", []),
            ("sep=,\n\na;b,c\n", [["a;b", "c"]]), ("\n\r\na;b,c;d\n", [["a", "b,c", "d"]]),
            ("\u{FEFF}\nsep=|\na|b\n", [["a", "b"]]),
            ("a,b\n=\"01\",\"=\"\"02\"\"\"\n", [["a", "b"], ["=\"01\"", "=\"02\""]]),
            ("a,b\n=1,=\n", [["a", "b"], ["=1", "="]]),
        ])
    func reads(size: Int, example: (text: String, records: [[String]])) throws {
        #expect(try records(Array(example.text.utf8), pieces: size) == example.records)
    }

    @Test("fields are kept as they stand in the text too", arguments: [1, 2, 3, 7, 4096])
    func originals(size: Int) throws {
        let text = Array("\u{FEFF}sep=;\r\na;\"b;\"\"c\"\r\n;\r\n\r\n=\"0\";\"x\r\ny\"\r\n".utf8)
        var rest = text[...]
        var reader = CSVReader(keepingOriginals: true) {
            defer { rest = rest.dropFirst(size) }
            return Array(rest.prefix(size))
        }
        var again: [UInt8] = []
        while try reader.record() != nil {
            if again.isEmpty { again = reader.style.start }
            again += reader.style.record(reader.original)
        }
        let withoutEmptyLine = String(decoding: text, as: UTF8.self).replacing("\r\n\r\n", with: "\r\n")
        #expect(String(decoding: again, as: UTF8.self) == withoutEmptyLine)
        #expect(CSVStyle.quoted("a\"b") == Array("\"a\"\"b\"".utf8))
    }

    @Test(
        "what is not CSV is refused with row, column and reason",
        arguments: [
            ("a,b\n1,x\"y\n", 2, 2, "a quote inside a field without quotes around it"),
            ("a,b\n=\"1\"x,2\n", 2, 1, "something between a closing quote and the next separator"),
            ("a,b\n\"1\"x,2\n", 2, 1, "something between a closing quote and the next separator"),
            ("a,b\n\n\n1,x\"y\n", 4, 2, "a quote inside a field without quotes around it"),
            ("a,b\n1,\"2\n", 2, 2, "a quote that is never closed"),
            (
                "a,b\r1,2\n", 1, 2,
                "a carriage return without a line feed (save it with line ends of Unix or Windows)"
            ),
            ("a,b\n1,\u{0}\n", 2, 2, "a NUL (if it is UTF-16, save it as UTF-8)"),
            ("a,b\n1,\"\u{0}\"\n", 2, 2, "a NUL (if it is UTF-16, save it as UTF-8)"),
        ])
    func refuses(text: String, row: Int, column: Int, reason: String) {
        #expect(failure(Array(text.utf8)) == CSVSyntaxError(row: row, column: column, reason: reason))
    }

    @Test(
        "bytes that are not UTF-8 are refused, in the field in which they are, and named for what they may be",
        arguments: [
            ([0xE9], " (if this is 'é' in Windows-1252, save it as UTF-8)"),
            ([0xC3, 0xA9, 0x80], " (if this is '€' in Windows-1252, save it as UTF-8)"),
            ([0xE2, 0x82, 0x41], " (if this is 'â' in Windows-1252, save it as UTF-8)"),
            ([0x81], " (save it as UTF-8)"),
        ] as [([UInt8], String)])
    func encoding(bytes: [UInt8], advice: String) {
        let expected = CSVSyntaxError(row: 2, column: 2, reason: "bytes that are not UTF-8" + advice)
        #expect(failure(Array("a,b\n1,x".utf8) + bytes + [0x0A]) == expected)
    }

    @Test("UTF-16 with a byte order mark is read in pieces of any size", arguments: [1, 2, 3, 5, 4096], [true, false])
    func wide(size: Int, isBigEndian: Bool) throws {
        #expect(try records(Self.wide("a;b\r\né;🙂\r\n", isBigEndian), pieces: size) == [["a", "b"], ["é", "🙂"]])
        #expect(try records(Self.wide("", isBigEndian), pieces: size) == [])
    }

    @Test("half a character of UTF-16 is refused", arguments: [true, false])
    func half(isBigEndian: Bool) {
        let text = Self.wide("a,b\n1,2", isBigEndian)
        let expected = CSVSyntaxError(row: 2, column: 2, reason: "half a character of UTF-16 (save it as UTF-8)")
        #expect(failure(text + [0x32]) == expected)
        #expect(failure(text + (isBigEndian ? [0xD8, 0x3D] : [0x3D, 0xD8])) == expected)
        #expect(failure(text + (isBigEndian ? [0xDE, 0x42] : [0x42, 0xDE])) == expected)
    }

    /// A text in UTF-16 behind its byte order mark.
    private static func wide(_ text: String, _ isBigEndian: Bool) -> [UInt8] {
        ([0xFEFF] + Array(text.utf16)).flatMap { unit in
            let bytes = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
            return isBigEndian ? bytes : bytes.reversed()
        }
    }

    @Test("a field or a record may be long, but not endless")
    func limits() throws {
        let longest = String(repeating: "x", count: CSVReader.fieldLimit)
        #expect(try records(Array("a\n\(longest)\n".utf8), pieces: 1000).last == [longest])
        #expect(failure(Array("a\n\"\(longest)\ny\n".utf8))?.row == 2)
        let widest = String(repeating: ",", count: CSVReader.columnLimit - 1)
        #expect(try records(Array(widest.utf8)).first?.count == CSVReader.columnLimit)
        #expect(failure(Array((widest + ",").utf8))?.reason.hasPrefix("more than") == true)
    }
}
