// swift-tools-version:6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    // Swift 6.3.1 ends with "Found ownership error" where a pass of its optimiser meets a switch that was inlined twice.
    .unsafeFlags(["-Xfrontend", "-enable-copy-propagation=false"]),
]

/// Tests are built with the program as it is released, and are not optimised themselves: that would take as long again.
let testSettings = settings + [.unsafeFlags(["-Onone"])]

let package = Package(
    name: "shangliang",
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", exact: "1.35.2"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-system", exact: "1.8.1"),
        .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
        .package(
            url: "https://github.com/apple/swift-configuration", exact: "1.4.0",
            traits: [.defaults, "CommandLineArguments"]),
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
    ],
    targets: [
        // The rules: pure values, no I/O, no clock, no randomness. Imports Foundation only.
        .target(name: "Domain", swiftSettings: settings),

        // HTML written as HTML: a literal whose interpolation always escapes.
        .target(name: "Markup", swiftSettings: settings),

        // SQL written as SQL: a literal whose interpolation always binds; SQLite and PostgreSQL behind one engine.
        .target(
            name: "Database",
            dependencies: [
                "CPQ", "CSQLite",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            swiftSettings: settings),

        // Hashes, seals, signatures, passwords and one-time codes: the few calls into libsodium and liboath, in one place.
        .target(name: "Cryptography", dependencies: ["COath", "CSodium"], swiftSettings: settings),

        // Tables of text out of files and into files: CSV and XLSX as bytes in, values out.
        .target(name: "Spreadsheets", dependencies: ["CZip", "CExpat", "CXlsxWriter"], swiftSettings: settings),

        // Official documents: one value, laid out by Typst's template or written as Word. Values in, bytes out.
        .target(
            name: "OfficialDocuments", dependencies: ["CZip"], swiftSettings: settings, plugins: ["EmbedFiles"]),

        // Chinese texts as they are found and compared: folding, grams, words, similarity. Texts in, values out.
        .target(name: "ChineseText", swiftSettings: settings),

        // Events told at once to everybody who watches: a hub for Server-Sent Events on bare connections. NIO only.
        .target(
            name: "EventStreams",
            dependencies: [
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras"),
            ],
            swiftSettings: settings),

        // The opinion map: votes in, places, groups and consensus out. Pure numbers, Foundation at most.
        .target(name: "OpinionMap", swiftSettings: settings),

        // Everything with a port: stores, use cases, pages, the JSON API, the web frame.
        .target(
            name: "Server",
            dependencies: [
                "Domain", "Markup", "Database", "Cryptography", "ChineseText", "EventStreams", "OfficialDocuments",
                "OpinionMap",
                "Spreadsheets", "CCurl",
                "CQREncode", "CVips", "CZlib",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Configuration", package: "swift-configuration"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            swiftSettings: settings,
            plugins: ["EmbedFiles"]),

        // The fictional 安澜县: its people, rooms and texts, played through the public commands only.
        .target(
            name: "Demo",
            dependencies: [
                "Domain", "Server", "Cryptography",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            swiftSettings: settings, plugins: ["EmbedFiles"]),

        // The command line: serve, demo, verify, describe and the rest.
        .executableTarget(
            name: "shangliang",
            dependencies: [
                "Server", "Demo", "Domain", "Cryptography", "ChineseText", "OpinionMap", "Spreadsheets",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Configuration", package: "swift-configuration"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: settings),

        // What tests share: databases of both kinds, a small village, a running server, an HTTP client.
        .target(
            name: "TestSupport", dependencies: ["Server", "Demo", "DatabaseTestSupport"], path: "Tests/TestSupport",
            swiftSettings: settings),

        .testTarget(name: "DomainTests", dependencies: ["Domain"], swiftSettings: testSettings),
        .testTarget(name: "MarkupTests", dependencies: ["Markup"], swiftSettings: testSettings),
        .testTarget(
            name: "DatabaseTests", dependencies: ["Database", "DatabaseTestSupport"], swiftSettings: testSettings),
        .testTarget(name: "CryptographyTests", dependencies: ["Cryptography"], swiftSettings: testSettings),
        .testTarget(name: "SpreadsheetsTests", dependencies: ["Spreadsheets", "CZlib"], swiftSettings: testSettings),
        .testTarget(
            name: "ChineseTextTests", dependencies: ["ChineseText", "Spreadsheets"], swiftSettings: testSettings),
        .testTarget(
            name: "OfficialDocumentsTests", dependencies: ["OfficialDocuments", "CZip"], swiftSettings: testSettings),
        .testTarget(name: "OpinionMapTests", dependencies: ["OpinionMap"], swiftSettings: testSettings),
        .testTarget(
            name: "EventStreamsTests",
            dependencies: [
                "EventStreams",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            swiftSettings: testSettings),
        .testTarget(name: "ServerTests", dependencies: ["TestSupport", "CVips"], swiftSettings: testSettings),
        .testTarget(name: "DemoTests", dependencies: ["TestSupport"], swiftSettings: testSettings),
        // Real databases of both kinds for tests.
        .target(
            name: "DatabaseTestSupport", dependencies: ["Database"], path: "Tests/DatabaseTestSupport",
            swiftSettings: settings),
        .testTarget(name: "TidyTests", swiftSettings: testSettings),

        // What `make bench` needs beside the program; not shipped.
        .executableTarget(
            name: "benchmarks",
            dependencies: [
                "Domain", "Server", "Cryptography", "OpinionMap",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Configuration", package: "swift-configuration"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
            ],
            path: "Benchmarks/Sources", swiftSettings: settings),

        // What `make bench-live` needs: the hub behind the bare framework, and viewers by the thousand; not shipped.
        .executableTarget(
            name: "stream-bench",
            dependencies: [
                "EventStreams",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
            ],
            path: "Benchmarks/Streams/Hub", swiftSettings: settings),
        .executableTarget(name: "stream-viewers", path: "Benchmarks/Streams/Viewers"),

        // Writes the files of a folder (SQL, CSS, scripts) into Swift as string literals, at build time.
        .executableTarget(name: "embed-files", path: "Plugins/EmbedFilesTool", swiftSettings: settings),
        .plugin(name: "EmbedFiles", capability: .buildTool(), dependencies: ["embed-files"]),

        // C libraries, from Debian.
        .systemLibrary(
            name: "CPQ", path: "Sources/SystemLibraries/CPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(
            name: "CSQLite", path: "Sources/SystemLibraries/CSQLite", pkgConfig: "sqlite3",
            providers: [.apt(["libsqlite3-dev"])]),
        .systemLibrary(
            name: "CCurl", path: "Sources/SystemLibraries/CCurl", pkgConfig: "libcurl",
            providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(
            name: "COath", path: "Sources/SystemLibraries/COath", pkgConfig: "liboath",
            providers: [.apt(["liboath-dev"])]),
        .systemLibrary(
            name: "CSodium", path: "Sources/SystemLibraries/CSodium", pkgConfig: "libsodium",
            providers: [.apt(["libsodium-dev"])]),
        .systemLibrary(
            name: "CQREncode", path: "Sources/SystemLibraries/CQREncode", pkgConfig: "libqrencode",
            providers: [.apt(["libqrencode-dev"])]),
        .systemLibrary(
            name: "CVips", path: "Sources/SystemLibraries/CVips", pkgConfig: "vips", providers: [.apt(["libvips-dev"])]),
        .systemLibrary(
            name: "CZlib", path: "Sources/SystemLibraries/CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(
            name: "CZip", path: "Sources/SystemLibraries/CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
        .systemLibrary(
            name: "CExpat", path: "Sources/SystemLibraries/CExpat", pkgConfig: "expat",
            providers: [.apt(["libexpat1-dev"])]),
        .systemLibrary(
            name: "CXlsxWriter", path: "Sources/SystemLibraries/CXlsxWriter", pkgConfig: "xlsxwriter",
            providers: [.apt(["libxlsxwriter-dev"])]),
    ]
)
