import Casebook
import EventLog
import Logging

/// Where a group starts on its partitions: at what the casebook holds, and at the first record where it has seen nothing,
/// so that a casebook restored from an old backup, or made anew, gets everything that the log still has.
///
/// A topic that was deleted and made anew counts from 0 again, under the same name on the same cluster. Then what the
/// casebook holds means nothing; reading the topic from its first record is right, because a case is known by its business
/// key and opens once.
struct StartOffsets: Sendable {
  let casebook: Casebook
  let log: any EventLog
  let logger: Logger

  func offsets(
    of partitions: [TopicPartition], group: String, cluster: String
  ) async throws -> [TopicPartition: Int64] {
    var held: [TopicPartition: Int64] = [:]
    for position in try await casebook.positions(group: group, cluster: cluster) {
      held[TopicPartition(position.topic, position.partition)] = position.nextOffset
    }
    let committed = try await log.committedOffsets(group: group)
    var marks: [TopicPartition: Watermarks] = [:]
    for topic in Set(partitions.map(\.topic)) {
      marks.merge(try await log.watermarks(topic: topic)) { $1 }
    }
    var offsets: [TopicPartition: Int64] = [:]
    for partition in partitions {
      guard let marks = marks[partition] else { throw EventLogError.unknownPartition(partition) }
      let start = Self.start(held: held[partition], committed: committed[partition], marks: marks)
      if let lost = start.lost {
        logger.error(
          "records were past their retention before they were worked",
          metadata: ["partition": "\(partition)", "from": "\(lost.lowerBound)", "to": "\(lost.upperBound)"])
      }
      if start.isAnew {
        logger.notice(
          "the log does not know the group's position: reading from the first record",
          metadata: ["partition": "\(partition)", "position": "\(held[partition] ?? 0)"])
      }
      offsets[partition] = start.offset
    }
    return offsets
  }

  struct Start: Hashable {
    var offset: Int64
    /// Offsets that nobody worked and that the log no longer holds.
    var lost: Range<Int64>?
    /// The position in the casebook is not one on this partition.
    var isAnew = false
  }

  /// - Parameters:
  ///   - held: the position in the casebook.
  ///   - committed: the group's position in the log, which a deleted topic takes with it. A handler writes it after the
  ///     casebook's, so it is never ahead of it, but in a casebook that was restored.
  static func start(held: Int64?, committed: Int64?, marks: Watermarks) -> Start {
    guard let held else { return Start(offset: marks.low) }
    if held > marks.high || (committed == nil && held > marks.low) { return Start(offset: marks.low, isAnew: true) }
    return Start(offset: max(held, marks.low), lost: held < marks.low ? held..<marks.low : nil)
  }
}
