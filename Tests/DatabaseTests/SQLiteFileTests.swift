import Database
import Foundation
import Testing
import Threading

@Suite struct SQLiteFileTests {
  func filled(_ folder: TemporaryFolder, rows: Int = 1_000) async throws -> SQLiteDatabase {
    let database = try await SQLiteDatabase(path: folder.file())
    try await database.write { connection in
      try connection.execute("CREATE TABLE t (n BIGINT PRIMARY KEY, b BLOB)")
      for number in 0..<rows {
        try connection.execute(
          "INSERT INTO t VALUES ($1, $2)", SQLValue(number), .blob([UInt8](repeating: 0xab, count: 200)))
      }
    }
    return database
  }

  func count(_ connection: any SQLConnection) throws -> Int {
    try connection.scalar("SELECT count(*) FROM t") ?? -1
  }

  @Test func aReaderNeitherWaitsForTheWriterNorHoldsItUp() async throws {
    let folder = try TemporaryFolder()
    let database = try await filled(folder)
    let (writing, written) = (Gate(), Gate())
    // The writer is in the middle of a transaction while the reader reads, and the reader is still at it when the next
    // transaction ends.
    database.enqueueWrite({ connection in
      try connection.execute("DELETE FROM t")
      writing.open()
      written.wait()
    }) { _ in }
    await writing.opened()
    #expect(try await database.read { try self.count($0) } == 1_000)
    let reading = Gate()
    let go = Gate()
    async let twice = database.read { connection in
      let before = try self.count(connection)
      reading.open()
      go.wait()
      return (before, try self.count(connection))
    }
    await reading.opened()
    written.open()
    try await database.write { try $0.execute("INSERT INTO t (n) VALUES (-1)") }
    #expect(try await database.read { try self.count($0) } == 1)
    go.open()
    #expect(try await twice == (1_000, 1_000), "one snapshot from the first read to the last")
    await database.close()
  }

