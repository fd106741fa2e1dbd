import CRdkafka
import Threading

/// Positions and offsets. All of it blocks for up to its deadline, on the consumer's thread.
extension ConsumerCore {
  /// The group's committed offsets; partitions without one are left out.
  func committedOffsets(of partitions: [KafkaPartition], within duration: Duration) throws -> [KafkaPartition: Int64] {
    let list = PartitionList(partitions)
    let client = try pointer()
    let code = list.lend { rd_kafka_committed(client, $0, duration.libraryMilliseconds) }
    guard code == RD_KAFKA_RESP_ERR_NO_ERROR else { throw KafkaError(code, during: "read committed offsets") }
    return try Self.offsets(in: list, during: "read committed offsets")
  }

  func positions() throws -> [KafkaPartition: Int64] {
    let list = PartitionList(outlook.withLock { $0.assignment })
    let client = try pointer()
    let code = list.lend { rd_kafka_position(client, $0) }
    guard code == RD_KAFKA_RESP_ERR_NO_ERROR else { throw KafkaError(code, during: "read positions") }
    return try Self.offsets(in: list, during: "read positions")
  }

  func commit(_ offsets: [KafkaPartition: Int64], within duration: Duration) throws {
    guard !offsets.isEmpty else { return }
    guard let client, let answer = LibraryQueue(.own, of: client) else { throw KafkaConsumerError.closed }
    let list = PartitionList(offsets: offsets)
    let code = list.lend { rd_kafka_commit_queue(client.pointer, $0, answer.pointer, nil, nil) }
    guard code == RD_KAFKA_RESP_ERR_NO_ERROR else { throw failure(KafkaError(code, during: "commit"), offsets) }
    guard let event = rd_kafka_queue_poll(answer.pointer, duration.libraryMilliseconds) else {
      throw KafkaError(.timedOut, "no answer; the offsets may be committed", during: "commit")
    }
    defer { rd_kafka_event_destroy(event) }
    let result = rd_kafka_event_error(event)
    guard result == RD_KAFKA_RESP_ERR_NO_ERROR else { throw failure(KafkaError(result, during: "commit"), offsets) }
    let refused = PartitionEntry.all(in: rd_kafka_event_topic_partition_list(event)).first {
      $0.error != RD_KAFKA_RESP_ERR_NO_ERROR
    }
    if let refused {
      var error = KafkaError(refused.error, during: "commit")
      error.partition = refused.partition
      throw failure(error, offsets)
    }
  }

  /// Commits what comes after a batch, unless one of its partitions is lost.
  func commit(_ batch: KafkaBatch, within duration: Duration) throws {
    defer { finish(batch) }
    let lost = batch.lostPartitions
    guard lost.isEmpty else { throw KafkaConsumerError.assignmentLost(lost.sorted()) }
    try commit(batch.nextOffsets, within: duration)
  }

  func finish(_ batch: KafkaBatch) {
    batchesOut.removeAll { $0.batch == nil || $0.batch === batch }
  }

  /// Moves the positions; what was read ahead is dropped, and batches with records of these partitions are given up.
  func seek(_ starts: [KafkaPartition: KafkaStart], within duration: Duration) throws {
    let assignment = outlook.withLock { $0.assignment }
    let starts = starts.filter { assignment.contains($0.key) }
    guard !starts.isEmpty else { return }
    builder.drop(starts.keys)
    for out in batchesOut where out.batch?.partitions.contains(where: { starts[$0] != nil }) ?? false {
      out.batch?.lose(starts.keys)
    }
    batchesOut.removeAll { $0.batch.map { !$0.lostPartitions.isDisjoint(with: starts.keys) } ?? true }
    failures.removeAll { failure in
      if case .offsetOutOfRange(let partition, _, _, _)? = failure as? KafkaConsumerError {
        starts[partition] != nil
      } else {
        false
      }
    }
    let list = PartitionList(offsets: starts.mapValues(\.library))
    let milliseconds = duration.libraryMilliseconds
    // 2.0.2 takes the milliseconds for microseconds.
    let timeout =
      rd_kafka_version() < 0x0201_0000 ? milliseconds.multipliedReportingOverflow(by: 1_000) : (milliseconds, false)
    let client = try pointer()
    let error = list.lend { rd_kafka_seek_partitions(client, $0, timeout.1 ? Int32.max : timeout.0) }
    if let error { throw KafkaError(taking: error, during: "seek") }
    lastStarts.merge(starts.mapValues(\.library)) { $1 }
    let entries = list.entries
    if entries.contains(where: { $0.error == RD_KAFKA_RESP_ERR__STATE }) {
      // A partition whose position was gone has stopped and takes no seek: only a new assignment starts it again.
      return try assignAnew(starts.mapValues(\.library))
    }
    if let refused = entries.first(where: { $0.error != RD_KAFKA_RESP_ERR_NO_ERROR }) {
      var error = KafkaError(refused.error, during: "seek")
      error.partition = refused.partition
      throw error
    }
  }

