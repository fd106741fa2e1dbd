public import Foundation

/// A folder with Kafka's `libs/` and the Java that runs it.
public struct KafkaDistribution: Sendable {
  public var home: URL
  public var java: String

  /// What the tests can use, or why they can use nothing.
  public enum Availability: Sendable {
    /// `FENLIU_TEST_KAFKA=host:port`: a cluster that runs already.
    case running(bootstrap: String)
    case distribution(KafkaDistribution)
    case none(reason: String)
  }

  /// `FENLIU_TEST_KAFKA`, else `KAFKA_HOME`, else the folder `shared/kafka` beside the package.
  public static let availability: Availability = {
    let environment = ProcessInfo.processInfo.environment
    if let bootstrap = environment["FENLIU_TEST_KAFKA"], !bootstrap.isEmpty { return .running(bootstrap: bootstrap) }
    return find(environment)
  }()

  private static func find(_ environment: [String: String]) -> Availability {
    var candidates: [URL] = []
    if let home = environment["KAFKA_HOME"], !home.isEmpty {
      candidates = [URL(fileURLWithPath: home)]
    } else {
      // The package may be a worktree one level deeper than its neighbours.
      let package = URL(fileURLWithPath: FileManager.default.currentDirectoryPath)
      candidates = [
        package.appendingPathComponent("../shared/kafka"), package.appendingPathComponent("../../shared/kafka"),
      ]
    }
    guard let home = candidates.map(\.standardizedFileURL).first(where: hasServer) else {
      return .none(
        reason: "no Kafka: FENLIU_TEST_KAFKA=host:port, or KAFKA_HOME (a folder with Kafka's libs/), names none")
    }
    guard let java = findJava(environment) else { return .none(reason: "no Java, which Kafka needs (17 or newer)") }
    return .distribution(KafkaDistribution(home: home, java: java))
  }

  private static func hasServer(_ home: URL) -> Bool {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: home.appendingPathComponent("libs").path)) ?? []
    return names.contains { $0.hasPrefix("kafka_") && $0.hasSuffix(".jar") }
  }

  private static func findJava(_ environment: [String: String]) -> String? {
    var folders = (environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":").map(String.init)
    if let home = environment["JAVA_HOME"] { folders.insert(home + "/bin", at: 0) }
    return folders.map { $0 + "/java" }.first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  /// The arguments that run one of Kafka's classes.
  func arguments(_ main: String, _ arguments: [String], heap: String) -> [String] {
    var all = ["-Xmx\(heap)", "-XX:+UseSerialGC", "-Djava.awt.headless=true"]
    for name in ["log4j2.xml", "log4j2.yaml"] {
      let file = home.appendingPathComponent("config").appendingPathComponent(name).path
      if FileManager.default.fileExists(atPath: file) {
        all.append("-Dlog4j2.configurationFile=\(file)")
        break
      }
    }
    return all + ["-cp", home.appendingPathComponent("libs").path + "/*", main] + arguments
  }
}
