import Casework
import Database
import Messages

extension Casebook {
  /// Registers submissions: when this returns, every accepted one is on disk and in the outbox.
  ///
  /// All of a call go into one transaction, with those of other callers that wait at the same moment.
  ///
  /// - Returns: what became of each, in the order given.
  public func accept(_ submissions: [Registrable]) async throws -> [Acceptance] {
    let registrar = Registrar(numberPrefix: numberPrefix, now: now())
    return try await database.record { try registrar.accept(submissions, on: $0) }
  }
}

/// Writes registrations inside a transaction.
struct Registrar: Sendable {
  let numberPrefix: String
  let now: Int64

  func accept(_ submissions: [Registrable], on connection: any SQLConnection) throws -> [Acceptance] {
    var acceptances = [Acceptance?](repeating: nil, count: submissions.count)
    var newcomers: [Int] = []
    // Two rows of one file can have the same key: the second is judged by the first, which is not stored yet.
    var firstOfKey: [BusinessKey: Int] = [:]
    var echoes: [(index: Int, of: Int)] = []
    for (index, submission) in submissions.enumerated() {
      if let known = try StoredRegistration.find(submission.key, on: connection) {
        acceptances[index] = try judge(submission.contentDigest, against: known, on: connection)
      } else if let first = firstOfKey[submission.key] {
        echoes.append((index, first))
      } else {
        if submissions.count > 1 { firstOfKey[submission.key] = index }
        newcomers.append(index)
      }
    }
    // Numbers are taken only for those that need one, so that the day's series has no holes.
    var ordinal = try reserve(newcomers.count, on: connection)
    for index in newcomers {
      let number = number(ordinal)
      let id = try insert(submissions[index], number: number, door: .intake, on: connection)
      try connection.execute("INSERT INTO outbox (kind, ref) VALUES ('submission', $1)", .integer(id))
      acceptances[index] = .accepted(number)
      ordinal += 1
    }
    for (index, first) in echoes {
      guard let known = try StoredRegistration.find(submissions[first].key, on: connection) else { continue }
      acceptances[index] = try judge(submissions[index].contentDigest, against: known, on: connection)
    }
    return acceptances.compactMap { $0 }
  }

  /// Registers what another system put straight on an intake topic.
  func register(_ submission: Registrable, on connection: any SQLConnection) throws -> StoredRegistration {
    let number = number(try reserve(1, on: connection))
    let id = try insert(submission, number: number, door: .log, on: connection)
    return StoredRegistration(id: id, number: number, contentDigest: submission.contentDigest)
  }

  private func judge(
    _ digest: String, against known: StoredRegistration, on connection: any SQLConnection
  ) throws -> Acceptance {
    guard known.contentDigest == digest else { return .conflict(known.number) }
    try connection.execute(
      """
      INSERT INTO repetition (registration_id, times, last_at) VALUES ($1, 1, $2)
      ON CONFLICT (registration_id) DO UPDATE SET times = repetition.times + 1, last_at = excluded.last_at
      """, .integer(known.id), .integer(now))
    return .repeated(known.number)
  }

  /// Takes `count` running numbers of the day and gives the first.
  private func reserve(_ count: Int, on connection: any SQLConnection) throws -> Int64 {
    guard count > 0 else { return 0 }
    let last: Int64? = try connection.scalar(
      """
      INSERT INTO number_counter (day, last) VALUES ($1, $2)
      ON CONFLICT (day) DO UPDATE SET last = number_counter.last + excluded.last
      RETURNING last
      """, .text(day), .integer(Int64(count)))
    guard let last else { throw CasebookError.inconsistent("the counter of numbers gave none") }
    return last - Int64(count) + 1
  }

  private var day: String { LocalDate(instant: now).compact }

  private func number(_ ordinal: Int64) -> RegistrationNumber {
    RegistrationNumber(prefix: numberPrefix, day: day, ordinal: ordinal)
  }

  private func insert(
    _ submission: Registrable, number: RegistrationNumber, door: Door, on connection: any SQLConnection
  ) throws -> Int64 {
    let id: Int64? = try connection.scalar(
      """
      INSERT INTO registration (number, source, external_id, kind, channel, region, received_at, registered_at,
        came_by, previous_number, content_digest, body_digest, body)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
      RETURNING id
      """,
      .text(number.text), .text(submission.key.source), .text(submission.key.externalID),
      .text(submission.kind.rawValue), .text(submission.channel.rawValue), SQLValue(submission.region),
      .integer(submission.receivedAt), .integer(now), .text(door.rawValue), SQLValue(submission.previousNumber),
      .text(submission.contentDigest), .blob(RecordDigest.of(submission.body)), .blob(submission.body))
    guard let id else { throw CasebookError.inconsistent("a registration was stored without an identity") }
    return id
  }
}

/// What has to be known of a registration to judge another submission by it.
struct StoredRegistration: Sendable {
  var id: Int64
  var number: RegistrationNumber
  var contentDigest: String

  static func find(_ key: BusinessKey, on connection: any SQLConnection) throws -> StoredRegistration? {
    try connection.queryOne(
      "SELECT id, number, content_digest FROM registration WHERE source = $1 AND external_id = $2",
      .text(key.source), .text(key.externalID)
    ) { row in
      let text: String = try row.get(1)
      guard let number = RegistrationNumber(text) else {
        throw CasebookError.inconsistent("the stored number \(text) fails its check digit")
      }
      return StoredRegistration(id: try row.get(0), number: number, contentDigest: try row.get(2))
    }
  }
}
