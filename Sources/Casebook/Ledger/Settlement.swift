import Database

/// When a registration is settled: every request of it is in a docket, or a dead letter stands for it.
enum Settlement {
  /// How many registrations are settled.
  ///
  /// A dead letter for a conflict is about another submission that came under the same key, so it settles nothing.
  static func settled(on connection: any SQLConnection) throws -> Int64 {
    try connection.scalar(
      """
      SELECT
        (SELECT count(*) FROM ledger WHERE verdict = 'registered' AND docketed >= requests)
        + (SELECT count(DISTINCT d.registration_id) FROM dead_letter d
           WHERE d.registration_id IS NOT NULL AND d.error_class <> 'conflict' AND NOT EXISTS (
             SELECT 1 FROM ledger l WHERE l.registration_id = d.registration_id AND l.verdict = 'registered'
               AND l.docketed >= l.requests))
      """) ?? 0
  }
}
