import Database

/// The sums of the ledger, for proving that nothing disappeared.
public struct LedgerCounts: Sendable, Hashable {
  public var registered: Int64
  public var settled: Int64
  /// Registrations that came through Fenliu's own intake.
  public var cameByIntake: Int64
  public var topics: [Topic]
  /// Requests counted as docketed in the ledger, and cases that were opened for them: equal in whole books. A case that
  /// an officer split from another one came from no record.
  public var docketed: Int64
  public var cases: Int64
  /// Submissions in the outbox after the relay's position.
  public var waitingInOutbox: Int64
  public var deadLetters: Int64

  /// One intake topic of one log.
  public struct Topic: Sendable, Hashable {
    public var cluster: String
    public var topic: String
    public var registered: Int64
    public var repeated: Int64
    public var refused: Int64

    public var entered: Int64 { registered + repeated + refused }
  }

  public var inFlight: Int64 { registered - settled }
}

extension Casebook {
  /// Sums the ledger up, on one snapshot.
  ///
  /// - Parameter relayPosition: the last row of the outbox that the relay has published; see ``outbox(after:limit:)``.
  public func ledgerCounts(relayPosition: Int64) async throws -> LedgerCounts {
    try await database.read { connection in
      func count(_ sql: String, _ parameters: SQLValue...) throws -> Int64 {
        try connection.queryOne(sql, parameters) { try $0.get(0, as: Int64.self) } ?? 0
      }
      let topics = try connection.query(
        """
        SELECT cluster, topic, count(*) FILTER (WHERE verdict = 'registered'),
          count(*) FILTER (WHERE verdict = 'repeated'), count(*) FILTER (WHERE verdict = 'refused')
        FROM ledger GROUP BY cluster, topic ORDER BY cluster, topic
        """
      ) { row in
        LedgerCounts.Topic(
          cluster: try row.get(0), topic: try row.get(1), registered: try row.get(2), repeated: try row.get(3),
          refused: try row.get(4))
      }
      return LedgerCounts(
        registered: try count("SELECT count(*) FROM registration"),
        settled: try Settlement.settled(on: connection),
        cameByIntake: try count("SELECT count(*) FROM registration WHERE came_by = $1", .text(Door.intake.rawValue)),
        topics: topics, docketed: try count("SELECT coalesce(sum(docketed), 0) FROM ledger"),
        cases: try count("SELECT count(*) FROM case_file WHERE parent_id IS NULL"),
        waitingInOutbox: try count(
          "SELECT count(*) FROM outbox WHERE kind = 'submission' AND id > $1", .integer(relayPosition)),
        deadLetters: try count("SELECT count(*) FROM dead_letter"))
    }
  }

  /// The numbers of registrations whose stored submission is not what was stored; reads every one.
  public func damagedRegistrations() async throws -> [String] {
    var damaged: [String] = []
    var last: Int64 = 0
    while true {
      let after = last
      let page = try await database.read { connection in
        try connection.query(
          "SELECT id, number, body_digest, body FROM registration WHERE id > $1 ORDER BY id LIMIT 2000",
          .integer(after)
        ) { row in
          (
            id: try row.get(0, as: Int64.self), number: try row.get(1, as: String.self),
            isWhole: try row.get(2, as: [UInt8].self) == RecordDigest.of(try row.get(3))
          )
        }
      }
      guard let end = page.last else { return damaged }
      damaged += page.filter { !$0.isWhole }.map(\.number)
      last = end.id
    }
  }
}
