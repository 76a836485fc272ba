import ByteText

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
        var text = Self.form
        func put(_ number: Int64, at position: Int, width: Int) {
            var rest = UInt64(bitPattern: number)
            for place in stride(from: position + width - 1, through: position, by: -1) {
                text[place] = .digit(UInt8(truncatingIfNeeded: rest % 10))
                rest /= 10
            }
        }
        put(year, at: 0, width: 4)
        put(month, at: 5, width: 2)
        put(date, at: 8, width: 2)
        put(time / 3_600_000, at: 11, width: 2)
        put(time / 60_000 % 60, at: 14, width: 2)
        put(time / 1000 % 60, at: 17, width: 2)
        put(time % 1000, at: 20, width: 3)
        return String(decoding: text, as: UTF8.self)
    }

    private static let form = Array("0000-00-00T00:00:00.000Z".utf8)

    /// What four digits of a year can spell: what is kept has to be read again.
    private static let spellable: ClosedRange<Int64> = -62_135_596_800_000...253_402_300_799_999

    /// Reads its own spelling, what `description` makes, and no other of the same moment.
    ///
    /// Each line of a ledger has a time or two, and is read in 360 ns: this takes 85 ns of them, `init(_:)` would take
    /// 150.
    package init?(canonical text: Span<UInt8>) {
        guard text.count == 24, text[4] == .hyphen, text[7] == .hyphen,
            text[10] == UInt8(ascii: "T"), text[13] == .colon, text[16] == .colon,
            text[19] == .dot, text[23] == UInt8(ascii: "Z")
        else { return nil }
        var greatest: UInt8 = 0
        func digit(_ place: Int) -> Int64 {
            let digit = text[place].digitValue
            greatest = max(greatest, digit)
            return Int64(digit)
        }
        func two(_ place: Int) -> Int64 { digit(place) &* 10 &+ digit(place + 1) }
        let (year, month, date) = (two(0) &* 100 &+ two(2), two(5), two(8))
        let (hour, minute, second) = (two(11), two(14), two(17))
        let fraction = digit(20) &* 100 &+ two(21)
        guard greatest < 10, let minutes = minutesOf(year, month, date, hour, minute, second) else { return nil }
        milliseconds = minutes * 60_000 + second * 1000 + fraction
    }

    /// Reads RFC 3339: any offset, seconds with or without a fraction (kept to milliseconds), years 0001 to 9999 in
    /// UTC.
    ///
    /// A leap second (`:60`) is refused: no clock of ours can tell it.
    package init?(_ text: String) {
        var scanner = DigitScanner(Array(text.utf8))
        guard let year = scanner.number(width: 4), scanner.take("-"),
            let month = scanner.number(width: 2), scanner.take("-"),
            let date = scanner.number(width: 2), scanner.take("T") || scanner.take("t"),
            let hour = scanner.number(width: 2), scanner.take(":"),
            let minute = scanner.number(width: 2), scanner.take(":"), let second = scanner.number(width: 2),
            let minutes = minutesOf(year, month, date, hour, minute, second),
            let fraction = scanner.fraction(), let offset = scanner.offset(), scanner.isAtEnd
        else { return nil }
        milliseconds = (minutes - offset) * 60_000 + second * 1000 + fraction
        guard Self.spellable.contains(milliseconds) else { return nil }
    }
}

/// Reads fixed-width digits, front to back.
private struct DigitScanner {
    private let text: [UInt8]
    private var position = 0

    init(_ text: [UInt8]) {
        self.text = text
    }

    var isAtEnd: Bool { position == text.endIndex }

    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard position < text.endIndex, text[position] == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    mutating func digit() -> Int64? {
        guard position < text.endIndex, text[position].isDigit else { return nil }
        defer { position += 1 }
        return Int64(text[position].digitValue)
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

/// The minutes since 1970 of a date and a time of day in UTC; nil where there is no such date or time.
private func minutesOf(
    _ year: Int64, _ month: Int64, _ date: Int64, _ hour: Int64, _ minute: Int64, _ second: Int64
) -> Int64? {
    guard year > 0, hour < 24, minute < 60, second < 60, (1...12).contains(month),
        date > 0, date <= daysIn(month: month, of: year)
    else { return nil }
    return (days(fromCivil: year, month, date) * 24 + hour) * 60 + minute
}

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
    return switch month {
    case 2: isLeap ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
}

extension Int64 {
    /// Division that rounds down, so that the remainder is never negative.
    fileprivate func quotientAndRemainder(floored divisor: Int64) -> (quotient: Int64, remainder: Int64) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}
