import FlatFileStore
package import ServiceSettings
package import Storage

// The only file that names a backend. A new one is opened here where the settings ask for it.

/// Opens the state that the settings name.
///
/// - Parameters:
///   - settings: which state it is, and what the operator allows it to be.
///   - notice: is told what an operator should know although nothing failed.
/// - Returns: the storage, which a handler takes as a `Storage`.
/// - Throws: `StoreError` when there is no such state or it is not as it should be, or `SettingsProblem`.
package func openStorage(
    _ settings: Settings, notice: @escaping (String) -> Void
) throws -> any StorageAdministration {
    try FlatFileStorage(settings, notice: notice)
}

/// Makes a new state where the settings say, with a token key of 32 random bytes.
///
/// - Throws: `StoreError` when there is one already, or it cannot be made.
package func createStorage(_ settings: Settings, randomKey: [UInt8]) throws {
    try FlatFileStorage.create(settings, randomKey: randomKey)
}
