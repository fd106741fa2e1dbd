import CRdkafka
import Foundation
import Synchronization

/// The acknowledgements that one call waits for: a slot a record, whose address is the record's opaque, and a countdown.
///
/// The sender holds one count of its own until it has handed everything over, so that the last report cannot come before
/// the sender listens.
final class DeliveryBatch: @unchecked Sendable {
  // Sendable without the compiler's proof: a slot is written once, by the thread that takes the reports, and read after
  // the countdown has reached the sender; `chunks` and `count` belong to the sender.
  private struct Slot {
    var batch: Unmanaged<DeliveryBatch>
    var partition: Int32
    var offset: Int64
    var error: rd_kafka_resp_err_t
    var status: rd_kafka_msg_status_t
  }

  private static let chunkSize = 512
  private var chunks: [UnsafeMutablePointer<Slot>] = []
  private(set) var count = 0
  private let remaining = Atomic<Int>(1)
  private let failures = Atomic<Int>(0)
  private var continuation: UnsafeContinuation<Void, Never>?

  deinit {
    for chunk in chunks { chunk.deallocate() }
  }

  /// A slot for the next record, which keeps the batch alive until the record is reported or refused.
  func add() -> UnsafeMutableRawPointer {
    if count == chunks.count * Self.chunkSize { chunks.append(.allocate(capacity: Self.chunkSize)) }
    let slot = address(count)
    slot.initialize(
      to: Slot(
        batch: .passRetained(self), partition: rdk_partition_any, offset: rdk_offset_invalid,
        error: RD_KAFKA_RESP_ERR__IN_PROGRESS, status: RD_KAFKA_MSG_STATUS_NOT_PERSISTED))
    count += 1
    remaining.wrappingAdd(1, ordering: .relaxed)
    return UnsafeMutableRawPointer(slot)
  }

  /// The record of the last slot was not accepted: no report will come for it.
  func refuseLast(_ error: KafkaError) {
    guard count > 0 else { return }
    Self.finish(address(count - 1)) { $0.error = error.code.library }
  }

  /// As ``refuseLast(_:)``, and the slot itself is taken back so that the record can be tried again.
  func withdrawLast() {
    guard count > 0 else { return }
    count -= 1
    let batch = address(count).pointee.batch
    remaining.wrappingSubtract(1, ordering: .relaxed)
    batch.release()
  }

  /// Called by the thread that takes the reports.
  static func report(_ message: UnsafePointer<rd_kafka_message_t>) {
    guard let opaque = message.pointee._private else { return }
    finish(opaque.assumingMemoryBound(to: Slot.self)) { slot in
      slot.partition = message.pointee.partition
      slot.offset = message.pointee.offset
      slot.error = message.pointee.err
      slot.status = rd_kafka_message_status(message)
    }
  }

  private static func finish(_ slot: UnsafeMutablePointer<Slot>, _ fill: (inout Slot) -> Void) {
    fill(&slot.pointee)
    let batch = slot.pointee.batch
    if slot.pointee.error != RD_KAFKA_RESP_ERR_NO_ERROR {
      batch._withUnsafeGuaranteedRef { _ = $0.failures.wrappingAdd(1, ordering: .relaxed) }
    }
    batch._withUnsafeGuaranteedRef { $0.countDown() }
    batch.release()
  }

  private func countDown() {
    guard remaining.wrappingSubtract(1, ordering: .acquiringAndReleasing).newValue == 0 else { return }
    continuation?.resume()
  }

  /// Waits until every slot is filled. Once only, after the last ``add()``.
  func wait() async {
    await withUnsafeContinuation { continuation in
      self.continuation = continuation
      countDown()
    }
  }

  /// Whether only the sender's own count is left: every record handed over so far is reported.
  var isSettled: Bool { remaining.load(ordering: .acquiring) == 1 }

  /// As ``isSettled``, waited for, blocking.
  func settles(within duration: Duration) -> Bool {
    let deadline = ContinuousClock.now + duration
    while !isSettled {
      guard ContinuousClock.now < deadline else { return false }
      Thread.sleep(forTimeInterval: 0.0002)
    }
    return true
  }

  var hasFailures: Bool { failures.load(ordering: .acquiring) > 0 }

  /// What became of a record, once it is reported.
  func outcome(_ index: Int, topic: String) -> Result<KafkaDelivery, KafkaDeliveryError> {
    let slot = address(index).pointee
    let partition = KafkaPartition(topic, slot.partition)
    guard slot.error == RD_KAFKA_RESP_ERR_NO_ERROR else {
      var error = KafkaError(slot.error, during: "deliver a record")
      error.partition = slot.partition >= 0 ? partition : nil
      return .failure(KafkaDeliveryError(error: error, persistence: .init(slot.status)))
    }
    return .success(KafkaDelivery(partition: partition, offset: slot.offset >= 0 ? slot.offset : nil))
  }

  private func address(_ index: Int) -> UnsafeMutablePointer<Slot> {
    chunks[index / Self.chunkSize] + index % Self.chunkSize
  }
}

extension KafkaDeliveryError.Persistence {
  init(_ status: rd_kafka_msg_status_t) {
    switch status {
    case RD_KAFKA_MSG_STATUS_PERSISTED: self = .persisted
    case RD_KAFKA_MSG_STATUS_POSSIBLY_PERSISTED: self = .possiblyPersisted
    default: self = .notPersisted
    }
  }
}
