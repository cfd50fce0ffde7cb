// swift-tools-version: 6.2
import PackageDescription

// The architecture as code: an arrow that is not written here does not build.
//
//     Geo ◀ City ◀ {CityStore, CityFiles, DemoCity} ◀ CityService ◀ {CityHTTP, wangge},
//     Datum beside City
//
// Each outside library has one home: GRDB and SpatiaLite in CityStore, GDAL and zlib in CityFiles,
// PROJ in Datum, Hummingbird in CityHTTP, ArgumentParser in wangge. The plugin Borders fails the
// build where a target imports what its line does not name; `tools/borders` shows that it does.

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

let borders: [Target.PluginUsage] = ["Borders"]

let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdTesting = Target.Dependency.product(
    name: "HummingbirdTesting", package: "hummingbird")
let argumentParser = Target.Dependency.product(
    name: "ArgumentParser", package: "swift-argument-parser")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let nio = ["NIOCore", "NIOPosix"].map {
    Target.Dependency.product(name: $0, package: "swift-nio")
}
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let lifecycle = ["ServiceLifecycle", "UnixSignals"].map {
    Target.Dependency.product(name: $0, package: "swift-service-lifecycle")
}

let package = Package(
    name: "wangge",
    products: [.executable(name: "wangge", targets: ["wangge"])],
    dependencies: [
        .package(url: "https://github.com/groue/GRDB.swift.git", exact: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird.git", exact: "2.28.1"),
        .package(url: "https://github.com/apple/swift-argument-parser.git", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto.git", exact: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types.git", exact: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log.git", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio.git", exact: "2.101.2"),
        .package(
            url: "https://github.com/swift-server/swift-service-lifecycle.git", exact: "2.13.0"),
    ],
    targets: [
        .plugin(name: "Borders", capability: .buildTool(), path: "tools/BordersPlugin"),

        // The doors to C: a module map and a header each, no code of ours.
        .systemLibrary(
            name: "CSpatiaLite", pkgConfig: "spatialite",
            providers: [.apt(["libspatialite-dev"])]),
        .systemLibrary(name: "CProj", pkgConfig: "proj", providers: [.apt(["libproj-dev"])]),
        .systemLibrary(name: "CGDAL", pkgConfig: "gdal", providers: [.apt(["libgdal-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),

        // Exact geometry and the packed index. Knows no city, no disk, no network, no C.
        .target(name: "Geo", swiftSettings: strict, plugins: borders),
        // Reference systems: PROJ, GCJ-02, BD-09.
        .target(
            name: "Datum", dependencies: ["Geo", "CProj"], swiftSettings: strict, plugins: borders),
        // The city's words and rules as values; verdicts as pure functions of a CityIndex.
        .target(name: "City", dependencies: ["Geo"], swiftSettings: strict, plugins: borders),
        // A city of the published size grown from a seed: rows, no disk.
        .target(
            name: "DemoCity", dependencies: ["City", "Geo"], swiftSettings: strict,
            plugins: borders),
        // The files on disk: all SQL of the project.
        .target(
            name: "CityStore", dependencies: ["City", "Geo", "CSpatiaLite", grdb, crypto],
            swiftSettings: strict, plugins: borders),
        // Any vector format in and out.
        .target(
            name: "CityFiles", dependencies: ["City", "Geo", "CGDAL", "CZlib"],
            swiftSettings: strict, plugins: borders),
        // What the product does, in verbs. No HTTP, no terminal.
        .target(
            name: "CityService",
            dependencies: ["City", "CityFiles", "CityStore", "Datum", "DemoCity", "Geo"],
            swiftSettings: strict, plugins: borders),
        // The same verbs over HTTP.
        .target(
            name: "CityHTTP",
            dependencies: ["City", "CityService", hummingbird, httpTypes, logging] + lifecycle
                + nio,
            swiftSettings: strict, plugins: borders),
        // The same verbs in a terminal: one file a verb.
        .executableTarget(
            name: "wangge",
            dependencies: ["City", "CityHTTP", "CityService", argumentParser, logging],
            swiftSettings: strict, plugins: borders),

        // What is measured in the program's own memory; the peers are beside it.
        .executableTarget(
            name: "bench",
            dependencies: ["City", "CityFiles", "CityService", "Geo", argumentParser, hummingbird]
                + nio,
            path: "tools/bench/Bench", swiftSettings: strict),

        // Folders, seeds and tables for tests.
        .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),
        .testTarget(
            name: "GeoTests", dependencies: ["Geo", "CProj", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "DatumTests", dependencies: ["Datum", "Geo", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "CityTests", dependencies: ["City", "Geo", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "DemoCityTests", dependencies: ["DemoCity", "City", "Geo", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "CityStoreTests",
            dependencies: ["CityStore", "City", "Geo", "TestSupport", grdb],
            swiftSettings: strict),
        .testTarget(
            name: "CityFilesTests", dependencies: ["CityFiles", "City", "Geo", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "CityServiceTests",
            dependencies: [
                "CityService", "CityStore", "CityFiles", "City", "Datum", "DemoCity", "Geo",
                "TestSupport",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "CityHTTPTests",
            dependencies: [
                "CityHTTP", "CityService", "CityFiles", "City", "TestSupport", hummingbirdTesting,
                hummingbird,
                httpTypes, logging,
            ] + nio,
            swiftSettings: strict),
        // The program as its users meet it: arguments, messages, exit status.
        .testTarget(
            name: "CommandTests", dependencies: ["wangge", "TestSupport"],
            exclude: ["Transcripts"], swiftSettings: strict),
        // What other engines say about the same questions: SpatiaLite, GEOS, brute force.
        .testTarget(
            name: "OracleTests",
            dependencies: [
                "City", "CityService", "CityStore", "Geo", "CProj", "TestSupport", grdb,
            ],
            swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)
