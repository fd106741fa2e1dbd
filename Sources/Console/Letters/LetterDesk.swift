public import Casebook
import Casework
public import Crypto
public import Letters
public import Messages
public import Rulebook

/// Where documents of cases are written, issued and served.
public struct LetterDesk: Sendable {
  private let casebook: Casebook
  private let book: LetterBook
  private let rulebook: Rulebook
  private let digests: DigestAlgorithm
  private let now: @Sendable () -> Int64

  /// - Parameters:
  ///   - digests: what the installation's suite uses.
  ///   - now: the clock, milliseconds since 1970-01-01 UTC.
  public init(
    casebook: Casebook, book: LetterBook, rulebook: Rulebook, digests: DigestAlgorithm,
    now: @escaping @Sendable () -> Int64
  ) {
    self.casebook = casebook
    self.book = book
    self.rulebook = rulebook
    self.digests = digests
    self.now = now
  }

  /// Writes a draft: nothing is kept, no number is taken.
  ///
  /// - Parameters:
  ///   - given: what the officer gives for the document, by name.
  ///   - opensSealed: whether the officer holds the key of the sealed case.
  public func draft(
    _ letter: String, of number: String, given: [String: String], opensSealed: Bool = false
  ) async throws -> String {
    let (form, context) = try await prepare(letter, number, given, opensSealed: opensSealed)
    return try book.render(form, context, stage: .draft)
  }

  /// Writes a document under its number and keeps it with its digest.
  public func issue(
    _ letter: String, of number: String, given: [String: String], actor: String
  ) async throws -> IssuedLetter {
    let (form, context) = try await prepare(letter, number, given, opensSealed: false)
    let book = book
    let wanted = LetterToIssue(
      caseNumber: number, form: form.id, title: form.title.zh, series: form.number, year: context.today.year,
      actor: actor)
    return try await casebook.issue(wanted, digests: digests) { running in
      let number = form.number(year: context.today.year, running: running)
      return LetterPage(
        number: number, bytes: Array(try book.render(form, context, stage: .issued(number: number)).utf8))
    }
  }

  /// Records a service. Where the document's service is a step of the case, its first one takes that step, so that the
  /// clocks which run from service run from this record.
  ///
  /// - Parameters:
  ///   - role: in which the step is taken; else the one that writes the document.
  ///   - recordsOnly: whether the step was taken before.
  public func serve(
    _ delivery: LetterDelivery, role: String?, reason: String?, recordsOnly: Bool
  ) async throws -> (letter: IssuedLetter, event: CaseEvent?) {
    let book = book
    return try await casebook.serve(delivery) { letter in
      guard !recordsOnly, letter.deliveries.count == 1,
        let form = try? book.form(letter.form, of: letter.procedure), let service = form.service,
        let event = service.event
      else { return nil }
      var data: [ExtraField] = []
      if let name = service.day { data.append(ExtraField(name: name, value: delivery.servedOn.description)) }
      if let name = service.number, let number = letter.number { data.append(ExtraField(name: name, value: number)) }
      let title = [letter.title, letter.number].compactMap { $0 }.joined(separator: " ")
      return Move(
        number: letter.caseNumber, event: event, actor: delivery.actor, role: role ?? form.role,
        reason: reason ?? "\(title)：\(delivery.manner.title.zh)", data: data)
    }
  }

  private func prepare(
    _ letter: String, _ number: String, _ given: [String: String], opensSealed: Bool
  ) async throws -> (LetterForm, LetterContext) {
    let file = try await casebook.caseFile(number, opensSealed: opensSealed)
    if file.summary.isSealed && !opensSealed { throw LetterRefusal.sealed(number) }
    guard let procedure = rulebook.procedure(file.summary.procedure) else {
      throw CasebookError.unknownProcedure(file.summary.procedure)
    }
    let form = try book.form(letter, of: procedure.id)
    return (form, LetterContext(file, procedure: procedure, given: given, today: LocalDate(instant: now())))
  }
}
