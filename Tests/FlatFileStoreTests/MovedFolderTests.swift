import InviteDomain
import InviteTestSupport
import ServiceSettings
import Synchronization
import SystemPackage
import Testing

@testable import FlatFileStore
@testable import PrivateFiles

/// A folder that goes and comes back again and again while things are looked up in it.
@Suite(.serialized) struct MovedFolderTests {
    /// Something that is there, and how it is looked up; false when it passes for not being there.
    private struct Look: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let folder: @Sendable (StateLayout) -> FilePath
        let finds: @Sendable (StateLayout) throws -> Bool
    }

    private static let digest = SecretDigest(of: "a")

    private static let looks = [
        Look(testDescription: "a credential", folder: \.credentials) {
            try CredentialFiles($0).credential(digest) != nil
        },
        Look(testDescription: "a credential of a state that is moved", folder: \.root) {
            try CredentialFiles($0).credential(digest) != nil
        },
        Look(testDescription: "a team", folder: \.teams) {
            try FlatFileStore($0, clock: { noon }).read(42) { _ in } != nil
        },
        Look(testDescription: "a team that is changed", folder: \.root) {
            try FlatFileStore($0, clock: { noon }).update(42) { _, _ in Decision(by: .user(1), [], result: ()) } != nil
        },
        Look(testDescription: "an imported token", folder: \.root) {
            try ImportedTokenFiles($0).inviteID(of: digest) != nil
        },
        Look(testDescription: "a setting", folder: \.root) { layout in
            let settings = try Settings(environment: ["INVITE_STATE_DIR": layout.root.string])
            _ = try StateFolder.open(settings)
            return try settings.apiKeyPrefix() == "key_"
        },
    ]

    @Test("what is there is found or cannot be reached, and never passes for missing", arguments: looks)
    private func moved(look: Look) async throws {
        try await withTemporaryDirectory { directory in
            let layout = try Self.state(in: directory)
            let isOver = Flag()
            let folder = look.folder(layout)
            let mover = Task.detached { try await Self.move(folder, until: isOver) }
            defer { isOver.set() }
            var (found, gone) = (0, 0)
            while found < 200 || gone < 200 {
                do {
                    guard try look.finds(layout) else {
                        Issue.record("it passes for missing, after \(found) times found and \(gone) times gone")
                        break
                    }
                    found += 1
                } catch let error as StoreError {
                    #expect(error.kind == .unavailable)
                    gone += 1
                }
                if (found + gone).isMultiple(of: 20) { await Task.yield() }
            }
            isOver.set()
            try await mover.value
        }
    }

    @Test("what is not there is missing, and so it is where nothing was ever imported")
    func missing() throws {
        try withTemporaryDirectory { directory in
            let layout = try Self.state(in: directory)
            let other = SecretDigest(of: "b")
            #expect(try CredentialFiles(layout).credential(other) == nil)
            #expect(try FlatFileStore(layout).read(43) { _ in } == nil)
            #expect(try ImportedTokenFiles(layout).inviteID(of: other) == nil)
            try layout.imported.rename(to: layout.root.appending("away"))
            #expect(try ImportedTokenFiles(layout).inviteID(of: Self.digest) == nil)
        }
    }

    /// A state with one of everything.
    private static func state(in directory: FilePath) throws -> StateLayout {
        let layout = try StateFolder.create(
            at: directory.appending("state"), randomKey: [UInt8](repeating: 1, count: 32))
        let key = Credential(kind: .apiKey, digest: digest, userID: 1, createdAt: noon)
        try CredentialFiles(layout).save(key)
        try FlatFileStore(layout, clock: { noon }).populate(.sample(), [(1, .owner)])
        try PrivateFolder.make(layout.imported)
        try write(ImportedTokenFiles.encode(InviteID(teamID: 42, random: 1)), to: layout.importedToken(digest))
        try write(Array(#"{"apiKeyPrefix":"key_"}"#.utf8), to: layout.configuration)
        return layout
    }

    private static func move(_ folder: FilePath, until isOver: Flag) async throws {
        let away = folder.removingLastComponent().appending("away")
        while !isOver.isSet {
            try folder.rename(to: away)
            try away.rename(to: folder)
            await Task.yield()
        }
    }
}

/// Set once, by whoever is through.
private final class Flag: Sendable {
    private let value = Atomic(false)

    var isSet: Bool { value.load(ordering: .relaxed) }

    func set() { value.store(true, ordering: .relaxed) }
}
