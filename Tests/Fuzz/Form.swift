import Glibc

@testable import InviteAPI

private typealias Pair = (name: String, value: String)

/// A form is read as a plain description of its encoding reads it, and encoded anew it reads the same.
func readForm(_ input: [UInt8]) {
    let pairs = described(input)
    let fields = try? FormFields(input, known: nil)
    require((fields != nil) == (pairs != nil), "\(fields == nil ? "refused" : "accepted") against the description")
    checkKnown(input, pairs)
    guard let fields, let pairs else { return }
    check(fields, pairs)
    guard let again = try? FormFields(encoded(pairs), known: nil) else {
        fatalError("broken promise: what was encoded cannot be read")
    }
    check(again, pairs)
    let target = Array("/signup?".utf8) + input
    _ = try? SharedLink(String(decoding: target, as: UTF8.self))
    if let text = String(validating: target, as: UTF8.self) {
        guard let query = try? FormFields(queryOf: text, known: nil) else {
            fatalError("broken promise: a form that is no query")
        }
        check(query, pairs)
    }
}

private func check(_ fields: FormFields, _ pairs: [Pair]) {
    for name in pairs.map(\.name) + ["take", "none\u{1}"] {
        let values = pairs.filter { $0.name == name }.map(\.value)
        let found = fields.all(name)
        require(found.count == values.count && zip(found, values).allSatisfy(same), "other values of '\(name)'")
        if let single = try? Result(catching: { try fields.single(name) }).get() {
            require(values.count == 1 && same(single, values[0]), "'\(single)' is not the one value of '\(name)'")
        } else {
            require(values.count != 1, "the value of '\(name)' is kept back")
        }
        checkNumber(fields, name, values)
    }
}

private func checkNumber(_ fields: FormFields, _ name: String, _ values: [String]) {
    guard let number = try? fields.number(name, in: 1...250, default: 250) else { return }
    require((1...250).contains(number), "\(number) is not in its range")
    require(values.isEmpty || Int(values[0]) == number, "\(number) for '\(values)'")
}

/// Where names are known, only those come through, and nothing else is refused for its name.
private func checkKnown(_ input: [UInt8], _ pairs: [Pair]?) {
    let known = ["take", "skip", "token"]
    do {
        _ = try FormFields(input, known: known)
        require(pairs?.allSatisfy { known.contains($0.name) } == true, "an unknown name came through")
    } catch .unknownProperty(let name) {
        require(!known.contains(name), "'\(name)' is known")
    } catch {
        require(pairs == nil, "known names are refused: \(error)")
    }
}

/// `application/x-www-form-urlencoded` as it is described: pairs between `&`, of which empty ones count for nothing.
private func described(_ input: [UInt8]) -> [Pair]? {
    var pairs: [Pair] = []
    for part in input.split(separator: UInt8(ascii: "&")) {
        let equals = part.firstIndex(of: UInt8(ascii: "="))
        let value = equals.map { part[($0 + 1)...] } ?? []
        guard let name = decoded(part[..<(equals ?? part.endIndex)]), let value = decoded(value) else { return nil }
        pairs.append((name, value))
    }
    return pairs
}

private func decoded(_ text: ArraySlice<UInt8>) -> String? {
    let spaced = text.map { $0 == UInt8(ascii: "+") ? 0x20 : $0 }
    return percentDecoded(spaced[...]).flatMap { String(validating: $0, as: UTF8.self) }
}

/// The bytes behind percent signs, taken off once; nil where two hex digits do not follow one.
func percentDecoded(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    let parts = text.split(separator: UInt8(ascii: "%"), omittingEmptySubsequences: false)
    var bytes = Array(parts[0])
    for part in parts.dropFirst() {
        let digits = part.prefix(2)
        let isHex = digits.count == 2 && digits.allSatisfy { isxdigit(CInt($0)) != 0 }
        guard isHex, let byte = UInt8(String(decoding: digits, as: UTF8.self), radix: 16) else { return nil }
        bytes += [byte] + part.dropFirst(2)
    }
    return bytes
}

private func encoded(_ pairs: [Pair]) -> [UInt8] {
    func escaped(_ text: String) -> String {
        text.utf8.map { "%" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
    // An empty name without a value would leave nothing between the ampersands.
    return Array(pairs.map { escaped($0.name) + "=" + escaped($0.value) }.joined(separator: "&").utf8)
}
