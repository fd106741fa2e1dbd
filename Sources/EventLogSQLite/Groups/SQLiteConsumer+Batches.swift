import Database
import EventLog
import Logging
import Threading

extension SQLiteConsumer {
  func nextBatch() async throws -> (any RecordBatch)? {
    await settleCommit()
    let request = state.withLock { state in
      Self.rewind(&state)
      state.requests += 1
      return state.requests
    }
    // A request that waited for its turn to end, or a revocation for the batch that was out.
    changed.notify()
    var lingering: ContinuousClock.Instant?
    while true {
      try Task.checkCancellation()
      let version = changed.version
      guard try isOpen(request) else { return nil }
      guard let holdings = log.coordinator.holdings(of: self) else {
        // Just put out of the group: word of why is on its way.
        await changed.wait(after: version)
        continue
      }
      let active = holdings.filter { !$0.value.leaving }.mapValues(\.epoch)
      let missing = adopt(active)
      guard missing.isEmpty else {
        try await loadPositions(missing)
        continue
      }
      switch waiting(lingering) {
      case .forRecords:
        lingering = nil
        await changed.wait(after: version)
      case .forMore:
        let deadline = lingering ?? ContinuousClock.now + subscription.maxWait
        lingering = deadline
        await changed.wait(after: version, until: deadline)
      case .no:
        if let batch = try await fetch(request) { return batch }
        lingering = nil
      }
    }
  }

  /// Whether the request is still the one to answer; throws when another member or another request took its place.
  private func isOpen(_ request: Int) throws -> Bool {
    let (requests, closed, fenced) = state.withLock { ($0.requests, $0.closed, $0.fenced) }
    if fenced { throw EventLogError.fenced(id: memberID) }
    if closed { return false }
    if requests != request { throw CancellationError() }
    return true
  }

  // MARK: Positions

  /// Drops positions of earlier holdings; gives the holdings that have none yet.
  private func adopt(_ active: [TopicPartition: Int]) -> [TopicPartition: Int] {
    state.withLock { state in
      state.positions = state.positions.filter { active[$0.key] == $0.value.epoch }
      return active.filter { state.positions[$0.key] == nil }
    }
  }

  /// Finds where to begin in partitions that are newly held.
  ///
  /// It goes through the writer's queue: a commit of the last holder that was under way stands before it there.
  private func loadPositions(_ missing: [TopicPartition: Int]) async throws {
    let wanted = try await subscription.startOffsets?(missing.keys.sorted()) ?? [:]
    let topics = try await log.currentTopics()
    let group = group
    let found = try await log.write { connection in
      var found: [TopicPartition: (position: Position, marks: Watermarks)] = [:]
      for (partition, epoch) in missing {
        let id = try topics.id(of: partition)
        guard let marks = try RecordStore.watermarks(id, on: connection) else {
          throw EventLogError.unknownPartition(partition)
        }
        let committed: Int64? = try connection.scalar(
          "SELECT next FROM group_offsets WHERE member_group = $1 AND partition = $2", .text(group), .integer(id))
        let start = wanted[partition] ?? committed ?? marks.low
        found[partition] = (Position(id: id, epoch: epoch, next: start), marks)
      }
      return found
    }
    for (partition, (position, marks)) in found.sorted(by: { $0.key < $1.key }) where position.next > marks.high {
      throw EventLogError.offsetOutOfRange(RecordCoordinates(partition, position.next), marks)
    }
    for (partition, (position, marks)) in found where position.next < marks.low {
      log.configuration.logger.warning(
        "records were removed by retention before their group read them",
        metadata: [
          "group": "\(group)", "partition": "\(partition)", "from": "\(position.next)", "to": "\(marks.low)",
        ])
    }
    state.withLock { state in
      for (partition, (position, marks)) in found {
        state.positions[partition] = position
        state.positions[partition]?.next = max(position.next, marks.low)
      }
    }
  }

  private enum Waiting { case no, forMore, forRecords }

  /// Counts what can be read and, where that is not enough, asks to be woken when it is.
  private func waiting(_ lingering: ContinuousClock.Instant?) -> Waiting {
    let over = lingering.map { ContinuousClock.now >= $0 } ?? (subscription.maxWait <= .zero)
    return state.withLock { state in
      // Marks are raised before `appended` is called: what is not counted here is counted there.
      let available = state.positions.values.reduce(0) { $0 + max(0, log.high($1.id) - $1.next) }
      if available >= subscription.maxRecords || (available > 0 && over) {
        state.needed = 0
        return .no
      }
      state.needed = available == 0 ? 1 : subscription.maxRecords - Int(available)
      return available == 0 ? .forRecords : .forMore
    }
  }

  // MARK: Batches

