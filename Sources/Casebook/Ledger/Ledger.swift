import Database
import Messages

/// What became of each record on an intake topic: the book in which invariant 2 is proved.
struct Ledger: Sendable {
  enum Verdict: String, SQLReadable {
    /// The first record of its submission.
    case registered
    /// The same submission once more.
    case repeated
    /// A dead letter.
    case refused
  }

  /// Stands for the absent registration of a refused record.
  static let none: Int64 = 0

  let now: Int64

  /// Enters the record that an entry came from, if no request of it was entered before, and gives its verdict.
  func enter(
    _ entry: DocketEntry, cluster: String, registration: Int64, on connection: any SQLConnection
  ) throws -> Verdict {
    if let known = try verdict(of: entry.origin, cluster: cluster, registration: registration, on: connection) {
      return known
    }
    let first: Int64? = try connection.scalar(
      "SELECT 1 FROM ledger WHERE registration_id = $1 AND verdict = 'registered'", .integer(registration))
    let verdict: Verdict = first == nil ? .registered : .repeated
    try insert(
      entry.origin, cluster: cluster, registration: registration, verdict, requests: entry.requestCount, on: connection)
    return verdict
  }

  /// One more request of the submission is in its docket.
  func countDocketed(registration: Int64, on connection: any SQLConnection) throws {
    try connection.execute(
      "UPDATE ledger SET docketed = docketed + 1 WHERE registration_id = $1 AND verdict = 'registered'",
      .integer(registration))
  }

  /// Whether requests of the submission are not in their dockets although its first record was worked: the rest of them
  /// was lost with its log, and comes with a later record.
  func lacksRequests(of entry: DocketEntry, registration: Int64, on connection: any SQLConnection) throws -> Bool {
    let found: Int64? = try connection.scalar(
      """
      SELECT 1 FROM ledger
      WHERE registration_id = $1 AND verdict = 'registered' AND docketed < requests AND requests = $2
      """, .integer(registration), SQLValue(entry.requestCount))
    return found != nil
  }

  /// Enters a record that became a dead letter. It belongs to no registration here; the dead letter itself says which
  /// one it is about.
  ///
  /// A topic that was made anew counts from 0 again, so that the place alone does not tell a record: one that failed after
  /// the place was entered is another.
  ///
  /// - Parameter failedAt: when it was found that it cannot be worked, milliseconds since 1970-01-01 UTC.
  /// - Returns: whether it was new.
  func refuse(
    _ origin: DocketEntry.Origin, cluster: String, failedAt: Int64, on connection: any SQLConnection
  ) throws -> Bool {
    guard try verdict(of: origin, cluster: cluster, registration: Self.none, on: connection) != nil else {
      try insert(origin, cluster: cluster, registration: Self.none, .refused, requests: 1, on: connection)
      return true
    }
    return try connection.execute(
      """
      UPDATE ledger SET at = $6 WHERE cluster = $1 AND topic = $2 AND partition_no = $3 AND offset_no = $4
        AND registration_id = $5 AND at < $7
      """,
      .text(cluster), .text(origin.topic), SQLValue(origin.partition), .integer(origin.offset), .integer(Self.none),
      .integer(now), .integer(failedAt)) > 0
  }

  private func verdict(
    of origin: DocketEntry.Origin, cluster: String, registration: Int64, on connection: any SQLConnection
  ) throws -> Verdict? {
    try connection.scalar(
      """
      SELECT verdict FROM ledger
      WHERE cluster = $1 AND topic = $2 AND partition_no = $3 AND offset_no = $4 AND registration_id = $5
      """,
      .text(cluster), .text(origin.topic), SQLValue(origin.partition), .integer(origin.offset), .integer(registration))
  }

  private func insert(
    _ origin: DocketEntry.Origin, cluster: String, registration: Int64, _ verdict: Verdict, requests: Int,
    on connection: any SQLConnection
  ) throws {
    try connection.execute(
      """
      INSERT INTO ledger (cluster, topic, partition_no, offset_no, registration_id, verdict, requests, docketed, at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, 0, $8)
      """,
      .text(cluster), .text(origin.topic), SQLValue(origin.partition), .integer(origin.offset), .integer(registration),
      .text(verdict.rawValue), SQLValue(requests), .integer(now))
  }
}
