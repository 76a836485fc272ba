import StrictJSON

/// One key of a key set, and what it is good for.
package struct PublishedKey {
    /// Its `kid`; nil for a key without one.
    package let id: String?
    /// What it is for, as it says itself: an algorithm, else a kind of key; nil where it does not say.
    package let kind: String?
    /// Why it is passed over; nil for a key that tokens can be verified with.
    package let reason: String?
    /// What is not as it should be about it, and where; nil for a key that is usable, or that is for something else.
    let fault: String?
    /// Nil for a key that is passed over.
    let key: VerificationKey?

    /// The algorithm of the tokens that it verifies; nil for a key that is passed over.
    package var algorithm: SigningAlgorithm? { key?.algorithm }

    /// Reads a key; `place` says where it stands.
    init(_ json: JSONValue, place: String) {
        (id, kind) = (json["kid"]?.string, Self.kind(of: json))
        guard let fields = JSONFields(json, at: place) else {
            let fault = "'\(place)' is no object; expected a key"
            (key, reason, self.fault) = (nil, fault, fault)
            return
        }
        do throws(JSONFieldError) {
            switch try KeyReader(fields: fields).key() {
            case .usable(let key): (self.key, reason, fault) = (key, nil, nil)
            case .other(let what): (key, reason, fault) = (nil, what, nil)
            }
        } catch {
            let fault = "'\(error.path)' is not as it should be; expected \(error.expected)"
            (key, reason, self.fault) = (nil, fault, fault)
        }
    }

    private static func kind(of json: JSONValue) -> String? {
        if let algorithm = json["alg"]?.string { return algorithm }
        let words = ["kty", "crv"].compactMap { json[$0]?.string }
        return words.isEmpty ? nil : words.joined(separator: " ")
    }
}
