import Foundation
import Glibc
import Threading

/// One broker of a test cluster: its files and its process.
final class KafkaTestBroker: Sendable {
  let number: Int
  let port: UInt16
  private let controllers: [UInt16]
  private let settings: [String: String]
  private let folder: URL
  private let distribution: KafkaDistribution
  private let process = Lock<Int32?>(nil)

  init(
    number: Int, port: UInt16, controllers: [UInt16], settings: [String: String], folder: URL,
    distribution: KafkaDistribution
  ) {
    self.number = number
    self.port = port
    self.controllers = controllers
    self.settings = settings
    self.folder = folder
    self.distribution = distribution
  }

  private var properties: URL { folder.appendingPathComponent("server.properties") }
  private var log: URL { folder.appendingPathComponent("server.log") }
  private var processFile: URL { folder.appendingPathComponent("pid") }

  func format(_ cluster: String) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try text().write(to: properties, atomically: true, encoding: .utf8)
    let tool = Process()
    tool.executableURL = URL(fileURLWithPath: distribution.java)
    tool.arguments = distribution.arguments(
      "kafka.tools.StorageTool", ["format", "--cluster-id", cluster, "--config", properties.path], heap: "128m")
    tool.standardOutput = FileHandle.nullDevice
    tool.standardError = FileHandle.nullDevice
    try tool.run()
    tool.waitUntilExit()
    guard tool.terminationStatus == 0 else {
      throw KafkaTestCluster.Failure(description: "formatting broker \(number) failed")
    }
  }

  /// Starts the process under a shell that ends it, and removes its files, once the tests' process is gone.
  func start() throws {
    try? FileManager.default.removeItem(at: processFile)
    let watch = """
      log=$1 file=$2 folder=$3 parent=$4; shift 4
      "$@" >>"$log" 2>&1 </dev/null & child=$!
      echo $child >"$file.new" && mv "$file.new" "$file"
      while kill -0 $child 2>/dev/null; do
        if ! kill -0 $parent 2>/dev/null; then kill -9 $child; wait $child; rm -rf "$folder"; exit; fi
        sleep 1
      done
      """
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/bin/sh")
    shell.arguments =
      [
        "-c", watch, "watch", log.path, processFile.path, folder.deletingLastPathComponent().path,
        String(ProcessInfo.processInfo.processIdentifier), distribution.java,
      ] + distribution.arguments("kafka.Kafka", [properties.path], heap: heap)
    shell.standardOutput = FileHandle.nullDevice
    shell.standardError = FileHandle.nullDevice
    try shell.run()
    for _ in 0..<500 {
      if let text = try? String(contentsOf: processFile, encoding: .utf8), let id = Int32(text.dropLast()) {
        process.withLock { $0 = id }
        return
      }
      usleep(10_000)
    }
    throw KafkaTestCluster.Failure(description: "broker \(number) did not start")
  }

  private var heap: String {
    let words = (ProcessInfo.processInfo.environment["KAFKA_HEAP_OPTS"] ?? "").split(separator: " ")
    return words.last { $0.hasPrefix("-Xmx") }.map { String($0.dropFirst(4)) } ?? "400m"
  }

  var isAlive: Bool {
    guard let id = process.withLock({ $0 }),
      let stat = try? String(contentsOfFile: "/proc/\(id)/stat", encoding: .utf8)
    else { return false }
    return !stat.contains(") Z ")
  }

  func signal(_ signal: Int32, waits: Bool) throws {
    guard let id = process.withLock({ $0 }), isAlive else {
      throw KafkaTestCluster.Failure(description: "broker \(number) does not run")
    }
    kill(id, signal)
    guard waits else { return }
    for _ in 0..<3_000 {
      guard isAlive else { return }
      usleep(10_000)
    }
    throw KafkaTestCluster.Failure(description: "broker \(number) did not end")
  }

  /// The end of its log.
  var lastWords: String {
    let text = (try? String(contentsOf: log, encoding: .utf8)) ?? ""
    return String(text.suffix(500))
  }

  private func text() -> String {
    let replication = min(controllers.count, 3)
    let quorum = replication > 1 ? 2 : 1
    let voters = controllers.enumerated().map { "\($0.offset + 1)@127.0.0.1:\($0.element)" }
    var all = [
      "process.roles": "broker,controller", "node.id": "\(number)",
      "controller.quorum.voters": voters.joined(separator: ","),
      "listeners": "PLAINTEXT://127.0.0.1:\(port),CONTROLLER://127.0.0.1:\(controllers[number - 1])",
      "advertised.listeners": "PLAINTEXT://127.0.0.1:\(port)", "controller.listener.names": "CONTROLLER",
      "inter.broker.listener.name": "PLAINTEXT",
      "listener.security.protocol.map": "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT",
      "log.dirs": folder.appendingPathComponent("data").path, "auto.create.topics.enable": "false",
      "default.replication.factor": "\(replication)", "min.insync.replicas": "\(quorum)",
      "offsets.topic.replication.factor": "\(replication)", "offsets.topic.num.partitions": "4",
      "transaction.state.log.replication.factor": "\(replication)", "transaction.state.log.min.isr": "\(quorum)",
      "transaction.state.log.num.partitions": "4", "group.initial.rebalance.delay.ms": "0",
      "group.min.session.timeout.ms": "1000", "broker.session.timeout.ms": "6000",
    ]
    all.merge(settings) { $1 }
    return all.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)\n" }.joined()
  }
}

/// TCP ports of the loopback that nobody uses now.
enum FreePorts {
  static func find(_ count: Int) throws -> [UInt16] {
    var sockets: [Int32] = []
    defer { for socket in sockets { close(socket) } }
    return try (0..<count).map { _ in
      let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
      sockets.append(descriptor)
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_addr.s_addr = inet_addr("127.0.0.1")
      var size = socklen_t(MemoryLayout<sockaddr_in>.size)
      let bound = withUnsafeMutablePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          bind(descriptor, $0, size) == 0 && getsockname(descriptor, $0, &size) == 0
        }
      }
      guard bound else { throw KafkaTestCluster.Failure(description: "no free port") }
      return UInt16(bigEndian: address.sin_port)
    }
  }
}
