import CRdkafka
public import Logging
import Threading

/// Reads partitions without a group, a page at a time.
public final class KafkaReader: Sendable {
  /// Some committed records of a partition.
  public struct Page: Sendable {
    public var messages: [KafkaMessage]
    /// Where the next page begins. Marks of transactions take offsets, too, so that it may lie behind the last record.
    public var next: Int64
    /// Nothing committed follows for now: the end of the partition, or the first open transaction.
    public var isEnd: Bool
  }

  private let worker = WorkerThread(name: "kafka-reader")
  private let client: ClientHandle
  private let place = Lock<(partition: KafkaPartition, next: Int64)?>(nil)

  /// - Throws: ``KafkaConfigurationError``.
  public init(_ configuration: KafkaConfiguration, logger: Logger = Logger(label: "kafka.reader")) throws {
    let sink = ClientSink(name: "reader", logger: logger, onEvent: nil)
    client = try ClientHandle(
      RD_KAFKA_CONSUMER,
      configuration.filling(KafkaConfiguration.consumer).filling(["fetch.wait.max.ms": "20"])
        .setting(KafkaConfiguration.reader), sink: sink)
  }

  deinit { worker.close() }

  /// Reads at most `maxRecords` records from an offset on; fewer at the end.
  ///
  /// - Throws: ``KafkaError``, also when the brokers do not answer within the time.
  public func read(
    _ partition: KafkaPartition, from offset: Int64, maxRecords: Int, within duration: Duration = .seconds(30)
  ) async throws -> Page {
    try await worker.run {
      do {
        let page = try self.page(partition, from: offset, maxRecords: maxRecords, until: .now + duration)
        // At the end the library says so once: it is asked anew from there.
        self.place.withLock { $0 = page.isEnd ? nil : (partition, page.next) }
        return page
      } catch {
        self.place.withLock { $0 = nil }
        throw error
      }
    }
  }

  public func close() async { worker.close() }

  // MARK: -

  private func page(
    _ partition: KafkaPartition, from offset: Int64, maxRecords: Int, until deadline: ContinuousClock.Instant
  ) throws -> Page {
    let goesOn = place.withLock { $0.map { $0.partition == partition && $0.next == offset } ?? false }
    if !goesOn {
      let start = PartitionList(offsets: [partition: offset])
      let code = start.lend { rd_kafka_assign(client.pointer, $0) }
      guard code == RD_KAFKA_RESP_ERR_NO_ERROR else { throw KafkaError(code, during: "assign") }
    }
    var page = Page(messages: [], next: offset, isEnd: false)
    while page.messages.count < maxRecords {
      guard ContinuousClock.now < deadline else {
        throw KafkaError(.timedOut, during: "read", partition: partition)
      }
      guard let message = rd_kafka_consumer_poll(client.pointer, 100) else { continue }
      defer { rd_kafka_message_destroy(message) }
      switch message.pointee.err {
      case RD_KAFKA_RESP_ERR_NO_ERROR:
        page.messages.append(KafkaMessageView(message: message, partition: partition).copy())
        page.next = message.pointee.offset + 1
      case RD_KAFKA_RESP_ERR__PARTITION_EOF:
        page.next = max(page.next, message.pointee.offset)
        page.isEnd = true
        return page
      case let code where KafkaError(code, during: "read").isRetriable: continue
      case let code: throw KafkaError(KafkaError.Code(code), nil, during: "read", partition: partition)
      }
    }
    return page
  }
}
