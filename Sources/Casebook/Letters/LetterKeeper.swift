import Casework
import Crypto
import Database

/// Works issued documents inside a transaction.
struct LetterKeeper: Sendable {
  let now: Int64

  static let textLimit = 200

  func issue(
    _ letter: LetterToIssue, _ digests: DigestAlgorithm, _ write: (Int64?) throws -> LetterPage,
    on connection: any SQLConnection
  ) throws -> IssuedLetter {
    try check([("actor", letter.actor)])
    let head = try LetterCase.load(letter.caseNumber, on: connection)
    if head.isSealed { throw LetterRefusal.sealed(letter.caseNumber) }
    if head.awaitsConfirmation { throw LetterRefusal.awaitsConfirmation(letter.caseNumber) }
    let page = try write(try letter.series.map { try count($0, letter.year, on: connection) })
    let digest = digests.digest(page.bytes)
    let id: Int64? = try connection.scalar(
      """
      INSERT INTO letter (case_id, procedure_id, form, title, number, issued_at, actor, digest, page)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id
      """,
      .integer(head.id), .text(head.procedure), .text(letter.form), .text(letter.title), SQLValue(page.number),
      .integer(now), .text(letter.actor), .blob(digest.encoded), .blob(page.bytes))
    guard let id else { throw CasebookError.inconsistent("a letter was not stored") }
    return IssuedLetter(
      id: id, caseNumber: letter.caseNumber, procedure: head.procedure, form: letter.form, title: letter.title,
      number: page.number, issuedAt: now, actor: letter.actor, digest: digest, deliveries: [])
  }

  /// The next number of a series, from 1 in each year.
  private func count(_ series: String, _ year: Int, on connection: any SQLConnection) throws -> Int64 {
    let next: Int64? = try connection.scalar(
      """
      INSERT INTO letter_counter (series, year, last) VALUES ($1, $2, 1)
      ON CONFLICT (series, year) DO UPDATE SET last = letter_counter.last + 1 RETURNING last
      """, .text(series), SQLValue(year))
    guard let next else { throw CasebookError.inconsistent("the series \(series) has no counter") }
    return next
  }

  func serve(_ delivery: LetterDelivery, on connection: any SQLConnection) throws -> IssuedLetter {
    try check([("recipient", delivery.recipient), ("actor", delivery.actor)])
    if let receipt = delivery.receipt { try check([("receipt", receipt)]) }
    var letter = try self.letter(id: delivery.letter, on: connection)
    let (issued, today) = (LocalDate(instant: letter.issuedAt), LocalDate(instant: now))
    guard delivery.servedOn >= issued, delivery.servedOn <= today else {
      throw LetterRefusal.servedOn(delivery.servedOn, issuedOn: issued, today: today)
    }
    try connection.execute(
      """
      INSERT INTO letter_delivery (letter_id, ordinal, recipient, manner, served_on, receipt, actor, recorded_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
      """,
      .integer(delivery.letter), SQLValue(letter.deliveries.count + 1), .text(delivery.recipient),
      .text(delivery.manner.rawValue), .text(delivery.servedOn.description), SQLValue(delivery.receipt),
      .text(delivery.actor), .integer(now))
    var recorded = delivery
    recorded.recordedAt = now
    letter.deliveries.append(recorded)
    return letter
  }

  // MARK: Reading

  func letters(of caseNumber: String, on connection: any SQLConnection) throws -> [IssuedLetter] {
    let head = try LetterCase.load(caseNumber, on: connection)
    // A case may have been sealed after documents of it went out.
    if head.isSealed { return [] }
    return try read("WHERE l.case_id = $1 ORDER BY l.id", .integer(head.id), on: connection)
  }

  /// By number, or by identifier.
  func letter(_ name: String, on connection: any SQLConnection) throws -> IssuedLetter {
    if let letter = try read("WHERE l.number = $1", .text(name), on: connection).first {
      return try unsealed(letter, on: connection)
    }
    guard let id = Int64(name) else { throw LetterRefusal.unknownLetter(name) }
    return try letter(id: id, on: connection)
  }

  private func letter(id: Int64, on connection: any SQLConnection) throws -> IssuedLetter {
    guard let letter = try read("WHERE l.id = $1", .integer(id), on: connection).first else {
      throw LetterRefusal.unknownLetter(String(id))
    }
    return try unsealed(letter, on: connection)
  }

  private func unsealed(_ letter: IssuedLetter, on connection: any SQLConnection) throws -> IssuedLetter {
    if try LetterCase.load(letter.caseNumber, on: connection).isSealed { throw LetterRefusal.sealed(letter.caseNumber) }
    return letter
  }

  private func read(
    _ condition: String, _ parameter: SQLValue, on connection: any SQLConnection
  ) throws -> [IssuedLetter] {
    var letters: [IssuedLetter] = try connection.query(
      """
      SELECT l.id, c.number, l.procedure_id, l.form, l.title, l.number, l.issued_at, l.actor, l.digest
      FROM letter l JOIN case_file c ON c.id = l.case_id \(condition)
      """, parameter
    ) { row in
      guard let digest = Digest(encoded: try row.get(8)) else {
        throw CasebookError.inconsistent("a letter has no digest")
      }
      return IssuedLetter(
        id: try row.get(0), caseNumber: try row.get(1), procedure: try row.get(2), form: try row.get(3),
        title: try row.get(4), number: try row.get(5), issuedAt: try row.get(6), actor: try row.get(7),
        digest: digest, deliveries: [])
    }
    for index in letters.indices { letters[index].deliveries = try deliveries(of: letters[index].id, on: connection) }
    return letters
  }

  private func deliveries(of letter: Int64, on connection: any SQLConnection) throws -> [LetterDelivery] {
    try connection.query(
      """
      SELECT recipient, manner, served_on, receipt, actor, recorded_at FROM letter_delivery
      WHERE letter_id = $1 ORDER BY ordinal
      """, .integer(letter)
    ) { row in
      let day: String = try row.get(2)
      guard let servedOn = LocalDate(day) else { throw CasebookError.inconsistent("a service has no day") }
      return LetterDelivery(
        letter: letter, recipient: try row.get(0), manner: try row.get(1), servedOn: servedOn,
        receipt: try row.get(3), actor: try row.get(4), recordedAt: try row.get(5))
    }
  }

  private struct LetterCase {
    var id: Int64
    var procedure: String
    var isSealed: Bool
    var awaitsConfirmation: Bool

    static func load(_ number: String, on connection: any SQLConnection) throws -> LetterCase {
      let found = try connection.queryOne(
        "SELECT id, procedure_id, is_sealed, awaits_confirmation FROM case_file WHERE number = $1", .text(number)
      ) {
        LetterCase(
          id: try $0.get(0), procedure: try $0.get(1), isSealed: try $0.get(2), awaitsConfirmation: try $0.get(3))
      }
      guard let found else { throw CasebookError.unknownCase(number) }
      return found
    }
  }

  private func check(_ fields: [(name: String, text: String)]) throws {
    for (name, text) in fields {
      if text.isEmpty { throw LetterRefusal.emptyField(name) }
      if text.unicodeScalars.count > Self.textLimit { throw LetterRefusal.tooLong(field: name, limit: Self.textLimit) }
    }
  }
}
