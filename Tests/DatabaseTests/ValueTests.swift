import Database
import Testing

@Suite struct ValueTests {
  static let values: [SQLValue] = [
    .null, .integer(0), .integer(.min), .integer(.max), .real(0.5), .real(-.greatestFiniteMagnitude), .text(""),
    .text("受理编号 🀄"), .text("a\u{0}b"), .text(String(repeating: "诉", count: 20_000)), .blob([]), .blob([0]),
    .blob([UInt8](repeating: 0xff, count: 64)), .blob([UInt8](repeating: 0xfe, count: 65)),
    .blob([UInt8](repeating: 7, count: 1 << 20)),
  ]

  @Test(arguments: values) func comesBackAsItWent(value: SQLValue) async throws {
    let folder = try TemporaryFolder()
    let database = try await SQLiteDatabase(path: folder.file())
    let back = try await database.read { try $0.queryOne("SELECT $1", value) { try $0.value(0) } }
    #expect(back == value)
    await database.close()
  }

  @Test func bindsByNameNotByAppearance() async throws {
    let folder = try TemporaryFolder()
    let database = try await SQLiteDatabase(path: folder.file())
    let row = try await database.read { connection in
      try connection.queryOne(
        "SELECT $2 AS second, $1 AS first, $2 AS again, $10, $3, $4, $5, $6, $7, $8, $9",
        "one", "two", 3, 4, 5, 6, 7, 8, 9, "ten"
      ) { row in
        [try row.get("first", as: String.self), try row.get("second"), try row.get("again"), try row.get(3)]
      }
    }
    #expect(row == ["one", "two", "two", "ten"])
    await database.close()
  }

