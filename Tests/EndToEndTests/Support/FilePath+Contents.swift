import Glibc
import SystemPackage

extension FilePath {
    func contents() throws -> [UInt8] {
        let file = try FileDescriptor.open(self, .readOnly, options: .closeOnExec)
        return try file.closeAfter {
            var contents: [UInt8] = []
            var chunk = [UInt8](repeating: 0, count: 1 << 16)
            while case let count = unsafe try chunk.withUnsafeMutableBytes({ unsafe try file.read(into: $0) }),
                count > 0
            {
                contents += chunk[..<count]
            }
            return contents
        }
    }

    func text() throws -> String { String(decoding: try contents(), as: UTF8.self) }

    /// Puts `contents` in the place of whatever is there.
    func write(_ contents: some Sequence<UInt8>) throws {
        try write(contents, options: .truncate)
    }

    func append(_ contents: some Sequence<UInt8>) throws {
        try write(contents, options: .append)
    }

    private func write(_ contents: some Sequence<UInt8>, options: FileDescriptor.OpenOptions) throws {
        let file = try FileDescriptor.open(
            self, .writeOnly, options: options.union([.create, .closeOnExec]), permissions: .ownerReadWrite)
        _ = try file.closeAfter { try file.writeAll(contents) }
    }
}
