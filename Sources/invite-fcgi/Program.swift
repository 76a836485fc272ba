import FastCGI
import Glibc
import PrivateFiles
import ServiceSettings
import SystemPackage

/// Reads the settings, sets up the handler, runs it.
enum Program {
    /// Exit statuses (sysexits.h).
    private enum Exit {
        static let usage: CInt = 64
        static let state: CInt = 74
        static let settings: CInt = 78
    }

    /// FastCGI: serves until the supervisor ends this process.
    static func serve() -> Never {
        do throws(ResponderFailure) {
            let loop = try ResponderLoop(limits: .ofCall)
            switch try loop.run(try handler(on: loop)) {
            case .asked: exit(0)
            // The next process starts from what the disk says.
            case .lastReply, .seen: exit(Exit.state)
            }
        } catch {
            complain("error: \(error)")
            exit(Exit.state)
        }
    }

    private static func handler(on loop: ResponderLoop) throws(ResponderFailure) -> InviteHandler {
        do {
            return try InviteHandler(CGIVariables.ofProcess)
        } catch {
            complain("error: \(error)")
            return try awaitHandler(on: loop, Wait(for: error, since: .now))
        }
    }

    /// Answers 503 until a handler can be set up, which is then the result.
    ///
    /// What keeps it from that may last, or be over at any moment: a disk that is mounted late, an owner that is set right.
    /// A process that ended at once would be started again and again, until its supervisor gives up. One that stayed for
    /// ever would never see what only a new process sees: the settings in its environment, and the disks in its sandbox.
    /// So it looks every second, and ends after a while.
    private static func awaitHandler(
        on loop: ResponderLoop, _ wait: Wait
    ) throws(ResponderFailure) -> InviteHandler {
        var wait = wait
        var handler: InviteHandler?
        let lookout = Lookout(every: .seconds(1)) {
            do {
                let candidate = try InviteHandler(CGIVariables.ofProcess)
                try candidate.requireWritable()
                handler = candidate
                return true
            } catch {
                if wait.goesOn(for: error) { complain("error: \(error)") }
                return wait.isOver(at: .now)
            }
        }
        if try loop.run(UnavailableHandler(CGIVariables.ofProcess), until: lookout) != .seen { exit(0) }
        guard let handler else { exit(status(wait.cause)) }
        complain("note: the state can be used now")
        return handler
    }

    /// CGI: answers the one request of this process, if need be by saying that the service is not set up.
    static func answerOnce(_ variables: CGIVariables) -> Never {
        let responder = CGIResponder(limits: .ofCall)
        do {
            let isSent = responder.run(try InviteHandler(variables), variables)
            exit(isSent ? 0 : Exit.state)
        } catch {
            complain("error: \(error)")
            _ = responder.run(UnavailableHandler(variables), variables)
            exit(status(error))
        }
    }

    /// By hand, or by a supervisor before it starts handlers: says whether they could serve.
    static func check() -> Never {
        do {
            let handler = try InviteHandler(CGIVariables.ofProcess)
            try handler.requireWritable()
            complain("note: the settings and the state '\(handler.stateFolder)' can be used")
            exit(0)
        } catch {
            complain("error: \(error)")
            exit(status(error))
        }
    }

    /// By hand, and not to check anything.
    static func refuse() -> Never {
        complain(
            "error: a web server starts this program, by FastCGI or CGI; 'invite-fcgi --check' tells whether it could "
                + "serve, and invitectl administers its state")
        exit(Exit.usage)
    }

    private static func status(_ error: any Error) -> CInt { error is SettingsProblem ? Exit.settings : Exit.state }

    private static func complain(_ sentence: String) {
        // Where standard error is closed there is nobody to tell.
        _ = try? FileDescriptor.standardError.writeAll("invite-fcgi: \(sentence)\n".utf8)
    }
}
