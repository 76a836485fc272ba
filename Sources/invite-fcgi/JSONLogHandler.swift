import InviteDomain
import Logging
import PrivateFiles
import StrictJSON
import SystemPackage

/// Writes each entry as one line of JSON on standard error, where supervisors collect it.
struct JSONLogHandler: LogHandler {
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.info

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        Self.write(event.level, event.message.description) {
            for (key, value) in metadata.merging(event.metadata ?? [:], uniquingKeysWith: { $1 }) {
                $0.member(key, value.description)
            }
        }
    }

    /// Writes an entry with the members that `facts` adds.
    static func write(_ level: Logger.Level, _ message: String, _ facts: (inout JSONWriter) -> Void) {
        var json = JSONWriter()
        json.object {
            $0.member("time", Timestamp.now().description)
            $0.member("level", level.rawValue)
            $0.member("message", message)
            facts(&$0)
        }
        // A log that cannot be written must not keep anybody from being answered.
        _ = try? FileDescriptor.standardError.writeAll(json.line())
    }
}
