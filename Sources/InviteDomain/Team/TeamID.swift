/// Which team; an organization is a team too.
package struct TeamID: NumericID {
    package let rawValue: UInt32
    package init(unchecked rawValue: UInt32) { self.rawValue = rawValue }
}
