import Database

extension Casebook {
  /// Sees to it that rows of the outbox get higher numbers than any before; to be called when the casebook is opened by
  /// its owner.
  ///
  /// A casebook restored from a backup counts on from there, while the relay's position lies in the log: rows would get
  /// numbers of rows that are out, and never go out. The time is ahead of every number that was given before it as long as
  /// fewer than a thousand rows a millisecond are written.
  public func raiseOutboxNumbers() async throws {
    let floor = now() * 1_000
    try await database.write { connection in
      let next: Int64? = try connection.scalar("INSERT INTO outbox (kind) VALUES ('start') RETURNING id")
      if (next ?? 0) < floor {
        try connection.execute("INSERT INTO outbox (id, kind) VALUES ($1, 'start')", .integer(floor))
      }
      // The numbers stay taken.
      try connection.execute("DELETE FROM outbox WHERE kind = 'start'")
    }
  }

  /// Puts the registrations that are not settled into the outbox once more, for a log on which nothing was ever published:
  /// they were under way on another one. What was docketed after all comes back as a repeat.
  ///
  /// - Returns: how many.
  @discardableResult
  public func requeueUnsettled() async throws -> Int {
    try await database.write { connection in
      try connection.execute(
        """
        INSERT INTO outbox (kind, ref)
        SELECT 'submission', r.id FROM registration r
        WHERE NOT EXISTS (SELECT 1 FROM ledger l WHERE l.registration_id = r.id AND l.verdict = 'registered'
            AND l.docketed >= l.requests)
          AND NOT EXISTS (SELECT 1 FROM dead_letter d WHERE d.registration_id = r.id AND d.error_class <> 'conflict')
          AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.kind = 'submission' AND o.ref = r.id)
        ORDER BY r.id
        """)
    }
  }
}
