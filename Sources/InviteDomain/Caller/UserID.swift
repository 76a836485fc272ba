/// Which user of the host application.
package struct UserID: NumericID {
    package let rawValue: UInt32
    package init(unchecked rawValue: UInt32) { self.rawValue = rawValue }
}
