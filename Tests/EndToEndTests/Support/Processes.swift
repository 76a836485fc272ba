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

    static func parent(of process: Int) -> Int? {
        let status = (try? FilePath("/proc/\(process)/status").text()) ?? ""
        return status.split(separator: "\n").first { $0.hasPrefix("PPid:") }.flatMap { Int($0.dropFirst(6)) }
    }

    private static func descendants(of process: Int) -> [Int] {
        let list = (try? FilePath("/proc/\(process)/task/\(process)/children").text()) ?? ""
        let children = list.split(separator: " ").compactMap { Int($0) }
        return children + children.flatMap(descendants)
    }
}
