import InviteDomain

/// A setting that keeps the program from starting.
package struct SettingsProblem: Error, CustomStringConvertible {
    package let description: String

    package init(_ setting: String, _ problem: String, _ expected: String) {
        // It repeats what stands in files.
        description = "\(setting) \(problem); expected \(expected)".printable
    }
}
