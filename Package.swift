// swift-tools-version: 6.2
import PackageDescription

// The rooms of the house, lowest floor first. A target may import only what stands on a lower floor;
// `swift build --explicit-target-dependency-import-check error` keeps it so.

let house: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

func room(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: house)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
  .testTarget(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: house)
}

func library(_ name: String, _ pkgConfig: String, debian package: String) -> Target {
  .systemLibrary(
    name: name, path: "Sources/System/\(name)", pkgConfig: pkgConfig, providers: [.apt([package])])
}

let systemLibraries: [Target] = [
  library("CSQLite", "sqlite3", debian: "libsqlite3-dev"),
  library("CMicroHTTPD", "libmicrohttpd", debian: "libmicrohttpd-dev"),
  library("CYAML", "yaml-0.1", debian: "libyaml-dev"),
  library("CExpat", "expat", debian: "libexpat1-dev"),
  library("CZip", "libzip", debian: "libzip-dev"),
  library("CHyperscan", "libhs", debian: "libvectorscan-dev"),
  library("CPCRE2", "libpcre2-8", debian: "libpcre2-dev"),
  library("COpenSSL", "libcrypto", debian: "libssl-dev"),
  library("CCurl", "libcurl", debian: "libcurl4-openssl-dev"),
  library("CRdkafka", "rdkafka", debian: "librdkafka-dev"),
]

let floor1: [Target] = [
  room("Threading"),
  room("ArgumentParser"),
  room("Logging", ["Threading"]),
  room("Metrics", ["Threading"]),
  room("ServiceLifecycle", ["Logging", "Threading"]),
]

let floor2: [Target] = [
  room("Casework"),
  room("EventLog"),
  room("Database", ["CSQLite", "Logging", "Metrics", "Threading"]),
  room("HTTPServer", ["CMicroHTTPD", "Logging", "Metrics", "ServiceLifecycle", "Threading"]),
  room("Formats", ["CYAML", "CExpat", "CZip"]),
  room("TextMatching", ["CHyperscan", "CPCRE2", "Threading"]),
  room("Prometheus", ["Metrics", "Threading"]),
  room("Crypto", ["COpenSSL"]),
  room("Kafka", ["CRdkafka", "Logging", "Metrics", "Threading"]),
]

let floor3: [Target] = [
  room("Messages", ["Casework", "Crypto", "EventLog", "Formats"]),
  room("Rulebook", ["Casework", "Formats"]),
]

let floor4: [Target] = [
  room(
    "Casebook",
    ["Casework", "Crypto", "Database", "EventLog", "Formats", "Logging", "Messages", "Metrics", "Threading"]),
  room("Routing", ["Casework", "Crypto", "Formats", "Messages", "Rulebook", "TextMatching"]),
  room("TopicsAsCode", ["Casework", "Formats", "Rulebook"]),
  room("Letters", ["Casework", "Formats", "Rulebook"]),
  room("EventLogKafka", ["EventLog", "Kafka", "Logging", "Metrics", "Threading"]),
  room("EventLogSQLite", ["Crypto", "Database", "EventLog", "Logging", "Metrics", "Threading"]),
]

let floor5: [Target] = [
  room("Samples", ["Casework", "Formats", "Messages", "Rulebook"]),
  room(
    "Intake",
    [
      "Casebook", "Casework", "Crypto", "Formats", "Logging", "Messages", "Metrics", "Routing", "Rulebook",
      "Threading",
    ]),
  room(
    "Dispatching",
    [
      "Casebook", "Casework", "Crypto", "Database", "EventLog", "Formats", "Logging", "Messages", "Metrics",
      "Routing", "Rulebook", "ServiceLifecycle", "Threading",
    ]),
  room("Reporting", ["Casebook", "Casework", "Crypto", "Database", "Formats", "Messages"]),
]

let floor6: [Target] = [
  room(
    "Console",
    [
      "Casebook", "Casework", "Crypto", "Formats", "HTTPServer", "Intake", "Letters", "Logging", "Messages", "Metrics",
      "Prometheus", "Reporting", "Rulebook", "ServiceLifecycle", "Threading",
    ])
]

let floor7: [Target] = [
  room(
    "Commands",
    [
      "ArgumentParser", "CCurl", "Casebook", "Casework", "Console", "Crypto", "Database", "Dispatching", "EventLog",
      "EventLogKafka", "EventLogSQLite",
      "Formats", "HTTPServer", "Intake", "Kafka", "Letters", "Logging", "Messages", "Metrics", "Reporting", "Routing",
      "Rulebook",
      "Prometheus", "Samples", "ServiceLifecycle", "TextMatching", "Threading", "TopicsAsCode",
    ]),
  .executableTarget(name: "fenliu", dependencies: ["Commands"], swiftSettings: house),
]

