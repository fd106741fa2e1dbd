import Foundation
import Glibc
import Kafka
import Threading

/// A real Kafka for tests: one broker that all tests of a process share, or a cluster of one's own to be hurt.
///
/// Brokers keep their files in a temporary folder; both are gone soon after the tests' process has ended, however it
/// ended.
public final class KafkaTestCluster: Sendable {
  public struct Failure: Error, CustomStringConvertible {
    public var description: String
  }

  /// Why tests of a real Kafka are skipped; `nil`: they run. For `.enabled(if:)`.
  public static var missing: String? {
    if case .none(let reason) = KafkaDistribution.availability { reason } else { nil }
  }

  public static var isAvailable: Bool { missing == nil }

  /// Whether brokers can be started, stopped and killed here: not when the cluster runs elsewhere.
  public static var canStart: Bool {
    if case .distribution = KafkaDistribution.availability { true } else { false }
  }

  private static let starting = Task { try await startShared() }

  /// The bootstrap string of the broker that all tests of this process share.
  public static func sharedBootstrap() async throws -> String { try await starting.value.bootstrap }

  private static func startShared() async throws -> (bootstrap: String, cluster: KafkaTestCluster?) {
    switch KafkaDistribution.availability {
    case .running(let bootstrap): return (bootstrap, nil)
    case .none(let reason): throw Failure(description: reason)
    case .distribution:
      let cluster = try await KafkaTestCluster.start()
      return (cluster.bootstrap, cluster)
    }
  }

  private let brokers: [KafkaTestBroker]
  private let folder: URL
  public var bootstrap: String { brokers.map { "127.0.0.1:\($0.port)" }.joined(separator: ",") }

  private init(brokers: [KafkaTestBroker], folder: URL) {
    self.brokers = brokers
    self.folder = folder
  }

  /// Starts brokers, numbered from 1, each a controller too, and waits until all of them answer.
  ///
  /// - Parameter settings: further properties of the brokers.
  public static func start(brokers count: Int = 1, settings: [String: String] = [:]) async throws -> KafkaTestCluster {
    guard case .distribution(let distribution) = KafkaDistribution.availability else {
      throw Failure(description: "no Kafka that could be started")
    }
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("kafka-test-\(UUID().uuidString)")
    let ports = try FreePorts.find(count * 2)
    let identity = String(UUID().uuidString.replacingOccurrences(of: "-", with: "").prefix(22))
    var brokers: [KafkaTestBroker] = []
    for number in 1...count {
      let broker = KafkaTestBroker(
        number: number, port: ports[number - 1], controllers: Array(ports[count...]), settings: settings,
        folder: folder.appendingPathComponent("broker-\(number)"), distribution: distribution)
      try broker.format(identity)
      brokers.append(broker)
    }
    for broker in brokers { try broker.start() }
    let cluster = KafkaTestCluster(brokers: brokers, folder: folder)
    try await cluster.waitUntilReady()
    return cluster
  }

  /// SIGKILL.
  public func kill(_ number: Int) throws { try broker(number).signal(SIGKILL, waits: true) }

  /// An orderly stop.
  public func down(_ number: Int) throws { try broker(number).signal(SIGTERM, waits: true) }

  public func pause(_ number: Int) throws { try broker(number).signal(SIGSTOP, waits: false) }

  public func resume(_ number: Int) throws { try broker(number).signal(SIGCONT, waits: false) }

  /// Starts a broker again that was killed or stopped, and waits until the cluster knows it.
  public func up(_ number: Int) async throws {
    try broker(number).start()
    try await waitUntilReady()
  }

  /// Kills all brokers and removes their files.
  public func destroy() {
    for broker in brokers { try? broker.signal(SIGKILL, waits: true) }
    try? FileManager.default.removeItem(at: folder)
  }

  private func broker(_ number: Int) throws -> KafkaTestBroker {
    guard let broker = brokers.first(where: { $0.number == number }) else {
      throw Failure(description: "no broker \(number)")
    }
    return broker
  }

  private func waitUntilReady() async throws {
    let administrator = try KafkaAdministrator(
      KafkaConfiguration(bootstrapServers: bootstrap, ["log_level": "2", "reconnect.backoff.max.ms": "500"]))
    let deadline = ContinuousClock.now + .seconds(120)
    while ContinuousClock.now < deadline {
      if let metadata = try? await administrator.metadata(within: .seconds(5)), metadata.brokers.count == brokers.count
      {
        return await administrator.close()
      }
      if let dead = brokers.first(where: { !$0.isAlive }) {
        throw Failure(description: "broker \(dead.number) ended while starting: \(dead.lastWords)")
      }
      try await Task.sleep(for: .milliseconds(200))
    }
    throw Failure(description: "Kafka was not ready within two minutes: \(brokers.map(\.lastWords))")
  }
}
