import Casebook
import Casework
import Dispatching
import EventLog
import Messages
import Reporting
import Threading

/// Looks at the log from outside: what came in, and how far everybody has worked.
///
/// Offsets do not count records: on Kafka the marks of transactions take offsets, and what is past retention is gone. So
/// records are read where they have to be counted.
struct LogObserver: Sendable {
  private let log: any EventLog
  private let publisherID: String
  private let isGapless: Bool
  private let ends = KnownEnds()

  init(_ house: HouseLog) {
    log = house.log
    publisherID = house.publisherID
    isGapless = house.isGapless
  }

  /// How far everybody is. Where offsets have gaps, what waits is an upper bound, and 0 exactly where nothing does.
  func facts() async throws -> LogFacts {
    var appended: Int64 = 0
    for kind in Submission.Kind.allCases {
      appended += try await log.watermarks(topic: kind.topic).values.reduce(0) { $0 + $1.high }
    }
    // Work moves on while it is looked at: who comes first in the flow is asked first, so that it is never overlooked.
    let router = try await lag(group: Router.group, topics: Submission.Kind.allCases.map(\.topic))
    var handlers = try await lag(group: DeadLetterHandler.group, topics: [DeadLetter.topic])
    for docket in Docket.allCases {
      handlers += try await lag(group: DocketHandler.group(of: docket), topics: [docket.topic])
    }
    return LogFacts(
      cluster: try await log.clusterID(), isGapless: isGapless, intakeEnds: appended,
      waitingForRouter: router, waitingForHandlers: handlers,
      relayPosition: try await log.publisherPosition(id: publisherID) ?? 0)
  }

  /// The offsets of all records that can be read on the intake topics; reads them all.
  func intakeRecords(progress: (Int) -> Void = { _ in }) async throws -> [IntakeOffsets] {
    var found: [IntakeOffsets] = []
    var count = 0
    for kind in Submission.Kind.allCases {
      for (partition, marks) in try await log.watermarks(topic: kind.topic).sorted(by: { $0.key < $1.key }) {
        var offsets = IntakeOffsets(
          topic: kind.topic, partition: partition.partition, low: marks.low, high: marks.high)
        var next = marks.low
        while next < marks.high {
          let page = try await log.read(partition, from: next, maxRecords: Self.page)
          guard let last = page.last else { break }
          for record in page where record.coordinates.offset < marks.high { offsets.add(record.coordinates.offset) }
          next = last.coordinates.offset + 1
          count += page.count
          progress(count)
        }
        found.append(offsets)
      }
    }
    return found
  }

  /// Records that are read in one go.
  private static let page = 1_000

  private func lag(group: String, topics: [String]) async throws -> Int64 {
    let committed = try await log.committedOffsets(group: group)
    var lag: Int64 = 0
    for topic in topics {
      for (partition, marks) in try await log.watermarks(topic: topic) {
        let next = max(committed[partition] ?? 0, marks.low)
        if marks.high > next, try await holdsRecords(partition, from: next, to: marks.high) {
          lag += marks.high - next
        }
      }
    }
    return lag
  }

  /// Whether a record stands there, and not only marks of transactions. Asked once for each stretch that holds none.
  private func holdsRecords(_ partition: TopicPartition, from: Int64, to end: Int64) async throws -> Bool {
    if isGapless { return true }
    if ends.isEmpty(partition, from..<end) { return false }
    let found = try await log.read(partition, from: from, maxRecords: 1)
    if found.isEmpty { ends.note(partition, from..<end) }
    return !found.isEmpty
  }
}

/// Stretches of partitions that were found to hold no record; a log never fills them later.
private final class KnownEnds: Sendable {
  private let stretches = Lock<[TopicPartition: Range<Int64>]>([:])

  func isEmpty(_ partition: TopicPartition, _ stretch: Range<Int64>) -> Bool {
    stretches.withLock { known in
      guard let known = known[partition] else { return false }
      return known.lowerBound <= stretch.lowerBound && stretch.upperBound <= known.upperBound
    }
  }

  func note(_ partition: TopicPartition, _ stretch: Range<Int64>) {
    stretches.withLock { $0[partition] = stretch }
  }
}