let testTargets: [Target] = [
  tests("ArgumentParserTests", ["ArgumentParser"]),
  tests(
    "DispatchingTests",
    [
      "Casebook", "Casework", "Crypto", "Database", "Dispatching", "EventLog", "EventLogSQLite", "Intake", "Logging",
      "Messages", "Routing", "Rulebook", "ServiceLifecycle",
    ]),
  tests(
    "ConsoleTests",
    [
      "Casebook", "Casework", "Commands", "Console", "Crypto", "Database", "EventLog", "Formats", "HTTPServer",
      "Intake", "Logging", "Messages", "Threading",
    ]),
  tests("RulebookTests", ["Casework", "Formats", "Messages", "Rulebook"]),
  tests("CryptoTests", ["COpenSSL", "Crypto", "Threading"]),
  tests(
    "CasebookTests", ["Casebook", "Casework", "Crypto", "Database", "EventLog", "Messages", "Rulebook", "Threading"]),
  tests("LettersTests", ["Casework", "Formats", "Letters", "Rulebook"]),
  tests("LoggingTests", ["Logging", "Threading"]),
  tests("MetricsTests", ["Metrics", "Threading"]),
  tests("PrometheusTests", ["Metrics", "Prometheus"]),
  tests("ServiceLifecycleTests", ["Logging", "ServiceLifecycle", "Threading"]),
  tests("SamplesTests", ["Casework", "Formats", "Messages", "Samples"]),
  tests("ThreadingTests", ["Threading"]),
  tests("CaseworkTests", ["Casework"]),
  tests(
    "CommandsTests",
    [
      "ArgumentParser", "Casebook", "Casework", "Commands", "Console", "Crypto", "Database", "EventLog",
      "EventLogSQLite",
      "Formats", "Intake", "Messages", "Routing", "Rulebook",
    ]),
  .executableTarget(
    name: "SchemaVerdicts", dependencies: ["Casework", "Crypto", "EventLog", "Formats", "Messages"],
    path: "Tests/SchemaVerdicts", swiftSettings: house),
  .executableTarget(
    name: "ClockRate", dependencies: ["Casework", "Rulebook"], path: "Benchmarks/ClockRate", swiftSettings: house),
  .executableTarget(
    name: "CaseMoves", dependencies: ["Casebook", "Casework", "Database", "Messages", "Rulebook"],
    path: "Benchmarks/CaseMoves", swiftSettings: house),
  tests("MessagesTests", ["Casework", "Crypto", "EventLog", "Formats", "Messages"]),
  tests("DatabaseTests", ["Database", "Logging", "Threading"]),
  .target(
    name: "EventLogConformance", dependencies: ["EventLog", "Threading"], path: "Tests/EventLogConformance",
    swiftSettings: house),
  .executableTarget(
    name: "EventLogCrashChild", dependencies: ["EventLog", "EventLogKafka", "EventLogSQLite", "Logging"],
    path: "Tests/EventLogCrashChild", swiftSettings: house),
  tests(
    "EventLogKafkaTests",
    [
      "EventLog", "EventLogConformance", "EventLogCrashChild", "EventLogKafka", "Kafka", "KafkaMock",
      "KafkaTestSupport", "Logging", "Threading",
    ]),
  tests(
    "EventLogSQLiteTests",
    [
      "CSQLite", "Crypto", "Database", "EventLog", "EventLogConformance", "EventLogCrashChild", "EventLogSQLite",
      "Logging", "Threading",
    ]),
  tests("FormatsTests", ["CZip", "Formats"]),
  .target(name: "KafkaMock", dependencies: ["CRdkafka"], path: "Tests/KafkaMock", swiftSettings: house),
  .target(
    name: "KafkaTestSupport", dependencies: ["Kafka", "Threading"], path: "Tests/KafkaTestSupport",
    swiftSettings: house),
  tests(
    "KafkaTests", ["CRdkafka", "Kafka", "KafkaMock", "KafkaTestSupport", "Logging", "Metrics", "Threading"],
    exclude: ["README.md"]),
  tests("HTTPClientTests", ["Commands", "HTTPServer", "Threading"]),
  tests("HTTPServerTests", ["HTTPServer", "Logging", "Metrics", "Prometheus", "ServiceLifecycle", "Threading"]),
  tests(
    "RoutingTests", ["Casework", "Formats", "Messages", "Routing", "Rulebook", "Samples", "TextMatching"],
    exclude: ["Fixtures"]),
  tests("TextMatchingTests", ["TextMatching"]),
  tests("TopicsAsCodeTests", ["Casework", "Formats", "Rulebook", "Threading", "TopicsAsCode"]),
]

let package = Package(
  name: "fenliu",
  products: [.executable(name: "fenliu", targets: ["fenliu"])],
  targets: systemLibraries + floor1 + floor2 + floor3 + floor4 + floor5 + floor6 + floor7 + testTargets,
  swiftLanguageModes: [.v6]
)
