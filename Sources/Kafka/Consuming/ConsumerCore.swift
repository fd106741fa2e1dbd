import CRdkafka
import Foundation
import Logging
import Threading

/// A consuming client and its thread, on which everything below runs unless it says otherwise.
///
/// The thread polls only when somebody waits for a batch: the library hands over records and rebalances through one
/// queue. When nobody has asked for a while, it pauses the partitions and polls for the rebalances alone, so that a slow
/// handler does not keep the group waiting.
final class ConsumerCore: RebalanceListener, @unchecked Sendable {
  // Sendable without the compiler's proof: mutable state is touched on the consumer's thread only; `inbox`, `outlook` and
  // what is immutable may be touched by all.
  let subscription: KafkaSubscription
  let inbox = ConsumerInbox()
  let outlook = Lock(Outlook())
  let ended = Completion()
  let destruction: Destruction
  let logger: Logger

  /// What others may see of the thread's state.
  struct Outlook: Sendable {
    var assignment: Set<KafkaPartition> = []
  }

  private(set) var client: ClientHandle?
  private(set) var queue: LibraryQueue?
  var builder = BatchBuilder()
  /// Batches that are out, oldest first; weak, because one that was dropped without a word is not waited for.
  var batchesOut: [OutBatch] = []
  var requests: [BatchRequest] = []
  /// What the next request is answered with instead of a batch.
  var failures: [any Error] = []
  var pausedByUser: Set<KafkaPartition> = []
  var pausedByUs: Set<KafkaPartition> = []
  /// Where each assigned partition was told to start last.
  var lastStarts: [KafkaPartition: Int64] = [:]
  var groupMetadata: KafkaGroupMetadata?
  var mustJoinAgain = false
  private var closing = false

  struct OutBatch {
    weak var batch: KafkaBatch?
  }

  /// How long nobody may ask for a batch before rebalances are looked for without records.
  static let attention = Duration.milliseconds(500)

  init(_ configuration: KafkaConfiguration, subscription: KafkaSubscription, logger: Logger) throws {
    self.subscription = subscription
    var settings = configuration.filling(KafkaConfiguration.consumer).setting(["group.id": subscription.group])
    if let instance = subscription.instanceID { settings["group.instance.id"] = instance }
    let sink = ClientSink(
      name: configuration["client.id"] ?? subscription.instanceID ?? subscription.group, logger: logger,
      onEvent: subscription.onEvent)
    self.logger = sink.logger
    let client = try ClientHandle(RD_KAFKA_CONSUMER, settings, sink: sink)
    self.client = client
    destruction = client.destruction
    queue = LibraryQueue(.consumer, of: client)
    sink.rebalanceListener = self
    try subscribe()
    let thread = Thread { [self] in loop() }
    thread.name = "kafka-consumer"
    thread.stackSize = 1 << 20
    thread.start()
  }

  /// The client's pointer, as long as there is one.
  func pointer() throws -> OpaquePointer {
    guard let client else { throw KafkaConsumerError.closed }
    return client.pointer
  }

  private func subscribe() throws {
    let topics = PartitionList(capacity: subscription.topics.count)
    for topic in subscription.topics { topics.add(topic: topic) }
    let client = try pointer()
    let code = topics.lend { rd_kafka_subscribe(client, $0) }
    guard code == RD_KAFKA_RESP_ERR_NO_ERROR else { throw KafkaError(code, during: "subscribe") }
  }

  /// Puts a job before the thread, from anywhere.
  func submit(_ job: @escaping ConsumerInbox.Job) -> Bool {
    guard inbox.submit(job) else { return false }
    wakeUp.withLock { $0 }?.wake()
    return true
  }

  /// The queue to wake, for those who are not on the thread.
  private let wakeUp = Lock<LibraryQueue?>(nil)

  private func loop() {
    let queue = self.queue
    wakeUp.withLock { $0 = queue }
    while !closing {
      runJobs()
      guard !closing else { break }
      answerWithFailure()
      if requests.isEmpty {
        if !inbox.wait(atMost: pausedByUs.isEmpty ? Self.attention : .milliseconds(1)) { attend() }
      } else {
        fill()
      }
    }
    shutDown()
  }

  func runJobs() {
    for job in inbox.take() { job(self) }
  }

  // MARK: - Records

  /// Polls towards the oldest request, once.
  private func fill() {
    guard let request = requests.first, let client else { return }
    if mustJoinAgain { joinAgain() }
    resumeFetching()
    let limits = request.limits
    let wait: Duration =
      if let started = builder.started { limits.maxWait - (.now - started) } else { .milliseconds(500) }
    if builder.isFull(limits) || (builder.started != nil && wait <= .zero) { return deliver() }
    guard let first = rd_kafka_consumer_poll(client.pointer, wait.libraryMilliseconds) else { return }
    take(first)
    while !builder.isFull(limits), failures.isEmpty, let next = rd_kafka_consumer_poll(client.pointer, 0) { take(next) }
    if builder.isFull(limits) || (!failures.isEmpty && builder.count > 0) { deliver() }
  }