  /// Starts partitions again at these offsets, and the others of the assignment where they are.
  private func assignAnew(_ starts: [KafkaPartition: Int64]) throws {
    guard let client else { throw KafkaConsumerError.closed }
    if isCooperative(client) {
      let list = PartitionList(offsets: starts)
      if let error = list.lend({ rd_kafka_incremental_unassign(client.pointer, $0) }) {
        throw KafkaError(taking: error, during: "seek")
      }
      if let error = list.lend({ rd_kafka_incremental_assign(client.pointer, $0) }) {
        throw KafkaError(taking: error, during: "seek")
      }
      return
    }
    let assignment = outlook.withLock { $0.assignment }
    // A partition of which nothing was read yet has no position.
    let all = lastStarts.filter { assignment.contains($0.key) }.merging(try positions()) { $1 }.merging(starts) { $1 }
    let list = PartitionList(offsets: all)
    let code = list.lend { rd_kafka_assign(client.pointer, $0) }
    guard code == RD_KAFKA_RESP_ERR_NO_ERROR else { throw KafkaError(code, during: "seek") }
    let paused = pausedByUser
    (pausedByUs, pausedByUser) = ([], [])
    try pause(paused)
  }

  /// Back to what the group has committed, or to where a partition starts without that.
  func rewind(within duration: Duration) throws {
    let assignment = outlook.withLock { $0.assignment }
    guard !assignment.isEmpty else { return }
    let committed = try committedOffsets(of: assignment.sorted(), within: duration)
    var starts: [KafkaPartition: KafkaStart] = [:]
    for partition in assignment {
      guard let start = committed[partition].map({ .offset($0) }) ?? subscription.startWithoutOffset else {
        throw KafkaError(.noOffset, "nothing is committed for \(partition)", during: "rewind")
      }
      starts[partition] = start
    }
    try seek(starts, within: duration)
  }

  func pause(_ partitions: Set<KafkaPartition>) throws {
    let new = partitions.intersection(outlook.withLock { $0.assignment }).subtracting(pausedByUser)
    pausedByUser.formUnion(new)
    let free = new.subtracting(pausedByUs)
    pausedByUs.subtract(new)
    // What was read ahead in this batch stays in it; what the library holds is dropped and fetched again later.
    guard !free.isEmpty else { return }
    let client = try pointer()
    _ = PartitionList(free).lend { rd_kafka_pause_partitions(client, $0) }
  }

  func resume(_ partitions: Set<KafkaPartition>) throws {
    let paused = partitions.intersection(pausedByUser)
    pausedByUser.subtract(paused)
    guard !paused.isEmpty else { return }
    let client = try pointer()
    _ = PartitionList(paused).lend { rd_kafka_resume_partitions(client, $0) }
  }

  private static func offsets(in list: borrowing PartitionList, during operation: String) throws -> [KafkaPartition:
    Int64]
  {
    var offsets: [KafkaPartition: Int64] = [:]
    for entry in list.entries {
      guard entry.error == RD_KAFKA_RESP_ERR_NO_ERROR else {
        var error = KafkaError(entry.error, during: operation)
        error.partition = entry.partition
        throw error
      }
      if entry.offset >= 0 { offsets[entry.partition] = entry.offset }
    }
    return offsets
  }

  /// What a refused commit means to the caller.
  private func failure(_ error: KafkaError, _ offsets: [KafkaPartition: Int64]) -> any Error {
    switch error.code {
    case .illegalGeneration, .unknownMember, .rebalanceInProgress, .assignmentLost:
      KafkaConsumerError.assignmentLost(offsets.keys.sorted())
    case .fencedInstance, .fatal: KafkaConsumerError.fatal(client?.fatalError ?? error)
    default: error
    }
  }
}
