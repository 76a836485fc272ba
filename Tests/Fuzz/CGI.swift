import ByteText
import HTTPTypes

@testable import FastCGI

/// What stands between the variables of an input; every other byte may occur in a value.
private let separator: UInt8 = 0x1E

private typealias Variable = (name: [UInt8], value: [UInt8])

/// A request's path is decoded once and encoded once, and its fields are those that were sent and nothing else.
func readVariables(_ input: [UInt8]) {
    let sent = input.split(separator: separator).compactMap { variable -> Variable? in
        guard let equals = variable.firstIndex(of: UInt8(ascii: "=")) else { return nil }
        return (Array(variable[..<equals]), Array(variable[(equals + 1)...]))
    }
    var variables = CGIVariables()
    for (name, value) in sent { variables.add(name, value) }
    require(variables.isWithin(input.count), "more bytes than were sent")
    let path = HTTPRequest.path(of: variables)
    checkEncoding(path)
    let below = HTTPRequest.path(of: variables, below: "/i")
    let isCut = same("/i" + below, path) || same(path, "/i") && same(below, "/")
    require(isCut || same(below, path), "below '/i' the path '\(path)' is '\(below)'")
    let request: HTTPRequest
    do {
        request = try HTTPRequest(variables)
    } catch .path {
        return require(path == "/" && decodedPath(sent) == nil, "a path is refused that could be decoded")
    } catch {
        let name = first("REQUEST_METHOD", of: sent).map { String(decoding: $0, as: UTF8.self) }
        let isMethod = name.map { HTTPRequest.Method($0) != nil } ?? false
        return require(error == RequestFault.method && !isMethod, "refused as \(error)")
    }
    checkTarget(request.path ?? "", path, sent)
    checkFields(request, sent)
}

private func first(_ name: String, of sent: [Variable]) -> [UInt8]? {
    sent.first { $0.name.elementsEqual(name.utf8) }?.value
}

/// Only what may stand in a path, and percent signs with two capital digits behind them.
private func checkEncoding(_ path: String) {
    var rest = Array(path.utf8)[...]
    while let byte = rest.popFirst() {
        if byte == UInt8(ascii: "%") {
            let digits = rest.prefix(2)
            require(
                digits.count == 2 && digits.allSatisfy("0123456789ABCDEF".utf8.contains), "'\(path)' is not encoded")
            rest = rest.dropFirst(2)
        } else {
            let allowed = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=:@/"
            require(allowed.utf8.contains(byte), "a path with byte \(byte)")
        }
    }
    let decoded = percentDecoded(Array(path.utf8)[...]) ?? []
    require(!decoded.contains(0), "a NUL in a path")
    let again = PercentEncoding.encoded(String(decoding: decoded, as: UTF8.self)) { $0.isPathCharacter || $0 == .slash }
    require(same(again, path), "'\(path)' encodes to another")
}

private func checkTarget(_ target: String, _ path: String, _ sent: [Variable]) {
    let query = first("QUERY_STRING", of: sent).map { String(decoding: $0, as: UTF8.self) } ?? ""
    require(same(target, legal(path + (query.isEmpty ? "" : "?" + query))), "a path and a query make '\(target)'")
    require(percentDecoded(Array(path.utf8)[...]) == decodedPath(sent), "'\(path)' is not what was asked for")
}

/// Control characters, which no web server lets through, become blanks, and blanks at either end are cut off.
private func legal(_ target: String) -> String {
    let bytes = target.utf8.map { ($0 < 0x20 && $0 != 0x09) || $0 == 0x7F ? 0x20 : $0 }
    let isBlank: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 }
    guard let start = bytes.firstIndex(where: { !isBlank($0) }), let end = bytes.lastIndex(where: { !isBlank($0) })
    else { return "" }
    return String(decoding: bytes[start...end], as: UTF8.self)
}

/// The path that the variables mean, as bytes; nil where they mean none.
private func decodedPath(_ sent: [Variable]) -> [UInt8]? {
    let uri = (first("REQUEST_URI", of: sent) ?? []).prefix { $0 != UInt8(ascii: "?") }
    if let path = first("PATH_INFO", of: sent), !path.isEmpty {
        let slash = UInt8(ascii: "/")
        let misread = percentDecoded(uri).flatMap { isText($0) && uri.first != slash ? [slash] + $0 : nil }
        if path != misread || uri.isEmpty { return isText(path) ? path : nil }
    }
    guard let path = percentDecoded(withoutOrigin(uri)), isText(path) else { return nil }
    let mount = first("SCRIPT_NAME", of: sent) ?? []
    let rest = path.dropFirst(mount.count)
    return path.starts(with: mount) && rest.first == UInt8(ascii: "/") ? Array(rest) : path
}

/// The path in a target that is a whole URI, any other target as it is.
private func withoutOrigin(_ target: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
    let scheme = target.prefix { (letters + "0123456789+-.").utf8.contains($0) }
    let rest = target.dropFirst(scheme.count)
    guard let first = scheme.first, letters.utf8.contains(first), rest.starts(with: "://".utf8) else { return target }
    let path = rest.dropFirst(3).drop { $0 != UInt8(ascii: "/") }
    return path.isEmpty ? [UInt8(ascii: "/")] : path
}

private func isText(_ bytes: [UInt8]) -> Bool {
    !bytes.contains(0) && String(validating: bytes, as: UTF8.self) != nil
}

private func checkFields(_ request: HTTPRequest, _ sent: [Variable]) {
    for field in request.headerFields {
        let name = field.name.canonicalName
        require(!field.value.utf8.contains { [0, 0x0A, 0x0D].contains($0) }, "a line break in '\(name)'")
        require(sent.contains { isOrigin($0.name, of: name) }, "'\(name)' came from nowhere")
    }
    for (name, source) in [(HTTPField.Name.contentLength, "CONTENT_LENGTH"), (.contentType, "CONTENT_TYPE")] {
        let count = request.headerFields[fields: name].count
        require(count == (first(source, of: sent)?.isEmpty == false ? 1 : 0), "\(count) times \(name)")
    }
}

/// True for the variables that may become the field `name`.
private func isOrigin(_ variable: [UInt8], of name: String) -> Bool {
    switch name {
    case "content-length": variable.elementsEqual("CONTENT_LENGTH".utf8)
    case "content-type": variable.elementsEqual("CONTENT_TYPE".utf8)
    case "authorization" where String(decoding: variable, as: UTF8.self).hasSuffix("REDIRECT_HTTP_AUTHORIZATION"):
        String(decoding: variable, as: UTF8.self).replacing("REDIRECT_", with: "") == "HTTP_AUTHORIZATION"
    default:
        variable.starts(with: "HTTP_".utf8)
            && String(decoding: variable.dropFirst(5), as: UTF8.self).lowercased().replacing("_", with: "-") == name
    }
}
