import CRdkafka
import Logging
import Foundation
import Threading

/// The rebalance step, called inside a poll on the consumer's thread. While it waits for hooks it serves the inbox, so
/// that a batch can be committed in the meantime.
extension ConsumerCore {
  func rebalance(
    _ code: rd_kafka_resp_err_t, _ partitions: UnsafeMutablePointer<rd_kafka_topic_partition_list_t>?
  ) {
    guard let client else { return }
    groupMetadata = nil
    let entries = PartitionEntry.all(in: partitions).map(\.partition)
    switch code {
    case RD_KAFKA_RESP_ERR__ASSIGN_PARTITIONS: assign(entries, client)
    case RD_KAFKA_RESP_ERR__REVOKE_PARTITIONS: revoke(entries, client)
    default:
      client.sink.failed(KafkaError(code, during: "rebalance"))
      rd_kafka_assign(client.pointer, nil)
    }
  }

  func isCooperative(_ client: ClientHandle) -> Bool {
    rd_kafka_rebalance_protocol(client.pointer).map { String(cString: $0) } == "COOPERATIVE"
  }

  // MARK: - Assignment

  private func assign(_ partitions: [KafkaPartition], _ client: ClientHandle) {
    var starts: [KafkaPartition: Int64] = [:]
    do {
      starts = try startOffsets(of: partitions, client)
    } catch {
      // Without positions nothing can be read: an empty assignment keeps the group going until we join again.
      failures.append(
        KafkaConsumerError.startOffsetsUnavailable(partitions, reason: String(describing: error)))
      mustJoinAgain = true
    }
    let list = PartitionList(offsets: starts)
    if isCooperative(client) {
      if let error = list.lend({ rd_kafka_incremental_assign(client.pointer, $0) }) {
        client.sink.failed(KafkaError(taking: error, during: "assign"))
      }
    } else {
      let code = list.lend { rd_kafka_assign(client.pointer, $0) }
      if code != RD_KAFKA_RESP_ERR_NO_ERROR { client.sink.failed(KafkaError(code, during: "assign")) }
      pausedByUser = []
      pausedByUs = []
    }
    lastStarts.merge(starts) { $1 }
    let assigned = Set(starts.keys)
    outlook.withLock { $0.assignment.formUnion(assigned) }
    logger.info("partitions assigned", metadata: ["partitions": .string(Self.text(assigned))])
    subscription.onEvent?(.assigned(assigned.sorted()))
  }

  /// From the hook, else as committed, else as the subscription says.
  private func startOffsets(of partitions: [KafkaPartition], _ client: ClientHandle) throws -> [KafkaPartition: Int64] {
    guard !partitions.isEmpty else { return [:] }
    var starts: [KafkaPartition: Int64] = [:]
    if let hook = subscription.startOffsets {
      starts = try waitForHook { try await hook(partitions) }.mapValues(\.library)
    }
    let open = partitions.filter { starts[$0] == nil }
    guard !open.isEmpty else { return starts.filter { partitions.contains($0.key) } }
    let committed = try committedOffsets(of: open, within: .seconds(30))
    for partition in open {
      guard let offset = committed[partition] ?? subscription.startWithoutOffset?.library else {
        throw KafkaError(
          .noOffset, "the group has committed nothing for \(partition) and the subscription names no start",
          during: "assign")
      }
      starts[partition] = offset
    }
    return starts.filter { partitions.contains($0.key) }
  }

  // MARK: - Revocation

  private func revoke(_ partitions: [KafkaPartition], _ client: ClientHandle) {
    let lost = rd_kafka_assignment_lost(client.pointer) != 0
    let revoked = Set(partitions)
    builder.drop(revoked)
    if lost {
      markLost(revoked)
    } else if !revoked.isEmpty {
      drain(partitions)
      markLost(revoked)
    }
    if isCooperative(client) {
      let list = PartitionList(partitions)
      if let error = list.lend({ rd_kafka_incremental_unassign(client.pointer, $0) }) {
        client.sink.failed(KafkaError(taking: error, during: "unassign"))
      }
    } else {
      let code = rd_kafka_assign(client.pointer, nil)
      if code != RD_KAFKA_RESP_ERR_NO_ERROR { client.sink.failed(KafkaError(code, during: "unassign")) }
    }
    outlook.withLock { $0.assignment.subtract(revoked) }
    lastStarts = lastStarts.filter { !revoked.contains($0.key) }
    pausedByUser.subtract(revoked)
    pausedByUs.subtract(revoked)
    logger.info(
      lost ? "partitions lost" : "partitions revoked", metadata: ["partitions": .string(Self.text(revoked))])
    subscription.onEvent?(.revoked(partitions.sorted(), lost: lost))
  }

  /// Lets the batches that are out come to their end, within the budget.
  private func drain(_ partitions: [KafkaPartition]) {
    let deadline = ContinuousClock.now + subscription.revokeBudget
    let hook = subscription.onRevoke.map { hook in HookRun(inbox: inbox) { await hook(partitions) } }
    hook?.start()
    while ContinuousClock.now < deadline {
      if hook?.isOver ?? true, !isOut(partitions) { return }
      _ = inbox.wait(atMost: min(deadline - .now, .milliseconds(20)))
      runJobs()
    }
    logger.warning(
      "a batch was still out when its partitions had to go", metadata: ["partitions": .string(Self.text(partitions))])
  }

  private func isOut(_ partitions: [KafkaPartition]) -> Bool {
    batchesOut.contains { out in
      guard let batch = out.batch else { return false }
      return batch.partitions.contains { partitions.contains($0) }
    }
  }

  private func markLost(_ partitions: Set<KafkaPartition>) {
    for out in batchesOut { out.batch?.lose(partitions) }
  }

  // MARK: - Hooks

  /// Runs an async hook while this thread waits and serves the inbox.
  private func waitForHook<Result: Sendable>(_ body: @escaping @Sendable () async throws -> Result) throws -> Result {
    let box = Lock<Swift.Result<Result, any Error>?>(nil)
    let run = HookRun(inbox: inbox) {
      do {
        let result = try await body()
        box.withLock { $0 = .success(result) }
      } catch {
        box.withLock { $0 = .failure(error) }
      }
    }
    run.start()
    let deadline = ContinuousClock.now + .seconds(60)
    while !run.isOver {
      guard ContinuousClock.now < deadline else {
        throw KafkaError(.timedOut, "the hook gave no answer within a minute", during: "assign")
      }
      _ = inbox.wait(atMost: .milliseconds(100))
      runJobs()
    }
    guard let result = box.withLock({ $0 }) else { throw KafkaError(.state, during: "assign") }
    return try result.get()
  }

  private static func text(_ partitions: some Collection<KafkaPartition>) -> String {
    partitions.sorted().map(\.description).joined(separator: ", ")
  }
}

/// A task whose end rings the inbox.
private final class HookRun: Sendable {
  private let over = Lock(false)
  private let inbox: ConsumerInbox
  private let body: @Sendable () async -> Void

  init(inbox: ConsumerInbox, _ body: @escaping @Sendable () async -> Void) {
    self.inbox = inbox
    self.body = body
  }

  var isOver: Bool { over.withLock { $0 } }

  func start() {
    Task {
      await body()
      over.withLock { $0 = true }
      inbox.ring()
    }
  }
}

extension KafkaStart {
  /// The offset as the library takes it, its logical ones included.
  var library: Int64 {
    switch self {
    case .offset(let offset): offset
    case .beginning: rdk_offset_beginning
    case .end: rdk_offset_end
    }
  }
}
