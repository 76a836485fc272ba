import ByteText

/// A list of entity tags, as `If-Match` has it (RFC 9110, 8.8.3 and 13.1.1).
struct EntityTags {
    /// True for `*`: any version whatever.
    let isAny: Bool
    /// What stands between the quotes of each tag, whether it is weak or strong; of a field that is no such list, the tags
    /// that come before the fault.
    let opaque: [Substring.UTF8View]

    init(_ field: String) {
        var rest = Substring(field).utf8
        rest.dropSeparators()
        isAny = rest.first == .asterisk && rest.dropFirst().allSatisfy { $0.isBlank }
        var tags: [Substring.UTF8View] = []
        while let tag = rest.popTag() { tags.append(tag) }
        opaque = tags
    }
}

extension Substring.UTF8View {
    fileprivate mutating func dropSeparators() {
        self = drop { $0.isBlank || $0 == .comma }
    }

    /// The inside of the tag that comes next, which may have commas in it; nil where none does.
    fileprivate mutating func popTag() -> Substring.UTF8View? {
        dropSeparators()
        if starts(with: "W/".utf8) { self = dropFirst(2) }
        guard popFirst() == .quote else { return nil }
        let inside = prefix { $0 != .quote }
        self = self[inside.endIndex...]
        return popFirst() == nil ? nil : inside
    }
}
