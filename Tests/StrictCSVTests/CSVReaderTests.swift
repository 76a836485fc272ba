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
        #expect(reader.row == records.count)
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
        ])
    func reads(size: Int, example: (text: String, records: [[String]])) throws {
        #expect(try records(Array(example.text.utf8), pieces: size) == example.records)
    }

    @Test(
        "what is not CSV is refused with row, column and reason",
        arguments: [
            ("a,b\n1,x\"y\n", 2, 2, "a quote inside a field without quotes around it"),
            ("a,b\n\"1\"x,2\n", 2, 1, "something between a closing quote and the next comma"),
            ("a,b\n1,\"2\n", 2, 2, "a quote that is never closed"),
            ("a,b\r1,2\n", 1, 2, "a carriage return without a line feed"),
            ("a,b\n1,\u{0}\n", 2, 2, "a NUL"),
            ("a,b\n1,\"\u{0}\"\n", 2, 2, "a NUL"),
        ])
    func refuses(text: String, row: Int, column: Int, reason: String) {
        #expect(failure(Array(text.utf8)) == CSVSyntaxError(row: row, column: column, reason: reason))
    }

    @Test("bytes that are not UTF-8 are refused, in the field in which they are")
    func encoding() {
        #expect(failure(Array("a,b\n1,".utf8) + [0xE9, 0x0A])?.row == 2)
        #expect(failure(Array("a,b\n1,".utf8) + [0xE9, 0x0A])?.column == 2)
        #expect(failure([0xFF, 0xFE, 0x61, 0x00])?.reason == "UTF-16 (save it as UTF-8)")
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
