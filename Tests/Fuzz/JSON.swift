import Glibc
import StrictJSON

/// True where each input's verdict is printed, for a judge.
private let isJudged = unsafe getenv("FUZZ_JUDGED") != nil

/// Whatever is read as JSON is written as JSON that reads as the same value, and what is beside a text changes nothing.
///
/// The input is also taken for a text that is written, and for UTF-16 of which each unit is escaped.
func readJSON(_ input: [UInt8]) {
    let value = try? JSONReader.value(of: input)
    if isJudged { printVerdict(value) }
    checkRange(input, value)
    checkText(input)
    checkEscapes(input)
    guard let value else { return }
    let text = written(value)
    guard let again = try? JSONReader.value(of: text) else {
        fatalError("broken promise: what was written cannot be read: \(String(decoding: text, as: UTF8.self))")
    }
    require(written(again) == text && again == value, "another value: \(String(decoding: text, as: UTF8.self))")
}

/// The same text between bytes that would change its meaning.
private func checkRange(_ input: [UInt8], _ value: JSONValue?) {
    var reader = JSONReader([0x31] + input + [0x31], in: 1..<input.count + 1)
    let inside = try? reader.value()
    let isWhole = inside != nil && (try? reader.finish()) != nil
    require(isWhole == (value != nil), "what is beside a text decides whether it is one")
    if isWhole, let inside, let value { require(written(inside) == written(value), "what is beside a text is read") }
}

private func checkText(_ input: [UInt8]) {
    let text = String(decoding: input, as: UTF8.self)
    var json = JSONWriter()
    json.write(text)
    guard case .string(let again)? = try? JSONReader.value(of: json.bytes), same(again, text) else {
        fatalError("broken promise: what is written of '\(text)' reads otherwise")
    }
}

/// Two bytes a unit; what Swift holds for no UTF-16 has a lone surrogate.
private func checkEscapes(_ input: [UInt8]) {
    let units = stride(from: 0, to: min(input.count, 64) - 1, by: 2).map {
        UInt16(input[$0]) << 8 | UInt16(input[$0 + 1])
    }
    let escapes = units.map { "\\u" + String(String(0x10000 + Int($0), radix: 16).dropFirst()) }.joined()
    let read = (try? JSONReader.value(of: Array("\"\(escapes)\"".utf8)))?.string
    let text = String(validating: units, as: UTF16.self)
    require((read == nil) == (text == nil), "\(read == nil ? "refused" : "accepted") against UTF-16: \(escapes)")
    if let read, let text { require(same(read, text), "read otherwise than UTF-16: \(escapes)") }
}

private func written(_ value: JSONValue) -> [UInt8] {
    var json = JSONWriter()
    json.write(value)
    return json.bytes
}

/// One line for each input: `refused`, or `accepted` and what was read, written anew.
private func printVerdict(_ value: JSONValue?) {
    print(value.map { "accepted " + String(decoding: written($0), as: UTF8.self) } ?? "refused")
    unsafe fflush(nil)
}

extension JSONWriter {
    fileprivate mutating func write(_ value: JSONValue) {
        switch value {
        case .null: writeVerbatim("null")
        case .boolean(let flag): writeVerbatim(flag ? "true" : "false")
        case .integer(let number): writeVerbatim(String(number))
        case .number(let number): writeVerbatim(number.isInfinite ? (number < 0 ? "-1e999" : "1e999") : "\(number)")
        case .string(let text): write(text)
        case .array(let elements): array { for element in elements { $0.write(element) } }
        case .object(let members):
            object { for member in members { $0.member(member.name) { $0.write(member.value) } } }
        }
    }
}
