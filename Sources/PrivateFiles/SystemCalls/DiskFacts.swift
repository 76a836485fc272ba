import Glibc
package import SystemPackage

/// A disk, as far as writing goes.
package struct DiskFacts {
    package let isReadOnly: Bool
    package let freeBytes: UInt64
    /// True also where files are not counted.
    package let hasFreeFiles: Bool
}

extension FilePath {
    /// What there is to know of the disk that this is on.
    ///
    /// The call is `statvfs`.
    package func diskFacts() throws(Errno) -> DiskFacts {
        var facts = statvfs()
        try Errno.check(unsafe withPlatformString { unsafe statvfs($0, &facts) })
        // What is kept back for root is no room for anybody else.
        let blocks = geteuid() == 0 ? facts.f_bfree : facts.f_bavail
        let free = UInt64(blocks).multipliedReportingOverflow(by: UInt64(facts.f_frsize))
        return DiskFacts(
            isReadOnly: facts.f_flag & UInt(ST_RDONLY) != 0,
            freeBytes: free.overflow ? .max : free.partialValue,
            hasFreeFiles: facts.f_files == 0 || facts.f_ffree > 0)
    }
}
