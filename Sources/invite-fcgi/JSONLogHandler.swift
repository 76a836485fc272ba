import FlatFileStore
import InviteDomain
import Logging
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
        var json = JSONWriter()
        json.object {
            $0.member("time", Timestamp.now().description)
            $0.member("level", event.level.rawValue)
            $0.member("message", event.message.description)
            $0.members(metadata)
            if let metadata = event.metadata { $0.members(metadata) }
        }
        // A log that cannot be written must not keep anybody from being answered.
        _ = try? FileDescriptor.standardError.writeAll(json.bytes + [UInt8(ascii: "\n")])
    }
}

extension JSONWriter {
    fileprivate mutating func members(_ metadata: Logger.Metadata) {
        for (key, value) in metadata {
            switch value {
            case .stringConvertible(let number): member(key) { $0.writeVerbatim(number.description) }
            case .string(let text): member(key, text)
            default: member(key, value.description)
            }
        }
    }
}
