import ByteText
import Glibc
package import SystemPackage

/// A file that is named by a number, and how it stands: for a look at very many of them.
///
/// The calls are `readdir` and `fstatat`. Whoever makes a path and a string of each name waits many times as long.
package struct NumberedFile {
    package let number: Int
    package let inode: UInt64
    package let size: Int64

    /// All files of a folder whose names are a positive number and `suffix`, in no order.
    package static func all(in folder: FilePath, suffix: String) throws(Errno) -> [NumberedFile] {
        guard let stream = unsafe folder.withPlatformString({ unsafe opendir($0) }) else { throw .now }
        defer { unsafe closedir(stream) }
        let suffix = Array(suffix.utf8)
        var files: [NumberedFile] = []
        errno = 0
        while let entry = unsafe readdir(stream) {
            if let file = unsafe NumberedFile(entry, suffix, dirfd(stream)) { files.append(file) }
            errno = 0
        }
        guard errno == 0 else { throw .now }
        return files
    }

    /// Nil for another name, and for a file that has just gone.
    private init?(_ entry: UnsafeMutablePointer<dirent>, _ suffix: [UInt8], _ folder: CInt) {
        let name = unsafe UnsafeRawPointer(entry).advanced(by: Self.nameOffset).assumingMemoryBound(to: CChar.self)
        var (number, length) = (0, 0)
        while length < 10, case let digit = unsafe UInt8(bitPattern: name[length]).digitValue, digit < 10 {
            number = number * 10 + Int(digit)
            length += 1
        }
        guard length > 0, unsafe name[0] != CChar(UInt8.zeroDigit), unsafe strlen(name) == length + suffix.count else {
            return nil
        }
        for position in suffix.indices where unsafe UInt8(bitPattern: name[length + position]) != suffix[position] {
            return nil
        }
        var facts = stat()
        guard unsafe fstatat(folder, name, &facts, AT_SYMLINK_NOFOLLOW) == 0 else { return nil }
        self.number = number
        inode = UInt64(facts.st_ino)
        size = Int64(facts.st_size)
    }

    private static let nameOffset = MemoryLayout<dirent>.offset(of: \dirent.d_name) ?? 19
}
