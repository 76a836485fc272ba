import Glibc
import PrivateFiles
import SystemPackage

/// Tells on standard error how far a long import is.
///
/// In one line that changes, or, where that is no terminal, in a line every few seconds. An import that takes less than a
/// second says nothing.
final class ImportProgress {
    private let isTerminal = isatty(2) == 1
    private let start = ContinuousClock.now
    private var step = ""
    private var lastTold: ContinuousClock.Instant?
    private var hasLine = false

    func begin(_ step: String) {
        self.step = step
    }

    /// Tells how many there are by now, of how many if that is known, unless it was told just before.
    func advance(to count: Int, of total: Int? = nil) {
        // The clock is asked seldom: looking at it costs more than reading a row.
        guard count > 0, total != nil || count % 1024 == 0 else { return }
        let now = ContinuousClock.now
        guard now - start > .seconds(1) else { return }
        if let lastTold, now - lastTold < (isTerminal ? .milliseconds(100) : .seconds(2)) { return }
        lastTold = now
        tell("\(step): \(count)" + (total.map { " of \($0)" } ?? " rows"))
    }

    /// Clears the line, if there is one.
    func end() {
        if hasLine { Terminal.write(toErrors: "\r\u{1B}[K") }
        hasLine = false
    }

    private func tell(_ text: String) {
        if isTerminal {
            Terminal.write(toErrors: "\r\u{1B}[K\(text)")
            hasLine = true
        } else {
            Terminal.complain(text)
        }
    }
}

extension Terminal {
    fileprivate static func write(toErrors text: String) {
        // Nobody is to be held up by a terminal that has gone.
        _ = try? FileDescriptor.standardError.writeAll(text.utf8)
    }
}