  @Test func readersBeyondTheBoundAreRefused() async throws {
    let folder = try TemporaryFolder()
    await (try await filled(folder, rows: 1)).close()
    var configuration = SQLiteConfiguration(readers: 1)
    configuration.maxWaitingReads = 3
    let database = try await SQLiteDatabase(path: folder.file(), configuration: configuration)
    let (reading, go) = (Gate(), Gate())
    async let first: Void = database.read { _ in
      reading.open()
      go.wait()
    }
    await reading.opened()
    let refused = Lock(0)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<10 {
        group.addTask {
          do {
            let rows = try await database.read { try self.count($0) }
            #expect(rows == 1)
          } catch let error as DatabaseError where error.kind == .overloaded {
            if refused.withLock({ count in
              count += 1
              return count
            }) == 7 {
              go.open()
            }
          }
        }
      }
      try await group.waitForAll()
    }
    try await first
    #expect(refused.withLock { $0 } == 7)
    await database.close()
  }

  @Test func readersCannotWrite() async throws {
    let folder = try TemporaryFolder()
    let database = try await filled(folder, rows: 1)
    let error = await #expect(throws: DatabaseError.self) {
      try await database.read { try $0.execute("DELETE FROM t") }
    }
    #expect(error?.kind == .readOnly)
    #expect(try await database.read { try self.count($0) } == 1)
    await database.close()
  }

  @Test func openedBesideItsOwnerItOnlyReads() async throws {
    let folder = try TemporaryFolder()
    let owner = try await filled(folder, rows: 10)
    let beside = try await SQLiteDatabase(path: folder.file(), configuration: SQLiteConfiguration(readOnly: true))
    #expect(try await beside.read { try self.count($0) } == 10)
    try await owner.write { try $0.execute("INSERT INTO t (n) VALUES (10)") }
    #expect(try await beside.read { try self.count($0) } == 11)
    let error = await #expect(throws: DatabaseError.self) { try await beside.write { try $0.execute("DELETE FROM t") } }
    #expect(error?.kind == .readOnly)
    await beside.close()
    await owner.close()
    let missing = await #expect(throws: DatabaseError.self) {
      try await SQLiteDatabase(path: folder.file("missing"), configuration: SQLiteConfiguration(readOnly: true))
    }
    #expect(missing?.kind == .cannotOpen)
  }

  @Test func aCopyIsWholeAndReplacesNothing() async throws {
    let folder = try TemporaryFolder()
    let database = try await filled(folder)
    try await database.backUp(to: folder.file("copy.sqlite"))
    try await database.write { try $0.execute("DELETE FROM t") }
    await #expect(throws: DatabaseError.self) { try await database.backUp(to: folder.file("copy.sqlite")) }
    await database.close()
    let copy = try await SQLiteDatabase(path: folder.file("copy.sqlite"))
    #expect(try await copy.read { try self.count($0) } == 1_000)
    #expect(try await copy.faults(quick: false).isEmpty)
    await copy.close()
  }

  @Test func closingEmptiesTheWriteAheadLog() async throws {
    let folder = try TemporaryFolder()
    let database = try await filled(folder)
    await database.close()
    let left = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(left == ["test.sqlite"])
  }

  @Test func brokenPagesAreFound() async throws {
    let folder = try TemporaryFolder()
    await (try await filled(folder)).close()
    var bytes = try Data(contentsOf: URL(filePath: folder.file()))
    // The heads of all pages but the first three: where SQLite keeps a page's kind and cells.
    for page in stride(from: 3 * 4_096, to: bytes.count, by: 4_096) {
      for place in page..<(page + 12) { bytes[place] ^= 0x5a }
    }
    try bytes.write(to: URL(filePath: folder.file()))
    let database = try await SQLiteDatabase(path: folder.file())
    #expect(try await !database.faults().isEmpty)
    let error = await #expect(throws: DatabaseError.self) {
      try await database.read { try $0.query("SELECT n, b FROM t") { try $0.get(0, as: Int.self) } }
    }
    #expect(error?.kind == .corrupt)
    await database.close()
  }

  @Test func aFileOfAnotherKindIsRefused() async throws {
    let folder = try TemporaryFolder()
    try Data(repeating: 0x41, count: 10_000).write(to: URL(filePath: folder.file()))
    let error = await #expect(throws: DatabaseError.self) { try await SQLiteDatabase(path: folder.file()) }
    #expect(error?.kind == .corrupt)
    #expect(error?.message.contains(folder.file()) == true)
  }

  @Test func anotherWriterShowsAsBusy() async throws {
    let folder = try TemporaryFolder()
    var configuration = SQLiteConfiguration()
    configuration.busyTimeout = .milliseconds(20)
    let (first, second) = (
      try await filled(folder, rows: 1), try await SQLiteDatabase(path: folder.file(), configuration: configuration)
    )
    let (writing, done) = (Gate(), Gate())
    first.enqueueWrite({ _ in
      writing.open()
      done.wait()
    }) { _ in }
    await writing.opened()
    let error = await #expect(throws: DatabaseError.self) { try await second.write { try $0.execute("DELETE FROM t") } }
    #expect(error?.kind == .busy)
    #expect(error?.isRetriable == true)
    done.open()
    await first.close()
    try await second.write { try $0.execute("DELETE FROM t") }
    await second.close()
  }

  @Test func aJobThatGoesOnAfterItsTransactionWasLostWritesNothing() async throws {
    let folder = try TemporaryFolder()
    let database = try await filled(folder, rows: 1)
    await #expect(throws: (any Error).self) {
      try await database.write { connection in
        try connection.execute("INSERT INTO t (n) VALUES (5)")
        // What a full disk does by itself.
        try connection.execute("ROLLBACK")
        _ = try? connection.execute("INSERT INTO t (n) VALUES (6)")
      }
    }
    #expect(try await database.read { try self.count($0) } == 1)
    await database.close()
  }

  @Test func aStatementMayRunInsideItsOwnLoop() async throws {
    let folder = try TemporaryFolder()
    let database = try await filled(folder, rows: 12)
    let pairs = try await database.read { connection in
      var pairs = 0
      let sql = "SELECT n FROM t WHERE n >= $1"
      try connection.forEachRow(sql, [0]) { outer in
        let from = try outer.get(0, as: Int.self)
        try connection.forEachRow(sql, [SQLValue(from)]) { _ in
          pairs += 1
          return true
        }
        return true
      }
      return pairs
    }
    #expect(pairs == 12 * 13 / 2)
    await database.close()
  }

  @Test func droppedWithoutBeingClosedItLetsGoOfItsFiles() async throws {
    let folder = try TemporaryFolder()
    func openFiles() throws -> [String] {
      try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").compactMap {
        try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)")
      }.filter { $0.contains(folder.path) }
    }
    do {
      let database = try await filled(folder, rows: 1)
      #expect(try await database.read { try self.count($0) } == 1)
      #expect(try !openFiles().isEmpty)
    }
    while try !openFiles().isEmpty { try await Task.sleep(for: .milliseconds(5)) }
  }

  @Test func aLongJobEndsItsGroup() async throws {
    let folder = try TemporaryFolder()
    let database = try await filled(folder, rows: 0)
    let (writing, go) = (Gate(), Gate())
    database.enqueueWrite({ _ in
      writing.open()
      go.wait()
    }) { _ in }
    await writing.opened()
    // The reader sees the first of these two while the second is still at work: they did not share a transaction.
    let (second, end) = (Gate(), Gate())
    let outcomes = Outcomes()
    database.enqueueWrite({ connection in
      try connection.execute("INSERT INTO t (n) VALUES (1)")
      usleep(60_000)
    }) { outcomes.add(1, $0) }
    database.enqueueWrite({ connection in
      try connection.execute("INSERT INTO t (n) VALUES (2)")
      second.open()
      end.wait()
    }) { outcomes.add(2, $0) }
    go.open()
    await second.opened()
    #expect(try await database.read { try self.count($0) } == 1)
    end.open()
    #expect(await outcomes.all(2).values.allSatisfy { $0 == nil })
    #expect(try await database.read { try self.count($0) } == 2)
    await database.close()
  }
}
