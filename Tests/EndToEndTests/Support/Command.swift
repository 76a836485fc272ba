import Glibc
import StrictJSON
import Subprocess
import SystemPackage

/// A program and all that it is given.
struct Command: Sendable {
    private var name: String
    var arguments: [String]
    var environment: [String: String] = [:]
    /// True for a program that needs this process's environment too.
    var inheritsEnvironment = false
    /// What it finds on standard input, in a file.
    var input: [UInt8] = []

    /// A program to be looked up in `PATH`.
    init(_ name: String, _ arguments: String...) {
        self.name = name
        self.arguments = arguments
    }

    init(_ path: FilePath, _ arguments: [String] = []) {
        name = path.string
        self.arguments = arguments
    }

    /// Puts it behind another command line.
    mutating func wrap(in wrapper: [String]) {
        let line = wrapper + [name] + arguments
        name = line[0]
        arguments = Array(line.dropFirst())
    }

    /// Where Debian keeps programs, those of administrators too.
    static let searchPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"

    /// For a run that goes beside the test.
    ///
    /// Its part of the process tree ends with it, whatever ends it: `teardown` is what a failed test does to it.
    func configuration(teardown: [TeardownStep] = []) -> Configuration {
        let variables = ["PATH": Self.searchPath].merging(environment) { $1 }.reduce(into: [Environment.Key: String]())
        {
            $0[Environment.Key(stringLiteral: $1.key)] = $1.value
        }
        var options = PlatformOptions()
        options.teardownSequence = teardown
        return Configuration(
            executable: name.hasPrefix("/") ? .path(FilePath(name)) : .name(name), arguments: Arguments(arguments),
            environment: inheritsEnvironment ? .inherit.updating(variables) : .custom(variables),
            platformOptions: options
        )
    }

    /// Runs it to its end.
    func run() async throws -> Outcome {
        let result = try await Subprocess.run(
            configuration(), input: .fileDescriptor(try Self.file(input), closeAfterSpawningProcess: true),
            output: .bytes(limit: 1 << 24), error: .string(limit: 1 << 20)
        )
        return Outcome(
            status: result.terminationStatus.number, output: result.standardOutput, errors: result.standardError)
    }

    /// Runs it, demands that it succeeds, and returns what it printed, without the newline at the end.
    func text() async throws -> String {
        let outcome = try await run()
        guard outcome.status == 0 else { throw Unexpected("\(name) \(arguments): \(outcome)") }
        return String(outcome.text.drop { $0.isNewline }.reversed().drop { $0.isNewline }.reversed())
    }

    /// Runs it, demands that it succeeds, and returns the JSON that it printed.
    func json() async throws -> JSONValue { try JSONReader.value(of: Array(try await text().utf8)) }

    /// An open file that has no name any more.
    ///
    /// Not a pipe: writing into one that its reader has left would end this process.
    private static func file(_ contents: [UInt8]) throws -> FileDescriptor {
        let path = FilePath("/tmp").appending("invite-fcgi-test.\(UInt64.random(in: 0 ... .max))")
        let file = try FileDescriptor.open(
            path, .readWrite, options: [.create, .exclusiveCreate, .closeOnExec], permissions: .ownerReadWrite)
        unsafe unlink(path.string)
        try file.writeAll(contents)
        try file.seek(offset: 0, from: .start)
        return file
    }
}

/// What came of a program.
struct Outcome: Sendable {
    /// The exit status; 128 and the number of the signal that ended it, as shells say it.
    let status: Int
    let output: [UInt8]
    let errors: String

    var text: String { String(decoding: output, as: UTF8.self) }
}

extension TerminationStatus {
    /// The exit status; 128 and the number of the signal, as shells say it.
    var number: Int {
        switch self {
        case .exited(let code): Int(code)
        case .signaled(let signal): 128 + Int(signal)
        }
    }
}

/// Something that a test cannot go on from.
struct Unexpected: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
