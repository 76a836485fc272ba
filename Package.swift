// swift-tools-version: 6.2
import PackageDescription

/// What every Swift target of this package is built with.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
    // Otherwise a process looks a generic type up by its name when it first uses it, and searches all conformances in the
    // program for what the compiler knew: a seventh of what a CGI process did.
    .unsafeFlags(
        ["-Xfrontend", "-disable-concrete-type-metadata-mangled-name-accessors"], .when(configuration: .release)),
]

/// One file with the Swift runtime, libfcgi and libc inside: it starts in half the time of one with shared libraries,
/// which a CGI process pays for each request, and serves a FastCGI request with a fifth less of processor time.
///
/// A file that the linker writes through a mapping lies in the page cache page by page, and a CGI process that is mapped
/// from there takes half as long again as from one that was written in long pieces.
let standalone: [LinkerSetting] = [
    .unsafeFlags(
        ["-static-executable", "-l_FoundationCollections", "-l_FoundationCShims", "-Xlinker", "--no-mmap-output-file"],
        .when(platforms: [.linux], configuration: .release)
    )
]

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let cryptoExtras = Target.Dependency.product(name: "CryptoExtras", package: "swift-crypto")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")
let system = Target.Dependency.product(name: "SystemPackage", package: "swift-system")

let package = Package(
    name: "invite-fcgi",
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto.git", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types.git", from: "1.8.0", traits: []),
        .package(url: "https://github.com/apple/swift-log.git", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-system.git", from: "1.8.1"),
        .package(url: "https://github.com/swiftlang/swift-subprocess.git", from: "1.0.2", traits: []),
    ],
    targets: [
        .target(name: "ByteText", swiftSettings: strict),
        .systemLibrary(name: "CFastCGI", pkgConfig: "fcgi", providers: [.apt(["libfcgi-dev"])]),
        .target(name: "FastCGI", dependencies: ["ByteText", "CFastCGI", httpTypes], swiftSettings: strict),
        .systemLibrary(name: "CLinux"),
        .systemLibrary(
            name: "CIDN2", pkgConfig: "libidn2", providers: [.apt(["libidn2-dev", "libunistring-dev"])]),
        .target(name: "DomainNames", dependencies: ["CIDN2"], swiftSettings: strict),
        .target(name: "StrictJSON", dependencies: ["ByteText"], swiftSettings: strict),
        .target(name: "StrictCSV", dependencies: ["ByteText"], swiftSettings: strict),
        .target(name: "OpenAPI", dependencies: ["ByteText", "StrictJSON"], swiftSettings: strict),
        .target(name: "InviteDomain", dependencies: ["ByteText", "DomainNames", crypto], swiftSettings: strict),
        .target(
            name: "PrivateFiles", dependencies: ["ByteText", "CLinux", "InviteDomain", system], swiftSettings: strict),
        .target(name: "EventJSON", dependencies: ["ByteText", "InviteDomain", "StrictJSON"], swiftSettings: strict),
        .target(name: "Storage", dependencies: ["InviteDomain"], swiftSettings: strict),
        .target(
            name: "FlatFileStore",
            dependencies: [
                "ByteText", "EventJSON", "InviteDomain", "PrivateFiles", "ServiceSettings", "Storage", "StrictJSON",
                system,
            ],
            swiftSettings: strict),
        .target(
            name: "StorageFactory", dependencies: ["FlatFileStore", "ServiceSettings", "Storage"], swiftSettings: strict
        ),
        .target(
            name: "RequestCounting", dependencies: ["InviteDomain", "PrivateFiles", system], swiftSettings: strict),
        .target(
            name: "ServiceSettings",
            dependencies: ["ByteText", "InviteDomain", "PrivateFiles", "SignedTokens", "StrictJSON", system],
            swiftSettings: strict),
        .target(name: "InviteMessages", dependencies: ["InviteDomain"], swiftSettings: strict),
        .target(name: "InviteJSON", dependencies: ["InviteDomain", "StrictJSON"], swiftSettings: strict),
        .target(
            name: "InvitePages", dependencies: ["ByteText", "InviteDomain", "InviteMessages", "OpenAPI"],
            swiftSettings: strict),
        .target(
            name: "InviteAPI",
            dependencies: [
                "ByteText", "InviteDomain", "InviteJSON", "InviteMessages", "InvitePages", "OpenAPI", "Storage",
                "StrictJSON", httpTypes,
            ],
            swiftSettings: strict),
        .target(
            name: "SignedTokens", dependencies: ["ByteText", "InviteDomain", "StrictJSON", crypto, cryptoExtras],
            swiftSettings: strict),
        .executableTarget(
            name: "invite-fcgi",
            dependencies: [
                "FastCGI", "InviteAPI", "InviteDomain", "InvitePages", "PrivateFiles", "RequestCounting",
                "ServiceSettings", "SignedTokens", "Storage", "StorageFactory", "StrictJSON", httpTypes, logging,
                system,
            ],
            swiftSettings: strict,
            linkerSettings: standalone
        ),
        .executableTarget(
            name: "invitectl",
            dependencies: [
                "ByteText", "InviteDomain", "InviteJSON", "InviteMessages", "PrivateFiles", "ServiceSettings",
                "SignedTokens", "Storage", "StorageFactory", "StrictCSV", "StrictJSON", argumentParser, system,
            ],
            swiftSettings: strict,
            linkerSettings: standalone
        ),
        .target(
            name: "InviteTestSupport",
            dependencies: ["InviteDomain", "PrivateFiles", "Storage", system],
            path: "Tests/InviteTestSupport",
            swiftSettings: strict
        ),
        .target(
            name: "StoreContract",
            dependencies: ["InviteDomain", "InviteTestSupport", "Storage"],
            path: "Tests/StoreContract",
            swiftSettings: strict
        ),
        .testTarget(name: "ByteTextTests", dependencies: ["ByteText"], swiftSettings: strict),
        .testTarget(
            name: "StrictJSONTests", dependencies: ["InviteTestSupport", "StrictJSON"], swiftSettings: strict),
        .testTarget(name: "StrictCSVTests", dependencies: ["StrictCSV"], swiftSettings: strict),
        .testTarget(
            name: "InviteDomainTests", dependencies: ["InviteDomain", "InviteTestSupport", "Storage", "StoreContract"],
            swiftSettings: strict),
        .testTarget(
            name: "EventJSONTests", dependencies: ["EventJSON", "InviteDomain", "InviteTestSupport", "StrictJSON"],
            swiftSettings: strict),
        .testTarget(
            name: "PrivateFilesTests", dependencies: ["InviteTestSupport", "PrivateFiles", system],
            swiftSettings: strict),
        .testTarget(
            name: "FlatFileStoreTests",
            dependencies: [
                "EventJSON", "FlatFileStore", "InviteDomain", "InviteTestSupport", "PrivateFiles", "ServiceSettings",
                "Storage", "StoreContract", "StrictJSON", subprocess, system,
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "ServiceSettingsTests",
            dependencies: ["InviteDomain", "InviteTestSupport", "ServiceSettings", "SignedTokens", system],
            swiftSettings: strict),
        .testTarget(
            name: "RequestCountingTests",
            dependencies: ["InviteDomain", "InviteTestSupport", "PrivateFiles", "RequestCounting", system],
            swiftSettings: strict
        ),
        .testTarget(name: "FastCGITests", dependencies: ["FastCGI", httpTypes], swiftSettings: strict),
        .testTarget(
            name: "SignedTokensTests",
            dependencies: ["InviteDomain", "InviteTestSupport", "SignedTokens", "StrictJSON", crypto, cryptoExtras],
            swiftSettings: strict
        ),
        .testTarget(
            name: "InvitePagesTests",
            dependencies: ["InviteDomain", "InviteMessages", "InvitePages", "InviteTestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "InviteAPITests",
            dependencies: [
                "ByteText", "InviteAPI", "InviteDomain", "InviteMessages", "InvitePages", "InviteTestSupport",
                "OpenAPI", "Storage", "StrictJSON", httpTypes,
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "InviteDomain", "InviteTestSupport", "StrictJSON", "invite-fcgi", "invitectl", subprocess, system,
            ],
            swiftSettings: strict
        ),
    ]
)
