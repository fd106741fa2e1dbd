import EventLog
import EventLogKafka
import EventLogSQLite
import Glibc
import Logging

/// A process that uses a log until it is killed, and says on standard output what the log has acknowledged to it.
///
/// PATH is a file for the embedded log, `kafka:HOST:PORT/PREFIX` for a cluster on which all topics begin with PREFIX.
///
/// - `work PATH FIRST`: appends numbers from FIRST on, finishes batches, relays; one line for each acknowledgement.
/// - `fill PATH BYTES`: appends until no file may grow beyond BYTES, then lifts the limit and goes on.
@main enum CrashChild {
  static func main() async throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 4, let number = Int(arguments[3]) else {
      tell("usage: \(arguments[0]) work PATH FIRST | fill PATH BYTES")
      exit(2)
    }
    let logger = Logger(label: "child", factory: { _ in SwiftLogNoOpLogHandler() })
    if arguments[1] == "fill" { limit(to: UInt(number)) }
    let (log, prefix) = try await open(arguments[2], logger)
    try await log.ensure(topics: ["in", "out", "relayed"].map { TopicSpecification(name: prefix + $0, partitions: 3) })
    switch arguments[1] {
    case "fill": try await fill(log)
    default: try await work(log, prefix, from: number)
    }
    await log.close()
  }

  private static func open(_ place: String, _ logger: Logger) async throws -> (log: any EventLog, prefix: String) {
    guard place.hasPrefix("kafka:"), let slash = place.lastIndex(of: "/") else {
      return (try await EventLogSQLite(path: place, configuration: .init(logger: logger)), "")
    }
    let prefix = String(place[place.index(after: slash)...])
    let configuration = EventLogKafkaConfiguration(
      bootstrapServers: String(place[place.index(place.startIndex, offsetBy: 6)..<slash]), sessionTimeout: .seconds(6),
      namespace: prefix, positionsTopic: prefix + "positions", logger: logger)
    return (try EventLogKafka(configuration), prefix)
  }

  // MARK: Work

  private static func work(_ log: any EventLog, _ prefix: String, from first: Int) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for appender in 0..<3 {
        group.addTask {
          // Each appender has numbers of its own: those that leave its remainder by three.
          var next = first + appender
          while true {
            let numbers = (0..<Int.random(in: 1...20)).map { next + $0 * 3 }
            _ = try await log.append(numbers.map { record(prefix + "in", $0) })
            tell("appended \(numbers[0]) \(numbers.count)")
            next += numbers.count * 3
          }
        }
      }
      for member in ["a", "b"] {
        group.addTask {
          let consumer = try await log.consumer(
            Subscription(
              group: prefix + "g", topics: [prefix + "in"], memberID: member, maxRecords: 50, maxWait: .milliseconds(1))
          )
          while let batch = try await consumer.nextBatch() {
            try await batch.commit(
              appending: batch.records.map { ProducerRecord(topic: prefix + "out", key: $0.key, value: $0.value) })
          }
        }
      }
      group.addTask {
        let publisher = try await log.publisher(id: "relay")
        var position = Int(try await publisher.position() ?? 0)
        while true {
          let end = position + Int.random(in: 1...10)
          try await publisher.append((position..<end).map { record(prefix + "relayed", $0) }, position: Int64(end))
          tell("relayed \(end)")
          position = end
        }
      }
      try await group.waitForAll()
    }
  }

  // MARK: A full disk

  private static func fill(_ log: any EventLog) async throws {
    var count = 0
    do {
      while true {
        _ = try await log.append((0..<10).map { record("in", count + $0) })
        count += 10
      }
    } catch EventLogError.unavailable {
      tell("full \(count)")
    }
    let readable = try await log.watermarks(topic: "in").values.reduce(0) { $0 + $1.high }
    tell("readable \(readable)")
    limit(to: nil)
    _ = try await log.append((0..<10).map { record("in", count + $0) })
    tell("more \(count + 10)")
  }

  private static func limit(to bytes: UInt?) {
    var limits = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limits)
    limits.rlim_cur = bytes.map { rlim_t($0) } ?? limits.rlim_max
    setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limits)
  }

  // MARK: Parts

  private static func record(_ topic: String, _ number: Int) -> ProducerRecord {
    ProducerRecord(
      topic: topic, key: Array("key-\(number % 50)".utf8), value: Array("\(number)".utf8),
      headers: [RecordHeader("padding", [UInt8](repeating: 7, count: number % 300))])
  }

  /// One line in one write, so that a kill leaves it whole or not there.
  private static func tell(_ line: String) {
    let bytes = Array("\(line)\n".utf8)
    _ = bytes.withUnsafeBytes { write(1, $0.baseAddress, $0.count) }
  }
}
