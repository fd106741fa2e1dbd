public import Logging

/// Brings a database to the program's schema, step by step, each step in a transaction of its own.
public struct Migrator: Sendable {
  public let migrations: [Migration]

  /// - Parameter migrations: the whole history, numbered 1, 2, 3, …
  public init(_ migrations: [Migration]) {
    self.migrations = migrations
  }

  /// Applies what is missing.
  ///
  /// Throws ``DatabaseError/Kind/schema`` when the database has a step that the program does not know (it is newer), or
  /// one that is not what the program knows under that number.
  ///
  /// - Parameter logger: told of each step before it is applied.
  /// - Returns: the steps that were applied now.
  @discardableResult
  public func migrate(_ database: any Database, logger: Logger? = nil) async throws -> [Migration] {
    for (index, migration) in migrations.enumerated() where migration.id != index + 1 {
      throw DatabaseError(.misuse, "migration \(migration.id) stands at place \(index + 1)")
    }
    let known = migrations
    let applied = try await database.write { connection in
      try connection.execute(
        """
        CREATE TABLE IF NOT EXISTS schema_migrations (
          id BIGINT PRIMARY KEY, name TEXT NOT NULL, checksum BIGINT NOT NULL)
        """)
      return try Self.check(known, connection)
    }
    let missing = Array(migrations.dropFirst(applied))
    for migration in missing {
      logger?.info("applying schema step", metadata: ["step": "\(migration.id)", "name": "\(migration.name)"])
      try await database.write { connection in
        for statement in migration.statements {
          try connection.execute(try connection.dialect.resolve(statement))
        }
        try connection.execute(
          "INSERT INTO schema_migrations (id, name, checksum) VALUES ($1, $2, $3)",
          SQLValue(migration.id), .text(migration.name), .integer(migration.checksum))
      }
    }
    return missing
  }

  /// Checks, without writing, that the database has exactly the program's schema: for one that is opened beside its
  /// owner.
  public func verify(_ database: any Database) async throws {
    let known = migrations
    let applied = try await database.read { try Self.check(known, $0) }
    guard applied == known.count else {
      throw DatabaseError(.schema, "the schema is at step \(applied), the program needs \(known.count)")
    }
  }

  /// The number of steps that are in the database already.
  private static func check(_ known: [Migration], _ connection: any SQLConnection) throws -> Int {
    let rows = try connection.query("SELECT id, name, checksum FROM schema_migrations ORDER BY id") { row in
      (try row.get(0, as: Int.self), try row.get(1, as: String.self), try row.get(2, as: Int64.self))
    }
    for (index, (id, name, checksum)) in rows.enumerated() {
      guard index < known.count else {
        throw DatabaseError(
          .schema,
          "the schema is newer than the program: it has step \(id) (\(name)), the program ends at \(known.count)")
      }
      guard known[index].id == id, known[index].checksum == checksum else {
        throw DatabaseError(.schema, "step \(id) (\(name)) was applied in another form than the program has it")
      }
    }
    return rows.count
  }
}
