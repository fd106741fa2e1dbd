import EventLog

/// Reads a topic without a group, its partitions together, by the time of their records.
struct TopicReader {
  private let log: any EventLog
  private var offsets: [TopicPartition: Int64]
  /// Whether nothing was left when it was read last.
  private(set) var isAtEnd = false
  /// With a start by count: how many of the last records are still to be left out.
  private var surplus: Int

  /// - Parameters:
  ///   - partition: one partition, or all of them.
  ///   - start: where to begin; `nil`: with the `last` records there are.
  init(
    log: any EventLog, topic: String, partition: Int32?, start: LogStart?, last: Int
  ) async throws {
    self.log = log
    let topics = try await log.topics()
    guard topics.contains(where: { $0.name == topic }) else {
      let names = topics.map(\.name)
      throw CommandFailure(
        "没有主题 \(topic)；有：\(names.joined(separator: "、"))",
        "no topic \(topic); there are \(names.joined(separator: ", "))")
    }
    let marks = try await log.watermarks(topic: topic).filter { partition == nil || $0.key.partition == partition }
    guard !marks.isEmpty else {
      throw CommandFailure("主题 \(topic) 没有这个分区", "the topic \(topic) has no such partition")
    }
    var held = 0
    offsets = [:]
    for (place, marks) in marks {
      switch start {
      case .beginning: offsets[place] = marks.low
      case .offset(let offset): offsets[place] = min(max(offset, marks.low), marks.high)
      case nil:
        let end = try await Self.end(of: place, marks, in: log, records: last)
        offsets[place] = end.first ?? marks.high
        held += end.count
      }
    }
    surplus = start == nil ? max(0, held - last) : 0
  }

  /// The offsets of the last records of a partition, at most so many. Offsets do not tell their number: the marks of
  /// transactions take some, and so does what compaction removed.
  private static func end(
    of place: TopicPartition, _ marks: Watermarks, in log: any EventLog, records wanted: Int
  ) async throws -> [Int64] {
    var span = Int64(wanted)
    while true {
      let start = max(marks.low, marks.high - span)
      var found: [Int64] = []
      var next = start
      while next < marks.high {
        let page = try await log.read(place, from: next, maxRecords: Self.page)
        guard let last = page.last else { break }
        found += page.lazy.map(\.coordinates.offset).filter { $0 < marks.high }
        next = last.coordinates.offset + 1
      }
      if found.count >= wanted || start == marks.low { return found.suffix(wanted) }
      span *= 4
    }
  }

  /// Records that are read from a partition in one go.
  private static let page = 1_000

  /// The next records, in the order of their times; within a partition always in its order. None while those before the
  /// wanted ones are passed over.
  mutating func next(upTo limit: Int) async throws -> [ConsumedRecord] {
    let wanted = min(surplus > 0 ? surplus : limit, Self.page)
    var pages: [[ConsumedRecord]] = []
    for (place, offset) in offsets.sorted(by: { $0.key < $1.key }) {
      let page = try await log.read(place, from: offset, maxRecords: wanted)
      if !page.isEmpty { pages.append(page) }
    }
    let merged = Self.merge(pages, limit: wanted)
    isAtEnd = merged.isEmpty
    for record in merged { offsets[record.coordinates.partition] = record.coordinates.offset + 1 }
    guard surplus > 0 else { return merged }
    surplus -= merged.count
    return []
  }

  private static func merge(_ pages: [[ConsumedRecord]], limit: Int) -> [ConsumedRecord] {
    var rest = pages.map { $0[...] }
    var merged: [ConsumedRecord] = []
    while merged.count < limit {
      let heads = rest.indices.compactMap { index in rest[index].first.map { (index, $0.timestamp) } }
      guard let next = heads.min(by: { ($0.1, $0.0) < ($1.1, $1.0) }) else { break }
      merged.append(rest[next.0].removeFirst())
    }
    return merged
  }
}
