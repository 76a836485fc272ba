import InviteDomain
import Testing

@Suite struct TimestampTests {
    @Test(
        "times are written in UTC with milliseconds",
        arguments: [
            (0, "1970-01-01T00:00:00.000Z"), (-1, "1969-12-31T23:59:59.999Z"),
            (951_782_400_000, "2000-02-29T00:00:00.000Z"), (1_583_020_799_999, "2020-02-29T23:59:59.999Z"),
            (4_107_542_400_000, "2100-03-01T00:00:00.000Z"), (253_402_300_799_999, "9999-12-31T23:59:59.999Z"),
        ] as [(Int64, String)]
    )
    func text(milliseconds: Int64, text: String) {
        #expect(Timestamp(milliseconds: milliseconds).description == text)
        #expect(Timestamp(text)?.milliseconds == milliseconds)
    }

    @Test(
        "every form of RFC 3339 is read",
        arguments: [
            ("1970-01-01T00:00:01Z", 1_000), ("1970-01-01t00:00:00.5z", 500), ("1970-01-01T00:00:00.1239Z", 123),
            ("1970-01-01T01:00:00+01:00", 0), ("1969-12-31T22:30:00-01:30", 0),
            ("0001-01-01T00:00:00Z", -62_135_596_800_000),
        ] as [(String, Int64)]
    )
    func reads(text: String, milliseconds: Int64) {
        #expect(Timestamp(text)?.milliseconds == milliseconds)
    }

    @Test(
        "what is no time is refused",
        arguments: [
            "", "1970-01-01", "1970-01-01T00:00Z", "1970-01-01T00:00:00", "1970-01-01 00:00:00Z",
            "1970-13-01T00:00:00Z",
            "1970-00-01T00:00:00Z", "1970-02-29T00:00:00Z", "1900-02-29T00:00:00Z", "1970-01-32T00:00:00Z",
            "1970-01-01T24:00:00Z", "1970-01-01T00:60:00Z", "1970-01-01T00:00:60Z", "1970-01-01T00:00:00.Z",
            "1970-01-01T00:00:00Zx", "1970-01-01T00:00:00+24:00", "1970-01-01T00:00:00+0100", "0000-01-01T00:00:00Z",
            "+1970-01-01T00:00:00Z", "١٩٧٠-01-01T00:00:00Z",
        ]
    )
    func refuses(text: String) {
        #expect(Timestamp(text) == nil)
        #expect(Timestamp(canonical: text.utf8.span) == nil)
    }

    @Test("its own spelling is read by itself, and with any byte changed only where that is another moment's")
    func canonical() {
        let text = Array("2020-02-29T23:59:59.999Z".utf8)
        for position in text.indices {
            for byte in [0, 0x20, 0x2F, 0x30, 0x33, 0x39, 0x3A, 0x5A, 0x74, 0x7A, 0xFF] as [UInt8] {
                var changed = text
                changed[position] = byte
                let spelling = String(decoding: changed, as: UTF8.self)
                let found = Timestamp(canonical: changed.span)
                #expect(found == Timestamp(spelling).flatMap { $0.description == spelling ? $0 : nil })
            }
            #expect(Timestamp(canonical: text.span.extracting(first: position)) == nil)
        }
    }

    @Test("every day of four centuries is written and read back")
    func everyDay() {
        var previous = ""
        for day in stride(from: Int64(-36_525), to: 109_575, by: 1) {
            let moment = Timestamp(milliseconds: day * 86_400_000 + 1)
            let text = moment.description
            #expect(text > previous || day < 0 && previous.isEmpty)
            #expect(Timestamp(text) == moment)
            #expect(Timestamp(canonical: text.utf8.span) == moment)
            previous = text
        }
    }

    @Test("what is read can be written and read again, at both ends of time")
    func ends() throws {
        for text in ["0001-01-01T00:00:00.000Z", "9999-12-31T23:59:59.999Z"] {
            #expect(try #require(Timestamp(text)).description == text)
        }
        for text in ["9999-12-31T23:59:59-00:01", "0001-01-01T00:00:00+00:01", "9999-12-31T23:59:59.999-23:59"] {
            #expect(Timestamp(text) == nil, "\(text)")
        }
    }
}
