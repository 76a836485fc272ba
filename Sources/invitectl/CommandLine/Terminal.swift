import Glibc
import InviteDomain
import PrivateFiles
import StrictJSON
import SystemPackage

/// What the commands print: results on standard output, everything else on standard error.
enum Terminal {
    static func print(_ line: String) {
        // A key that nobody has seen must not pass for issued.
        if !printToReader(line) { fail(Errno.brokenPipe) }
    }

    /// Prints a line for as long as somebody reads; false when nobody does any more.
    static func printToReader(_ line: String) -> Bool {
        do {
            try FileDescriptor.standardOutput.writeAll("\(line)\n".utf8)
            return true
        } catch Errno.brokenPipe {
            return false
        } catch {
            fail(error)
        }
    }

    private static func fail(_ error: any Error) -> Never {
        complain("invitectl: error: the output cannot be written: \(error)")
        // The process ends here, not in Main: whatever prints would otherwise name Main, which names every command.
        exit(74)
    }

    static func complain(_ line: String) {
        // Where standard error is closed there is nobody to tell, and what was done is done all the same.
        _ = try? FileDescriptor.standardError.writeAll("\(line.printable)\n".utf8)
    }

    /// One JSON text on a line.
    static func print(json build: (inout JSONWriter) -> Void) {
        var json = JSONWriter()
        build(&json)
        print(JSONText.printable(String(decoding: json.bytes, as: UTF8.self)))
    }

    /// A table with a line of headings, as wide as what is in it, or on a terminal as wide as that: then columns of free
    /// text are cut.
    static func print(table headings: [String], freeText: Set<String> = [], _ rows: [[String]]) {
        let free = headings.indices.filter { freeText.contains(headings[$0]) }
        let table = TextTable(headings, rows.map { $0.map(\.printable) })
        for line in table.lines(within: FileDescriptor.standardOutput.terminalColumns, cutting: free) { print(line) }
    }
}
