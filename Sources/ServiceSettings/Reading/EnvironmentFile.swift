import ByteText

/// A file of settings as systemd reads it for `EnvironmentFile=`, as far as it is simple.
///
/// `NAME=value`, `NAME="value"` or `NAME='value'`, each on a line; blanks around a name, a value or a line do not count, nor
/// do lines that begin with `#` or `;` or that have no `=`. Nothing is expanded and nothing is run. systemd knows escapes
/// and values of several lines too: these are refused where they are of ours, or would swallow what is, for a value read in
/// another way than the handlers read it would be worse than none.
package struct EnvironmentFile {
    /// What is set in the lines that are simple, of our names; of names that come twice the last counts.
    package private(set) var settings: [String: String] = [:]
    /// The first line that systemd reads in a way of its own, so that the settings are not to be relied on.
    package private(set) var problem: SettingsProblem?

    /// Reads `text`, which is that of the file `path`.
    package init(_ text: String, of path: String) {
        for (number, line) in zip(1..., text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)) {
            if let found = read(Self.trimmed(line)), problem == nil {
                problem = SettingsProblem(
                    "line \(number) of '\(path)'", found, #"NAME=value, NAME="value" or NAME='value' on one line"#)
            }
        }
    }

    /// A file that cannot be read as one.
    package init(problem: SettingsProblem) {
        self.problem = problem
    }

    /// Takes what a line sets; what is wrong with it, if anything is.
    private mutating func read(_ line: Substring) -> String? {
        let goesOn = "goes on in the next one"
        guard !line.hasPrefix("#"), !line.hasPrefix(";"), let sign = line.firstIndex(of: "=") else {
            return line.hasSuffix("\\") ? goesOn : nil
        }
        let (name, text) = (Self.trimmed(line[..<sign]), Self.trimmed(line[line.index(after: sign)...]))
        guard name.hasPrefix("INVITE_") else { return Self.isOpen(text) ? goesOn : nil }
        guard !line.contains("\\") else { return "has a backslash in it" }
        guard let value = Self.value(text) else { return "has a quotation mark that does not end it" }
        settings[String(name)] = value
        return nil
    }

    /// What stands between quotation marks, or all of what begins with none; nil for what is neither.
    private static func value(_ text: Substring) -> String? {
        guard let mark = text.first, mark == "\"" || mark == "'" else { return String(text) }
        let inner = text.dropFirst().dropLast()
        guard text.count > 1, text.last == mark, !inner.contains(mark) else { return nil }
        return String(inner)
    }

    /// Whether systemd looks for the end of this value in the next line.
    private static func isOpen(_ text: Substring) -> Bool {
        var (mark, isBare, isEscaped) = (Character?.none, false, false)
        for character in text {
            if isEscaped {
                isEscaped = false
            } else if character == "\\", mark != "'" {
                isEscaped = true
                isBare = isBare || mark == nil
            } else if let open = mark {
                if character == open { mark = nil }
            } else if !isBare, character == "\"" || character == "'" {
                mark = character
            } else if character != " ", character != "\t" {
                isBare = true
            }
        }
        return isEscaped || mark != nil
    }

    private static func trimmed(_ text: Substring) -> Substring {
        text.trimmed { $0 == " " || $0 == "\t" }
    }
}
