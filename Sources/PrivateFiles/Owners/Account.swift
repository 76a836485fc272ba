import SystemPackage

/// A user or a group, with the name that the system's own files have for it.
///
/// The C library's functions would load parts of it that a program without shared libraries does not have.
struct Account: CustomStringConvertible {
    private let number: UInt32
    private let name: String?

    static func user(_ number: UInt32) -> Account { Account(number, in: "/etc/passwd") }

    static func group(_ number: UInt32) -> Account { Account(number, in: "/etc/group") }

    private init(_ number: UInt32, in file: FilePath) {
        self.number = number
        name = Self.name(of: number, in: Self.contents(of: file))
    }

    /// For a command line.
    var nameOrNumber: String { name ?? "\(number)" }

    var description: String { name.map { "\($0) (\(number))" } ?? "\(number)" }

    /// The first name with this number in lines of `name:password:number:…`.
    static func name(of number: UInt32, in table: String) -> String? {
        for line in table.split(separator: "\n") {
            let fields = line.split(separator: ":", maxSplits: 3, omittingEmptySubsequences: false)
            if fields.count > 2, UInt32(fields[2]) == number, !fields[0].isEmpty { return String(fields[0]) }
        }
        return nil
    }

    /// Empty where it cannot be read: then there are only numbers.
    private static func contents(of file: FilePath) -> String {
        guard let descriptor = try? FileDescriptor.open(file, .readOnly, options: .closeOnExec) else { return "" }
        defer { try? descriptor.close() }
        let bytes = (try? descriptor.bytes(at: 0, count: 1 << 20)) ?? []
        return String(decoding: bytes, as: UTF8.self)
    }
}
