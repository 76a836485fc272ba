/// A file of settings as systemd reads it for `EnvironmentFile=`, as far as it is simple.
///
/// `NAME=value`, `NAME="value"` or `NAME='value'`, each on a line; blanks around a name, a value or a line do not count, nor
/// do lines that begin with `#` or `;` or that have no `=`. Nothing is expanded and nothing is run. systemd knows escapes
/// and values of several lines too: these are refused, for a value read in another way than the handlers read it would be
/// worse than none.
package enum EnvironmentFile {
    /// The settings in `text`, which is that of the file `path`; of names that come twice the last counts.
    ///
    /// Names that are none of ours are left out.
    package static func settings(in text: String, of path: String) throws(SettingsProblem) -> [String: String] {
        var settings: [String: String] = [:]
        for (number, line) in zip(1..., text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)) {
            let problem = { SettingsProblem("line \(number) of '\(path)'", $0, Self.expected) }
            let line = trimmed(line)
            let isComment = line.hasPrefix("#") || line.hasPrefix(";")
            if isComment || !line.contains("=") {
                guard !line.hasSuffix("\\") else { throw problem("goes on in the next one") }
                continue
            }
            guard !line.contains("\\") else { throw problem("has a backslash in it") }
            let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let value = value(trimmed(parts[1])) else {
                throw problem("has a quotation mark that does not end it")
            }
            let name = trimmed(parts[0])
            if name.hasPrefix("INVITE_") { settings[String(name)] = value }
        }
        return settings
    }

    private static let expected = #"NAME=value, NAME="value" or NAME='value' on one line"#

    /// What stands between quotation marks, or all of what begins with none; nil for what is neither.
    private static func value(_ text: Substring) -> String? {
        guard let mark = text.first, mark == "\"" || mark == "'" else { return String(text) }
        let inner = text.dropFirst().dropLast()
        guard text.count > 1, text.last == mark, !inner.contains(mark) else { return nil }
        return String(inner)
    }

    private static func trimmed(_ text: Substring) -> Substring {
        let isBlank = { (character: Character) in character == " " || character == "\t" }
        var text = text.drop(while: isBlank)
        while let last = text.last, isBlank(last) { text.removeLast() }
        return text
    }
}
