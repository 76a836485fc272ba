/// Which user of the host application, where it counts them as Cal.com does.
package struct UserNumber: NumericID {
    package let rawValue: UInt32
    package init(unchecked rawValue: UInt32) { self.rawValue = rawValue }
}
