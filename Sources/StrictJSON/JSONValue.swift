/// A JSON value read whole, for small texts such as request bodies and settings.
package enum JSONValue: Equatable, Sendable {
    case null
    case boolean(Bool)
    /// A number without a fractional part, however it was spelled: `7`, `7.0` and `70e-1` are one integer.
    case integer(Int)
    /// Any other number.
    case number(Double)
    case string(String)
    case array([JSONValue])
    /// The members in the order of the text; their names differ.
    case object([JSONMember])

    /// The value of the member `name`, byte by byte so, nil when there is none or this is not an object.
    package subscript(name: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        // The first comparison is the quick one, and to it the name may be one that Unicode takes for the same.
        return members.first { $0.name == name && $0.name.utf8.elementsEqual(name.utf8) }?.value
    }

    package var string: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    package var integer: Int? {
        guard case .integer(let number) = self else { return nil }
        return number
    }

    package var boolean: Bool? {
        guard case .boolean(let flag) = self else { return nil }
        return flag
    }

    package var array: [JSONValue]? {
        guard case .array(let elements) = self else { return nil }
        return elements
    }

    /// The texts of an array of nothing else.
    package var strings: [String]? {
        guard let elements = array, case let texts = elements.compactMap(\.string), texts.count == elements.count else {
            return nil
        }
        return texts
    }

    package var members: [JSONMember]? {
        guard case .object(let members) = self else { return nil }
        return members
    }
}
