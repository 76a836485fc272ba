/// Which versions of a thing a change is meant for (RFC 9110, 13.1.1).
package enum VersionCondition: Equatable, Sendable {
    case any
    case oneOf([Int])

    func holds(for version: Int) -> Bool {
        switch self {
        case .any: true
        case .oneOf(let versions): versions.contains(version)
        }
    }
}
