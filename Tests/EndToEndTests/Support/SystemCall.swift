import SystemPackage

/// One system call of a program's run: the how-manieth of its name it is, and what strace printed of it.
struct SystemCall: Sendable {
    let name: String
    let count: Int
    let text: String

    /// All calls of a run, in their order.
    static func trace(_ command: Command, folder: FilePath) async throws -> [SystemCall] {
        let file = folder.appending("trace.\(UInt32.random(in: 0 ... .max))")
        var traced = command
        traced.wrap(in: ["strace", "-f", "-qq", "-s", "200", "-o", file.string])
        let outcome = try await traced.run()
        guard outcome.status == 0 else { throw Unexpected("\(outcome)") }
        var counts: [Substring: Int] = [:]
        return try file.text().split(separator: "\n").map { line in
            // In front is the number of the process.
            let text = line.drop { $0 != " " }.drop { $0 == " " }
            let name = text.prefix { $0 != "(" }
            counts[name, default: 0] += 1
            return SystemCall(name: String(name), count: counts[name] ?? 0, text: String(text))
        }
    }

    /// Those from the first on that names `folder`: before, nothing of the state can have been touched.
    ///
    /// How often the heap grows depends on where the kernel has put it, and so differs from run to run: `brk` is left out.
    static func trace(_ command: Command, touching folder: FilePath) async throws -> [SystemCall] {
        let calls = try await trace(command, folder: folder.removingLastComponent())
        let touching = calls.drop { !$0.text.contains(folder.string) }
        guard !touching.isEmpty else { throw Unexpected("the state is never touched") }
        return touching.filter { $0.name != "brk" }
    }

    /// A command in whose run something goes wrong at this call: `signal=KILL`, `error=EIO`.
    func spoiling(_ command: Command, by fault: String) -> Command {
        var spoilt = command
        spoilt.wrap(in: [
            "strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=\(name)", "-e",
            "inject=\(name):\(fault):when=\(count)",
        ])
        return spoilt
    }
}

/// Does something for each element, a few at a time.
func forEachAtOnce<Element: Sendable>(
    _ elements: [Element], width: Int = 3, _ body: @escaping @Sendable (Element) async throws -> Void
) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
        for (index, element) in elements.enumerated() {
            if index >= width { try await group.next() }
            group.addTask { try await body(element) }
        }
        try await group.waitForAll()
    }
}
