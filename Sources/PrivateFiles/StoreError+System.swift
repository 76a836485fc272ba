package import SystemPackage

package import struct InviteDomain.StoreError

extension StoreError {
    /// A kernel call that failed.
    ///
    /// After a sync that failed nobody in this process must sync again: the kernel reports a lost page once.
    package init(_ kind: Kind, _ call: String, _ path: FilePath, _ error: any Error) {
        self.init(kind, "\(call) of '\(path)' failed: \(error)", requiresRestart: kind == .uncertain)
    }
}
