import Glibc
package import SystemPackage

/// A line for `/bin/sh`.
///
/// The calls are `pipe`, `posix_spawn` and `waitpid`.
package struct ShellCommand {
    private let line: String

    package init(_ line: String) { self.line = line }

    /// Runs it with these bytes on its standard input, and waits until it ends.
    ///
    /// It need not read them: this program must not end by SIGPIPE then.
    ///
    /// - Parameters:
    ///   - input: all that it can read.
    ///   - variables: what is in its environment besides what is in ours.
    /// - Returns: its exit status, or 128 and the signal that ended it, as a shell has it.
    /// - Throws: what kept it from being started.
    package func run(input: [UInt8], variables: [(name: String, value: String)]) throws(Errno) -> Int {
        var ends: [CInt] = [-1, -1]
        try Errno.check(unsafe pipe(&ends))
        let (reading, writing) = (FileDescriptor(rawValue: ends[0]), FileDescriptor(rawValue: ends[1]))
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let started = Result { () throws(Errno) in try spawn(reading, variables) }
        try? reading.close()
        // A command that does not want to know ends the writing.
        if case .success = started { try? writing.writeAll(input) }
        try? writing.close()
        return try Self.status(of: started.get())
    }

    private func spawn(
        _ input: FileDescriptor, _ variables: [(name: String, value: String)]
    ) throws(Errno) -> pid_t {
        var actions = unsafe posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        unsafe posix_spawn_file_actions_init(&actions)
        unsafe posix_spawnattr_init(&attributes)
        defer {
            unsafe posix_spawn_file_actions_destroy(&actions)
            unsafe posix_spawnattr_destroy(&attributes)
        }
        _ = unsafe posix_spawn_file_actions_adddup2(&actions, input.rawValue, 0)
        // That SIGPIPE means nothing to us is no matter of the command's.
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        unsafe sigaddset(&signals, SIGPIPE)
        unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
        unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
        var own: [String] = []
        var next = unsafe environ
        while let entry = unsafe next.pointee {
            own.append(unsafe String(cString: entry))
            unsafe next += 1
        }
        let environment = own + variables.map { "\($0.name)=\($0.value)" }
        var process: pid_t = 0
        let result = unsafe Self.withStrings(["sh", "-c", line]) { arguments in
            unsafe Self.withStrings(environment) { environment in
                unsafe posix_spawn(&process, "/bin/sh", &actions, &attributes, arguments, environment)
            }
        }
        guard result == 0 else { throw Errno(rawValue: result) }
        return process
    }

    private static func withStrings<Result>(
        _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
    ) -> Result {
        let copies = unsafe strings.map { unsafe strdup($0) }
        defer { unsafe copies.forEach { unsafe free($0) } }
        return unsafe body(copies + [nil])
    }

    private static func status(of process: pid_t) throws(Errno) -> Int {
        var status: CInt = 0
        while unsafe waitpid(process, &status, 0) < 0 {
            guard Errno.now == .interrupted else { throw .now }
        }
        // WIFEXITED and its like, which are macros.
        return status & 0x7F == 0 ? Int(status >> 8 & 0xFF) : 128 + Int(status & 0x7F)
    }
}
