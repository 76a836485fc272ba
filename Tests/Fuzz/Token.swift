import ByteText

@testable import InviteDomain

private let key = tokenKey("0123456789abcdef")
private let otherKey = tokenKey("0123456789abcdee")

private func tokenKey(_ sixteenth: String) -> TokenKey {
    guard let key = TokenKey(hex: String(repeating: sixteenth, count: 4)) else { fatalError("no key") }
    return key
}

/// Every id, secret and digest has one spelling, and a token is taken if its key makes that very token.
///
/// The input is a text that somebody presents. Its first twelve bytes are an invite's id too, and the rest what happens
/// to the token of that invite on its way.
func readToken(_ input: [UInt8]) {
    let text = String(decoding: input, as: UTF8.self)
    checkPresented(text)
    checkSpelling(text)
    checkBearer(text)
    if input.count >= 12 { checkChanged(Array(input[..<12]), input[12...]) }
}

private func checkPresented(_ text: String) {
    if let token = InviteToken(presented: text, key: key) {
        require(same(token.text, text), "a token is not the text presented")
        require(same(InviteToken(for: token.id, key: key).text, text), "the key did not make '\(text)'")
        require(InviteToken(presented: text, key: otherKey) == nil, "two keys for '\(text)'")
    }
    if let id = InviteID(text) { checkID(id, text) }
}

private func checkID(_ id: InviteID, _ text: String) {
    require(same(id.description, text), "'\(text)' is another spelling of \(id)")
    let token = InviteToken(for: id, key: key)
    require(token.text.utf8.starts(with: text.utf8), "a token does not begin with its id")
    require(InviteToken(presented: token.text, key: key) == token, "a token is not taken: \(id)")
    require(InviteToken(presented: token.text, key: otherKey) == nil, "a token is taken under another key: \(id)")
}

private func checkSpelling(_ text: String) {
    let count = text.utf8.count
    if let bytes = Hex.bytes(text, count: count / 2) {
        require(bytes.count * 2 == count && same(Hex.text(bytes), text), "'\(text)' is another spelling of bytes")
    }
    if let fingerprint = Fingerprint(text) { require(same(fingerprint.description, text), "fingerprint '\(text)'") }
    if let digest = SecretDigest(text: text) { require(same(digest.text, text), "digest '\(text)'") }
    require((SecretDigest(ofImported: text) != nil) == (Hex.bytes(text, count: 32) != nil), "imported '\(text)'")
    if let team = TeamID(text[...]) { require(same(team.description, text), "team '\(text)'") }
}

/// Bearers are ASCII by then: the form of the header field is checked before.
private func checkBearer(_ text: String) {
    guard text.utf8.allSatisfy({ (0x21..<0x7F).contains($0) }) else { return }
    let secret = BearerSecret(text[...], apiKeyPrefix: "cal_")
    require(secret.isAPIKey == text.utf8.starts(with: "cal_".utf8), "the kind of '\(text)'")
    let hashed = secret.isAPIKey ? text.dropFirst(4) : text[...]
    require(secret.digest == SecretDigest(of: hashed), "the digest of '\(text)'")
}

/// `changes` are pairs of a position and what is exclusively or-ed there.
private func checkChanged(_ id: [UInt8], _ changes: ArraySlice<UInt8>) {
    guard let id = InviteID(Hex.text(id)) else { return }
    checkID(id, id.description)
    let token = InviteToken(for: id, key: key).text
    var bytes = Array(token.utf8)
    var rest = changes
    while let position = rest.popFirst(), let difference = rest.popFirst() { bytes[Int(position) % 64] ^= difference }
    let changed = String(decoding: bytes, as: UTF8.self)
    guard !same(changed, token) else { return }
    // Nobody makes the token of another invite by chance.
    require(InviteToken(presented: changed, key: key) == nil, "'\(changed)' is taken for \(token)")
}
