public import EventLog
import Kafka

extension EventLogKafka {
  public func read(
    _ partition: TopicPartition, from offset: Int64, maxRecords: Int
  ) async throws -> [ConsumedRecord] {
    try await asking {
      let count = try await catalog.partitions(of: partition.topic)
      guard (0..<count).contains(partition.partition) else {
        catalog.forget(partition.topic)
        guard partition.partition >= 0, partition.partition < (try await catalog.partitions(of: partition.topic)) else {
          throw EventLogError.unknownPartition(partition)
        }
        return try await page(partition, from: offset, maxRecords: maxRecords).records
      }
      return try await page(partition, from: offset, maxRecords: maxRecords).records
    }
  }

  /// Committed records, and the offset up to which the partition was read.
  func page(
    _ partition: TopicPartition, from offset: Int64, maxRecords: Int
  ) async throws -> (records: [ConsumedRecord], next: Int64, isEnd: Bool) {
    let marks = try await marks(of: partition)
    guard (marks.low...marks.high).contains(offset) else {
      throw EventLogError.offsetOutOfRange(RecordCoordinates(partition, offset), marks)
    }
    if offset == marks.high || maxRecords < 1 { return ([], offset, offset == marks.high) }
    var patience = 100
    while true {
      let page = try await reader.read(
        partition.kafka, from: offset, maxRecords: maxRecords, within: configuration.deadline)
      // What was committed a moment ago is readable a moment later: so much is waited for, a long transaction is not.
      if page.messages.isEmpty, page.next < marks.high, patience > 0 {
        patience -= 1
        try await Task.sleep(for: .milliseconds(10))
        continue
      }
      return (page.messages.map { ConsumedRecord($0) }, page.next, page.isEnd)
    }
  }

  // MARK: Positions

  public func publisherPosition(id: String) async throws -> Int64? {
    try await asking { try await latestMarker(id: id, stopsAtOpen: true)?.position }
  }

  /// The marker that was written last under an identity.
  ///
  /// The newest ones stand at the end, so it looks there first and then further back.
  /// - Parameter stopsAtOpen: takes what is committed now for the whole, where otherwise transactions are waited for that
  ///   began before the call.
  func latestMarker(id: String, stopsAtOpen: Bool = false) async throws -> PositionMarker? {
    let partition = TopicPartition(configuration.positionsTopic, 0)
    _ = try await catalog.partitions(of: partition.topic)
    let marks = try await marks(of: partition)
    var end = marks.high
    var span: Int64 = 1_000
    while end > marks.low {
      let start = max(marks.low, end - span)
      if let found = try await lastMarker(id: id, in: partition, from: start, to: end, stopsAtOpen: stopsAtOpen) {
        return found
      }
      end = start
      span *= 4
    }
    return nil
  }

  private func lastMarker(
    id: String, in partition: TopicPartition, from start: Int64, to end: Int64, stopsAtOpen: Bool
  ) async throws -> PositionMarker? {
    let key = Array(id.utf8)
    let deadline = ContinuousClock.now + configuration.deadline
    var last: ConsumedRecord?
    var next = start
    while next < end {
      let page = try await page(partition, from: next, maxRecords: 1_000)
      last = page.records.last { $0.key == key && $0.coordinates.offset < end } ?? last
      next = max(page.next, next)
      guard page.isEnd, next < end else { continue }
      if stopsAtOpen { break }
      // Another publisher's transaction is open before what we look for.
      guard ContinuousClock.now < deadline else {
        throw EventLogError.unavailable("an open transaction hides the end of \(partition)")
      }
      try await Task.sleep(for: .milliseconds(20))
    }
    return try last.map { try PositionMarker($0) }
  }

  func publisherError(_ error: any Error, id: String) -> any Error {
    if case .fenced? = error as? TransactionFailure { return EventLogError.fenced(id: id) }
    return ErrorMapping.log(error)
  }
}
