import Glibc
import SystemPackage

/// Other programs' processes, as the kernel shows them.
enum Processes {
    /// All handlers below a process, the oldest first.
    static func handlers(below process: Int) -> [Int] {
        descendants(of: process).filter { isHandler($0) }.sorted()
    }

    static func send(_ signal: CInt, to process: Int) {
        kill(pid_t(process), signal)
    }

    /// True for a process that still runs the handler: neither gone nor on its way out.
    static func isHandler(_ process: Int) -> Bool {
        let line = try? FilePath("/proc/\(process)/cmdline").text()
        return line?.split(separator: "\0").first.map(String.init) == Products.handler.string
    }

    /// True for a process that waits in a call, and has no signal to see to.
    static func isAsleep(_ process: Int) -> Bool {
        let none = String(repeating: "0", count: 16)
        return status(of: process, "State:")?.hasPrefix("S") == true && status(of: process, "ShdPnd:") == none
    }

    static func parent(of process: Int) -> Int? { status(of: process, "PPid:").flatMap { Int($0) } }

    /// What the kernel says of a process under that word.
    private static func status(of process: Int, _ word: String) -> String? {
        let lines = (try? FilePath("/proc/\(process)/status").text())?.split(separator: "\n")
        let line = lines?.first { $0.hasPrefix(word) }
        return line.map { String($0.dropFirst(word.count).drop(while: \.isWhitespace)) }
    }

    private static func descendants(of process: Int) -> [Int] {
        let list = (try? FilePath("/proc/\(process)/task/\(process)/children").text()) ?? ""
        let children = list.split(separator: " ").compactMap { Int($0) }
        return children + children.flatMap(descendants)
    }
}
