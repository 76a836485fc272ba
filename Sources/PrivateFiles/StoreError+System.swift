package import SystemPackage

package import struct InviteDomain.StoreError

extension StoreError {
    /// A kernel call that failed.
    package init(_ kind: Kind, _ call: String, _ path: FilePath, _ error: any Error) {
        self.init(kind, "\(call) of '\(path)' failed: \(error)")
    }
}
