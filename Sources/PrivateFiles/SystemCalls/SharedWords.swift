import Glibc
package import SystemPackage

/// Whole numbers in a file that all processes see at once.
///
/// The calls are `mmap` and `munmap`.
@safe package final class SharedWords {
    private let base: UnsafeMutableRawPointer
    private let length: Int

    /// Maps the first `count` words of an open file, which is at least so long.
    package init(_ file: FileDescriptor, count: Int) throws(Errno) {
        length = count * 8
        let flags = PROT_READ | PROT_WRITE
        guard let address = unsafe mmap(nil, length, flags, MAP_SHARED, file.rawValue, 0), unsafe address != MAP_FAILED
        else { throw .now }
        unsafe base = address
    }

    deinit {
        unsafe munmap(base, length)
    }

    package subscript(index: Int) -> Int64 {
        get {
            precondition(index >= 0 && index < length / 8, "a word lies inside its file")
            return unsafe base.load(fromByteOffset: index * 8, as: Int64.self)
        }
        set {
            precondition(index >= 0 && index < length / 8, "a word lies inside its file")
            unsafe base.storeBytes(of: newValue, toByteOffset: index * 8, as: Int64.self)
        }
    }
}
