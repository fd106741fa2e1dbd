import Casework
public import Crypto
public import Database
public import Messages

extension LetterDelivery.Manner: SQLReadable {}

extension Casebook {
  /// Issues a document of a case: counts its number, has it written with the number, and keeps the page with its digest,
  /// in one transaction.
  ///
  /// - Parameters:
  ///   - digests: what the installation's suite uses.
  ///   - write: writes the page with the running number of the series; `nil` for a paper without one.
  public func issue(
    _ letter: LetterToIssue, digests: DigestAlgorithm, write: @escaping @Sendable (Int64?) throws -> LetterPage
  ) async throws -> IssuedLetter {
    let keeper = LetterKeeper(now: now())
    return try await database.record { try keeper.issue(letter, digests, write, on: $0) }
  }

  /// Records the service of an issued document and, where its service is a step of the case, takes that step, in one
  /// transaction.
  ///
  /// - Parameter step: makes the step of the document as it stands; `nil` for a document whose service is only recorded.
  public func serve(
    _ delivery: LetterDelivery, step: @escaping @Sendable (IssuedLetter) -> Move?
  ) async throws -> (letter: IssuedLetter, event: CaseEvent?) {
    let keeper = LetterKeeper(now: now())
    let mover = self.mover
    return try await database.record { connection in
      let letter = try keeper.serve(delivery, on: connection)
      let event = try step(letter).map { try mover.perform($0, on: connection) }
      return (letter, event)
    }
  }

  /// The issued documents of a case, in the order of issuing. A sealed case has none here.
  public func letters(of caseNumber: String) async throws -> [IssuedLetter] {
    let keeper = LetterKeeper(now: now())
    return try await database.read { try keeper.letters(of: caseNumber, on: $0) }
  }

  /// One issued document by its number or, where it has none, its identifier.
  public func letter(_ name: String) async throws -> IssuedLetter {
    let keeper = LetterKeeper(now: now())
    return try await database.read { try keeper.letter(name, on: $0) }
  }

  /// The page of an issued document as it went out. Throws ``LetterRefusal/damaged(_:)`` where it is no longer that.
  public func page(of letter: IssuedLetter) async throws -> [UInt8] {
    let page: [UInt8]? = try await database.read { connection in
      try connection.scalar("SELECT page FROM letter WHERE id = $1", .integer(letter.id))
    }
    guard let page, letter.digest.algorithm.digest(page) == letter.digest else {
      throw LetterRefusal.damaged(letter.id)
    }
    return page
  }
}