  private func deliver() {
    guard let client, builder.count > 0, !requests.isEmpty else { return }
    if groupMetadata == nil { groupMetadata = KafkaGroupMetadata(of: client) }
    let batch = builder.finish(group: groupMetadata, of: client)
    batchesOut.removeAll { $0.batch == nil }
    batchesOut.append(OutBatch(batch: batch))
    requests.removeFirst().answer(.success(batch))
  }

  /// A failure is told after the records that came before it.
  private func answerWithFailure() {
    guard !failures.isEmpty, !requests.isEmpty else { return }
    guard builder.count == 0 else { return deliver() }
    requests.removeFirst().answer(.failure(failures.removeFirst()))
  }

  /// A record, or an error in the shape of one.
  private func take(_ message: UnsafeMutablePointer<rd_kafka_message_t>) {
    guard message.pointee.err == RD_KAFKA_RESP_ERR_NO_ERROR else {
      defer { rd_kafka_message_destroy(message) }
      return takeError(message)
    }
    builder.add(message)
  }

  private func takeError(_ message: UnsafeMutablePointer<rd_kafka_message_t>) {
    var error = KafkaError(
      message.pointee.err, rd_kafka_message_errstr(message).map { String(cString: $0) }, during: "consume")
    if let topic = message.pointee.rkt, let name = rd_kafka_topic_name(topic) {
      error.partition = KafkaPartition(String(cString: name), message.pointee.partition)
    }
    switch error.code {
    case .offsetReset, .offsetOutOfRange, .noOffset:
      let partition = error.partition ?? KafkaPartition("", -1)
      let offset = message.pointee.offset >= 0 ? message.pointee.offset : nil
      failures.append(
        KafkaConsumerError.offsetOutOfRange(
          partition, offset: offset, watermarks: watermarks(of: partition), reason: error.message))
    case .fatal, .fencedInstance:
      failures.append(KafkaConsumerError.fatal(client?.fatalError ?? error))
    case .maxPollExceeded:
      // The library leaves the group by itself and joins again at the next poll.
      client?.sink.failed(error)
    case .unknownTopicOrPartition, .unknownTopic, .topicAuthorizationFailed:
      failures.append(error)
    default:
      client?.sink.failed(error)
    }
  }

  private func watermarks(of partition: KafkaPartition) -> KafkaWatermarks? {
    guard let client else { return nil }
    var (low, high) = (Int64(0), Int64(0))
    let code = rd_kafka_query_watermark_offsets(
      client.pointer, partition.topic, partition.partition, &low, &high, 2_000)
    return code == RD_KAFKA_RESP_ERR_NO_ERROR ? KafkaWatermarks(low: low, high: high) : nil
  }

  // MARK: - While nobody asks

  /// Serves rebalances although nobody wants records.
  private func attend() {
    guard let client else { return }
    let assignment = outlook.withLock { $0.assignment }
    let free = assignment.subtracting(pausedByUser).subtracting(pausedByUs)
    if !free.isEmpty {
      _ = PartitionList(free).lend { rd_kafka_pause_partitions(client.pointer, $0) }
      pausedByUs.formUnion(free)
    }
    guard let message = rd_kafka_consumer_poll(client.pointer, 200) else { return }
    // Nothing is fetched any more, but what was on its way is kept for the next request.
    take(message)
  }

  private func resumeFetching() {
    guard !pausedByUs.isEmpty, let client else { return }
    // Only what was paused by us: in 2.0.2 resuming a partition that is not paused moves its position back.
    _ = PartitionList(pausedByUs).lend { rd_kafka_resume_partitions(client.pointer, $0) }
    pausedByUs = []
  }

  private func joinAgain() {
    guard let client else { return }
    mustJoinAgain = false
    rd_kafka_unsubscribe(client.pointer)
    do { try subscribe() } catch { failures.append(error) }
  }

  // MARK: - End

  func close() { closing = true }

  private func shutDown() {
    if let client {
      // Calls the revoke step, and in 2.0.2 may hang: the caller waits for `ended` with a deadline.
      rd_kafka_consumer_close(client.pointer)
      client.sink.rebalanceListener = nil
    }
    builder = BatchBuilder()
    groupMetadata = nil
    wakeUp.withLock { $0 = nil }
    queue = nil
    client = nil
    for job in inbox.close() { job(self) }
    for request in requests { request.answer(.success(nil)) }
    requests = []
    ended.complete()
  }
}

/// Somebody who waits for a batch.
struct BatchRequest: Sendable {
  var ticket: Int
  var limits: KafkaBatchLimits
  var answer: @Sendable (Result<KafkaBatch?, any Error>) -> Void
}
