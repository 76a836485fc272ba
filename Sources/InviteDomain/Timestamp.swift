/// A moment, in milliseconds since 1970-01-01T00:00:00Z.
///
/// Its text is RFC 3339 in UTC with milliseconds, as Cal.com and JavaScript write it: `2026-11-23T02:40:00.123Z`.
package struct Timestamp: Comparable, Hashable, Sendable {
    package let milliseconds: Int64

    package init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    package static func < (a: Timestamp, b: Timestamp) -> Bool { a.milliseconds < b.milliseconds }

    /// The same time of day (in UTC) some days later.
    package func adding(days: Int) -> Timestamp {
        Timestamp(milliseconds: milliseconds + Int64(days) * Self.day)
    }

    package func adding(seconds: Int) -> Timestamp {
        Timestamp(milliseconds: milliseconds + Int64(seconds) * 1000)
    }

    static let day: Int64 = 86_400_000

    /// Later than every moment.
    static let never = Timestamp(milliseconds: .max)
}

extension Timestamp: CustomStringConvertible {
    package var description: String {
        let (days, time) = milliseconds.quotientAndRemainder(floored: Self.day)
        let (year, month, date) = civilDate(fromDays: days)
        var text = ContiguousArray<UInt8>()
        text.reserveCapacity(24)
        func append(_ number: Int64, width: Int) {
            var divisor = width == 4 ? Int64(1000) : width == 3 ? 100 : 10
            for _ in 0..<width {
                text.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / divisor % 10))
                divisor /= 10
            }
        }
        func append(_ character: Unicode.Scalar) { text.append(UInt8(ascii: character)) }
        append(year, width: 4)
        append("-")
        append(month, width: 2)
        append("-")
        append(date, width: 2)
        append("T")
        append(time / 3_600_000, width: 2)
        append(":")
        append(time / 60_000 % 60, width: 2)
        append(":")
        append(time / 1000 % 60, width: 2)
        append(".")
        append(time % 1000, width: 3)
        append("Z")
        return String(decoding: text, as: UTF8.self)
    }

    /// What four digits of a year can spell: what is kept has to be read again.
    private static let spellable: ClosedRange<Int64> = -62_135_596_800_000...253_402_300_799_999

    /// Reads RFC 3339: any offset, seconds with or without a fraction (kept to milliseconds), years 0001 to 9999 in UTC.
    ///
    /// A leap second (`:60`) is refused: no clock of ours can tell it.
    package init?(_ text: String) {
        self.init(utf8: Array(text.utf8)[...])
    }

    /// The same, from the bytes of the text.
    package init?(utf8 text: ArraySlice<UInt8>) {
        var scanner = DigitScanner(text)
        guard let year = scanner.number(width: 4), year > 0, scanner.take("-"),
            let month = scanner.number(width: 2), scanner.take("-"),
            let date = scanner.number(width: 2), scanner.take("T") || scanner.take("t"),
            let hour = scanner.number(width: 2), hour < 24, scanner.take(":"),
            let minute = scanner.number(width: 2), minute < 60, scanner.take(":"),
            let second = scanner.number(width: 2), second < 60,
            (1...12).contains(month), (1...daysIn(month: month, of: year)).contains(date)
        else { return nil }
        guard let fraction = scanner.fraction(), let offset = scanner.offset(), scanner.isAtEnd else { return nil }
        let days = days(fromCivil: year, month, date)
        milliseconds = ((days * 24 + hour) * 60 + minute - offset) * 60_000 + second * 1000 + fraction
        guard Self.spellable.contains(milliseconds) else { return nil }
    }
}

/// Reads fixed-width digits, front to back.
private struct DigitScanner {
    private let text: ArraySlice<UInt8>
    private var position: Int

    init(_ text: ArraySlice<UInt8>) {
        self.text = text
        position = text.startIndex
    }

    var isAtEnd: Bool { position == text.endIndex }

    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard position < text.endIndex, text[position] == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    mutating func digit() -> Int64? {
        guard position < text.endIndex, case let value = text[position] &- UInt8(ascii: "0"), value < 10 else {
            return nil
        }
        position += 1
        return Int64(value)
    }

    mutating func number(width: Int) -> Int64? {
        var value: Int64 = 0
        for _ in 0..<width {
            guard let digit = digit() else { return nil }
            value = value * 10 + digit
        }
        return value
    }

    /// Milliseconds after the decimal point, 0 when there is none.
    mutating func fraction() -> Int64? {
        guard take(".") else { return 0 }
        guard let first = digit() else { return nil }
        var value = first * 100
        var weight: Int64 = 10
        while let digit = digit() {
            value += digit * weight
            weight /= 10
        }
        return value
    }

    /// Minutes east of Greenwich.
    mutating func offset() -> Int64? {
        if take("Z") || take("z") { return 0 }
        let sign: Int64 = take("-") ? -1 : take("+") ? 1 : 0
        guard sign != 0, let hours = number(width: 2), hours < 24, take(":"),
            let minutes = number(width: 2), minutes < 60
        else { return nil }
        return sign * (hours * 60 + minutes)
    }
}

// The proleptic Gregorian calendar in 400-year eras of 146,097 days that begin on the first of March.

private func days(fromCivil year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
    let (era, yearOfEra) = (month <= 2 ? year - 1 : year).quotientAndRemainder(floored: 400)
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
}

private func civilDate(fromDays days: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let (era, dayOfEra) = (days + 719_468).quotientAndRemainder(floored: 146_097)
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1)
}

private func daysIn(month: Int64, of year: Int64) -> Int64 {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return month == 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
}

extension Int64 {
    /// Division that rounds down, so that the remainder is never negative.
    fileprivate func quotientAndRemainder(floored divisor: Int64) -> (quotient: Int64, remainder: Int64) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}
