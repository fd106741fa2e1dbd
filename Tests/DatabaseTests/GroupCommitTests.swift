import Database
import Testing
import Threading

@Suite struct GroupCommitTests {
  struct Refusal: Error {}

  /// A database whose writer is held until `release`, so that all jobs handed over meanwhile share one transaction.
  func held(_ folder: TemporaryFolder, _ configuration: SQLiteConfiguration = SQLiteConfiguration()) async throws -> (
    SQLiteDatabase, release: @Sendable () -> Void
  ) {
    let database = try await SQLiteDatabase(path: folder.file(), configuration: configuration)
    try await database.write { connection in
      try connection.execute("CREATE TABLE t (id {{identity}}, n BIGINT UNIQUE)".resolved(connection))
      try connection.execute(
        "CREATE TABLE later (n BIGINT REFERENCES t (n) DEFERRABLE INITIALLY DEFERRED)")
    }
    let gate = Gate()
    let entered = Gate()
    database.enqueueWrite({ _ in
      entered.open()
      gate.wait()
    }) { _ in }
    await entered.opened()
    return (database, { gate.open() })
  }

  @Test func oneBadJobFailsAlone() async throws {
    let folder = try TemporaryFolder()
    let (database, release) = try await held(folder)
    let outcomes = Outcomes()
    for number in 0..<300 {
      database.enqueueWrite({ connection in
        try connection.execute("INSERT INTO t (n) VALUES ($1)", SQLValue(number))
        if number % 7 == 3 { throw Refusal() }
        if number % 7 == 5 { try connection.execute("INSERT INTO t (n) VALUES ($1)", SQLValue(number)) }
      }) { outcomes.add(number, $0) }
    }
    release()
    let all = await outcomes.all(300)
    for (number, error) in all {
      switch number % 7 {
      case 3: #expect(error is Refusal)
      case 5: #expect((error as? DatabaseError)?.isUniqueViolation == true)
      default: #expect(error == nil)
      }
    }
    let kept = try await database.read { try $0.query("SELECT n FROM t ORDER BY id") { try $0.get(0, as: Int.self) } }
    #expect(kept == (0..<300).filter { $0 % 7 != 3 && $0 % 7 != 5 }, "in the order in which they were handed over")
    await database.close()
  }

  @Test func failureOfTheCommitFailsAllOfTheGroup() async throws {
    let folder = try TemporaryFolder()
    let (database, release) = try await held(folder)
    let outcomes = Outcomes()
    for number in 0..<50 {
      database.enqueueWrite({ connection in
        try connection.execute("INSERT INTO t (n) VALUES ($1)", SQLValue(number))
        // Seen only when the transaction ends.
        if number == 20 { try connection.execute("INSERT INTO later (n) VALUES (-1)") }
        if number == 30 { throw Refusal() }
      }) { outcomes.add(number, $0) }
    }
    release()
    let all = await outcomes.all(50)
    #expect(all.values.allSatisfy { ($0 as? DatabaseError)?.kind == .constraint(.foreignKey) })
    #expect(try await database.read { try $0.scalar("SELECT count(*) FROM t", as: Int.self) } == 0)
    try await database.write { try $0.execute("INSERT INTO t (n) VALUES (1)") }
    #expect(try await database.read { try $0.scalar("SELECT count(*) FROM t", as: Int.self) } == 1)
    await database.close()
  }

  @Test func refusesBeyondTheBound() async throws {
    let folder = try TemporaryFolder()
    var configuration = SQLiteConfiguration()
    configuration.maxWaitingWrites = 10
    let (database, release) = try await held(folder, configuration)
    let outcomes = Outcomes()
    for number in 0..<25 {
      database.enqueueWrite({ try $0.execute("INSERT INTO t (n) VALUES ($1)", SQLValue(number)) }) {
        outcomes.add(number, $0.map { _ in })
      }
    }
    release()
    let all = await outcomes.all(25)
    for (number, error) in all {
      if number < 10 {
        #expect(error == nil)
      } else {
        #expect((error as? DatabaseError)?.kind == .overloaded)
        #expect((error as? DatabaseError)?.isRetriable == true)
      }
    }
    await database.close()
  }

  @Test func closingLetsAcceptedJobsRunAndRefusesLaterOnes() async throws {
    let folder = try TemporaryFolder()
    let (database, release) = try await held(folder)
    let outcomes = Outcomes()
    for number in 0..<20 {
      database.enqueueWrite({ try $0.execute("INSERT INTO t (n) VALUES ($1)", SQLValue(number)) }) {
        outcomes.add(number, $0.map { _ in })
      }
    }
    async let closed: Void = database.close()
    release()
    await closed
    #expect(await outcomes.all(20).values.allSatisfy { $0 == nil })
    let late = await #expect(throws: DatabaseError.self) { try await database.write { _ in } }
    #expect(late?.kind == .closed)
    let lateRead = await #expect(throws: DatabaseError.self) { try await database.read { _ in } }
    #expect(lateRead?.kind == .closed)
    await database.close()
    let again = try await SQLiteDatabase(path: folder.file())
    #expect(try await again.read { try $0.scalar("SELECT count(*) FROM t", as: Int.self) } == 20)
    await again.close()
  }

  @Test func manyCallersAtOnce() async throws {
    let folder = try TemporaryFolder()
    let database = try await SQLiteDatabase(path: folder.file())
    try await database.write { try $0.execute("CREATE TABLE t (n BIGINT PRIMARY KEY)") }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for caller in 0..<32 {
        group.addTask {
          for turn in 0..<50 {
            let number = caller * 50 + turn
            try await database.write { try $0.execute("INSERT INTO t VALUES ($1)", SQLValue(number)) }
            let seen = try await database.read {
              try $0.scalar("SELECT n FROM t WHERE n = $1", SQLValue(number), as: Int.self)
            }
            #expect(seen == number, "what was acknowledged is seen by the next reader")
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try await database.read { try $0.scalar("SELECT count(*) FROM t", as: Int.self) } == 1_600)
    await database.close()
  }

  @Test func nestedSavepointsUndoTheirOwn() async throws {
    let folder = try TemporaryFolder()
    let database = try await SQLiteDatabase(path: folder.file())
    try await database.write { connection in
      try connection.execute("CREATE TABLE t (n BIGINT PRIMARY KEY)")
      try connection.execute("INSERT INTO t VALUES (1)")
      try connection.savepoint {
        try connection.execute("INSERT INTO t VALUES (2)")
        #expect(throws: Refusal.self) {
          try connection.savepoint {
            try connection.execute("INSERT INTO t VALUES (3)")
            throw Refusal()
          }
        }
        try connection.execute("INSERT INTO t VALUES (4)")
      }
    }
    let kept = try await database.read { try $0.query("SELECT n FROM t ORDER BY n") { try $0.get(0, as: Int.self) } }
    #expect(kept == [1, 2, 4])
    await database.close()
  }
}

extension String {
  func resolved(_ connection: any SQLConnection) throws -> String { try connection.dialect.resolve(self) }
}
