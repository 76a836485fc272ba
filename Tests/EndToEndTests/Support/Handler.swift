import Glibc
import Subprocess
import SystemPackage

/// One handler on a socket of the test's own, without a web server or a supervisor.
struct Handler: Sendable {
    let socket: FilePath
    let process: Int
    private let listener: FileDescriptor
    private let state: SampleState
    private let stop: @Sendable () throws -> Void

    /// Starts a handler, behind the command line of `wrapper`, and asks it to end when `body` is through.
    ///
    /// The result is what came of the handler.
    @discardableResult
    static func use(
        _ state: SampleState, wrapper: [String] = [], endsByItself: Bool = false,
        _ body: (Handler) async throws -> Void
    ) async throws -> Outcome {
        let path = state.folder.removingLastComponent().appending("\(UInt32.random(in: 0 ... .max)).sock")
        let socket = try UnixSocket.listening(at: path)
        let outcome = try await run(state, wrapper, on: path, socket.descriptor) { handler in
            try await body(handler)
            if !endsByItself { try handler.terminate() }
        }
        withExtendedLifetime(socket) {}
        return outcome
    }

    /// Starts another handler on the same socket.
    @discardableResult
    func useAnother(_ body: (Handler) async throws -> Void) async throws -> Outcome {
        try await Self.run(state, [], on: socket, listener) { handler in
            try await body(handler)
            try handler.terminate()
        }
    }

    private static func run(
        _ state: SampleState, _ wrapper: [String], on path: FilePath, _ listener: FileDescriptor,
        _ body: (Handler) async throws -> Void
    ) async throws -> Outcome {
        var command = Command(Products.handler)
        command.environment = state.settings
        command.wrap(in: wrapper)
        let result = try await Subprocess.run(
            command.configuration(), input: .fileDescriptor(listener, closeAfterSpawningProcess: false),
            output: .discarded, error: .string(limit: 1 << 20)
        ) { execution in
            try await body(
                Handler(
                    socket: path, process: Int(execution.processIdentifier.value), listener: listener, state: state,
                    stop: { try execution.send(signal: .terminate) }))
        }
        return Outcome(status: result.terminationStatus.number, output: [], errors: result.standardError)
    }

    /// Asks it to end.
    func terminate() throws { try stop() }

    /// Shuts down the socket that it shares with this process: nobody can connect to it any more.
    ///
    /// Linux tells `SHUT_RD` and `SHUT_RDWR` in different ways.
    func shutDownSocket(_ direction: Int) throws {
        guard shutdown(listener.rawValue, CInt(direction)) == 0 else { throw Errno(rawValue: errno) }
    }

    /// Sends one whole request on a connection of its own.
    func ask(_ variables: [String: String], body: [UInt8] = []) async throws -> HTTPAnswer {
        var connection = try FastCGIConnection(to: socket)
        try connection.send(FastCGIRecords.request(variables, body: body))
        guard let answer = try await connection.answer() else { throw Unexpected("no answer") }
        return answer
    }
}