  @Test(arguments: ["SELECT ?", "SELECT ?1", "SELECT :a", "SELECT $a", "SELECT $2", "SELECT $0", "SELECT $1, $3"])
  func refusesOtherParameters(sql: String) async throws {
    let folder = try TemporaryFolder()
    let database = try await SQLiteDatabase(path: folder.file())
    let error = await #expect(throws: DatabaseError.self) {
      try await database.read { try $0.execute(sql, 1) }
    }
    #expect(error?.kind == .misuse)
    await database.close()
  }

  @Test(arguments: [
    ("SELECT $1", 2), ("SELECT 1", 1), ("SELECT 1; SELECT 2", 0), ("", 0), ("-- nothing", 0), ("SELEC 1", 0),
  ])
  func refusesMalformedCalls(sql: String, parameters: Int) async throws {
    let folder = try TemporaryFolder()
    let database = try await SQLiteDatabase(path: folder.file())
    let error = await #expect(throws: DatabaseError.self) {
      try await database.read { try $0.execute(sql, [SQLValue](repeating: .null, count: parameters)) }
    }
    #expect(error?.kind == .misuse)
    #expect(error?.sql == sql)
    await database.close()
  }

  enum Kind: String, SQLReadable { case call, letter }

  static let columns = "SELECT 1 AS i, 2.5 AS r, 'call' AS t, x'010203' AS b, NULL AS n, 3000000000 AS w"

  typealias Read = @Sendable (borrowing Row) throws -> Void

  @Test func readsAreTyped() async throws {
    let folder = try TemporaryFolder()
    let database = try await SQLiteDatabase(path: folder.file())
    let found = try await database.read { connection in
      try connection.queryOne(Self.columns) { row in
        let yes = [
          row.count == 6, row.names == ["i", "r", "t", "b", "n", "w"], try row.get("i") == 1, try row.get("i") == true,
          try row.get("i") == 1.0, try row.get("r") == 2.5, try row.get("t", as: Kind.self) == .call,
          try row.get("b", as: [UInt8].self) == [1, 2, 3], try row.get("n", as: String?.self) == nil,
          try row.get("t", as: String?.self) == "call", try row.isNull("n"), try !row.isNull(0),
          try row.withBytes(3) { $0.byteCount } == 3, try row.value(5) == .integer(3_000_000_000),
        ]
        return yes.firstIndex(of: false)
      }
    }
    #expect(found == .some(nil))
    await database.close()
  }

  static let wrongReads: [(DatabaseError.Kind, Read)] = [
    (.typeMismatch, { _ = try $0.get("t", as: Int.self) }), (.typeMismatch, { _ = try $0.get("n", as: Int.self) }),
    (.typeMismatch, { _ = try $0.get("w", as: Int32.self) }), (.typeMismatch, { _ = try $0.get("w", as: Bool.self) }),
    (.typeMismatch, { _ = try $0.get("i", as: String.self) }),
    (.typeMismatch, { _ = try $0.get("t", as: [UInt8].self) }),
    (.typeMismatch, { _ = try $0.get("t", as: Double.self) }),
    (.typeMismatch, { _ = try $0.get("b", as: Kind.self) }), (.typeMismatch, { try $0.withBytes(2) { _ in } }),
    (.misuse, { _ = try $0.get(6, as: Int.self) }), (.misuse, { _ = try $0.get("absent", as: Int.self) }),
    (.misuse, { _ = try $0.isNull(-1) }),
  ]

  @Test(arguments: wrongReads.indices) func refusesReadsThatDoNotFit(index: Int) async throws {
    let (kind, read) = Self.wrongReads[index]
    let folder = try TemporaryFolder()
    let database = try await SQLiteDatabase(path: folder.file())
    let error = await #expect(throws: DatabaseError.self) {
      try await database.read { try $0.queryOne(Self.columns) { try read($0) } }
    }
    #expect(error?.kind == kind)
    #expect(error?.sql == Self.columns)
    await database.close()
  }

  @Test func errorsHoldNoValues() async throws {
    let folder = try TemporaryFolder()
    let database = try await SQLiteDatabase(path: folder.file())
    try await database.write { try $0.execute("CREATE TABLE t (a TEXT PRIMARY KEY, b BIGINT CHECK (b > 0))") }
    let secret = "13800000000"
    for (sql, values) in [
      ("INSERT INTO t VALUES ($1, $2)", [.text(secret), .integer(-1)]),
      ("INSERT INTO t VALUES ($1, 1), ($1, 2)", [.text(secret)]),
    ] as [(String, [SQLValue])] {
      let error = await #expect(throws: DatabaseError.self) {
        try await database.write { try $0.execute(sql, values) }
      }
      #expect(error.map { !"\($0)".contains(secret) } == true)
    }
    await database.close()
  }

  @Test(arguments: [
    ("INSERT INTO child VALUES (9, 1, 1)", DatabaseError.Constraint.foreignKey),
    ("INSERT INTO parent VALUES (1, 'a')", .unique), ("INSERT INTO parent VALUES (2, 'x')", .unique),
    ("INSERT INTO parent VALUES (3, NULL)", .notNull), ("INSERT INTO child VALUES (1, 0, 1)", .check),
  ])
  func namesTheConstraint(sql: String, constraint: DatabaseError.Constraint) async throws {
    let folder = try TemporaryFolder()
    let database = try await SQLiteDatabase(path: folder.file())
    try await database.write { connection in
      try connection.execute("CREATE TABLE parent (id BIGINT PRIMARY KEY, name TEXT NOT NULL UNIQUE)")
      try connection.execute(
        "CREATE TABLE child (parent BIGINT REFERENCES parent (id), n BIGINT CHECK (n > 0), m BIGINT)")
      try connection.execute("INSERT INTO parent VALUES (1, 'x')")
    }
    let error = await #expect(throws: DatabaseError.self) { try await database.write { try $0.execute(sql) } }
    #expect(error?.kind == .constraint(constraint))
    #expect(error?.isUniqueViolation == (constraint == .unique))
    #expect(error?.code == "SQLITE_CONSTRAINT")
    await database.close()
  }
}
