import FastCGI
import FlatFileStore
import Glibc
import SystemPackage

/// Reads the settings, wires the four targets, runs.
enum Program {
    /// Exit statuses (sysexits.h).
    private enum Exit {
        static let usage: CInt = 64
        static let state: CInt = 74
        static let settings: CInt = 78
    }

    /// FastCGI: serves until the supervisor ends this process.
    static func serve() -> Never {
        let handler: InviteHandler
        let loop: ResponderLoop
        do {
            handler = try InviteHandler(CGIVariables.ofProcess)
            loop = try ResponderLoop()
        } catch {
            complain(error)
            exit(error is SettingsProblem ? Exit.settings : Exit.state)
        }
        switch loop.run(handler) {
        case .asked: exit(0)
        // The next process starts from what the disk says.
        case .lastReply: exit(Exit.state)
        }
    }

    /// CGI: answers the one request of this process, if need be by saying that the service is not set up.
    static func answerOnce() -> Never {
        let variables = CGIVariables.ofProcess
        guard variables["REQUEST_METHOD"] != nil else {
            complain("a web server starts this program, by FastCGI or CGI; to administer its state use invitectl")
            exit(Exit.usage)
        }
        do {
            let isSent = CGIResponder().run(try InviteHandler(variables), variables)
            exit(isSent ? 0 : Exit.state)
        } catch {
            complain(error)
            _ = CGIResponder().run(UnavailableHandler(reason: "\(error)"), variables)
            exit(error is SettingsProblem ? Exit.settings : Exit.state)
        }
    }

    private static func complain(_ error: some CustomStringConvertible) {
        // Where standard error is closed there is nobody to tell.
        _ = try? FileDescriptor.standardError.writeAll("invite-fcgi: error: \(error)\n".utf8)
    }

    private static func complain(_ error: any Error) { complain("\(error)") }
}