  private func fetch(_ request: Int) async throws -> SQLiteBatch? {
    let positions = state.withLock { $0.positions }.filter { log.high($0.value.id) > $0.value.next }
    // Another partition comes first each time, so that a full one does not keep the others waiting.
    let sorted = positions.sorted { $0.key < $1.key }
    guard !sorted.isEmpty else { return nil }
    let first = request % sorted.count
    let order = sorted[first...] + sorted[..<first]
    let (limit, maxBytes, digest) = (max(1, subscription.maxRecords), subscription.maxBytes, log.digest)
    let (records, ends) = try await log.read { connection in
      var records: [ConsumedRecord] = []
      var ends: [TopicPartition: Int64] = [:]
      var bytes = 0
      for (partition, position) in order where records.count < limit && (bytes < maxBytes || records.isEmpty) {
        guard let marks = try RecordStore.watermarks(position.id, on: connection) else { continue }
        let before = records.count
        do {
          let next = try RecordStore.read(
            partition, id: position.id, from: position.next, maxRecords: limit - before, bytes: &bytes,
            maxBytes: maxBytes, into: &records, digest: digest, on: connection)
          // Where nothing follows in this snapshot, the gap that compaction left before the end is passed over too.
          ends[partition] = next ?? marks.high
        } catch is EventLogError where before > 0 {
          // Damaged at its first record: the sound records of other partitions go out before that is thrown.
          break
        }
      }
      return (records, ends)
    }
    return register(records, ends: ends, of: positions, request)
  }

  /// Hands the records out as the batch that is out, without those of partitions that were lost meanwhile.
  private func register(
    _ records: [ConsumedRecord], ends: [TopicPartition: Int64], of positions: [TopicPartition: Position],
    _ request: Int
  ) -> SQLiteBatch? {
    state.withLock { state in
      guard !state.closed, !state.fenced, state.requests == request else { return nil }
      let holdings = log.coordinator.holdings(of: self) ?? [:]
      let good = positions.filter { partition, position in
        ends[partition] != nil && holdings[partition]?.epoch == position.epoch && holdings[partition]?.leaving == false
      }
      for partition in good.keys {
        if let end = ends[partition] { state.positions[partition]?.next = end }
      }
      let records = good.count == ends.count ? records : records.filter { good[$0.coordinates.partition] != nil }
      guard !records.isEmpty else { return nil }
      let delivered = Set(records.map(\.coordinates.partition))
      let starts = good.filter { delivered.contains($0.key) }
      state.out = Out(token: request, starts: starts)
      return SQLiteBatch(
        records: records, consumer: self, token: request, held: starts.mapValues(\.epoch),
        offsets: starts.map { ($0.value.id, ends[$0.key] ?? $0.value.next) })
    }
  }

  func commit(_ batch: SQLiteBatch, appending outputs: [ProducerRecord]) async throws -> [RecordCoordinates] {
    let plan = try log.plan(outputs)
    let isOut = state.withLock { state in
      guard state.out?.token == batch.token, state.out?.committing == false else { return false }
      state.out?.committing = true
      return true
    }
    guard isOut else { throw EventLogError.assignmentLost(batch.held.keys.sorted()) }
    do {
      let places = try await log.append(plan) { connection in
        let lost = self.log.coordinator.lost(self, batch.held)
        guard lost.isEmpty else { throw EventLogError.assignmentLost(lost) }
        for (id, next) in batch.offsets {
          try connection.execute(
            """
            INSERT INTO group_offsets (member_group, partition, next) VALUES ($1, $2, $3)
            ON CONFLICT (member_group, partition) DO UPDATE SET next = excluded.next
            """, .text(self.group), .integer(id), .integer(next))
        }
      }
      state.withLock { $0.out = nil }
      changed.notify()
      log.metrics.committed(batch.records.count, by: group)
      return places
    } catch {
      // The batch stays out: the caller may try again, give it back, or ask for the next one.
      state.withLock { $0.out?.committing = false }
      changed.notify()
      throw error
    }
  }

  func abandon(_ batch: SQLiteBatch) {
    state.withLock { state in
      guard state.out?.token == batch.token, state.out?.committing == false else { return }
      Self.rewind(&state)
    }
    changed.notify()
  }

  /// Goes back to before the batch that is out, where its partitions are still held.
  private static func rewind(_ state: inout State) {
    for (partition, start) in state.out?.starts ?? [:] where state.positions[partition]?.epoch == start.epoch {
      state.positions[partition] = start
    }
    state.out = nil
  }
}

/// Records that are out, and what is to be written to finish them.
struct SQLiteBatch: RecordBatch {
  let records: [ConsumedRecord]
  let consumer: SQLiteConsumer
  let token: Int
  /// The epochs of the holdings that the records come from.
  let held: [TopicPartition: Int]
  /// For each partition's row, the offset at which the group goes on.
  let offsets: [(id: Int64, next: Int64)]

  func commit(appending outputs: [ProducerRecord]) async throws -> [RecordCoordinates] {
    try await consumer.commit(self, appending: outputs)
  }

  func abandon() async { consumer.abandon(self) }
}
