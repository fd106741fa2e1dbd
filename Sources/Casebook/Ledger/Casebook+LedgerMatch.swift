import Database

/// The records that can be read on an intake topic, held against the ledger one by one.
public struct LedgerMatch: Sendable, Hashable {
  public var topic: String
  /// Records that can be read.
  public var readable: Int64 = 0
  /// What the ledger says of them.
  public var registered: Int64 = 0
  public var repeated: Int64 = 0
  public var refused: Int64 = 0
  /// Entries of the ledger for records that the log no longer holds.
  public var expired: Int64 = 0
  /// Entries of the ledger at places where the log holds no record: its topic was made anew, or it lost records.
  public var absent: Int64 = 0

  /// Records of which the ledger knows nothing yet.
  public var missing: Int64 { readable - registered - repeated - refused }

  public init(topic: String) {
    self.topic = topic
  }
}

extension Casebook {
  /// Holds the records of the intake topics against the ledger; one result for each topic, in the order of their names.
  ///
  /// - Parameter partitions: read before this is called, so that whatever came since is on its way at most.
  public func ledgerMatch(cluster: String, _ partitions: [IntakeOffsets]) async throws -> [LedgerMatch] {
    try await database.read { connection in
      var matches: [String: LedgerMatch] = [:]
      for partition in partitions {
        var match = matches[partition.topic] ?? LedgerMatch(topic: partition.topic)
        try match.add(partition, cluster: cluster, on: connection)
        matches[partition.topic] = match
      }
      return matches.values.sorted { $0.topic < $1.topic }
    }
  }
}

extension LedgerMatch {
  fileprivate mutating func add(
    _ partition: IntakeOffsets, cluster: String, on connection: any SQLConnection
  ) throws {
    readable += partition.count
    var runs = partition.runs[...]
    var last: Int64?
    // The newest entry of a place counts: an older one is about a record of a topic that was made anew.
    try connection.forEachRow(
      """
      SELECT offset_no, verdict FROM ledger WHERE cluster = $1 AND topic = $2 AND partition_no = $3
      ORDER BY offset_no, at DESC
      """,
      [.text(cluster), .text(partition.topic), SQLValue(partition.partition)]
    ) { row in
      let offset = try row.get(0, as: Int64.self)
      if offset == last { return true }
      last = offset
      if offset < partition.low {
        expired += 1
        return true
      }
      while let run = runs.first, run.upperBound <= offset { runs.removeFirst() }
      guard let run = runs.first, run.contains(offset) else {
        // What was entered since the log was looked at may stand after its end.
        if offset < partition.high { absent += 1 }
        return true
      }
      switch try row.get(1, as: Ledger.Verdict.self) {
      case .registered: registered += 1
      case .repeated: repeated += 1
      case .refused: refused += 1
      }
      return true
    }
  }
}
