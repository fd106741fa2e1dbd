import Casework
import Crypto
import Database
import Messages
import Testing

@testable import Casebook

@Suite("Issued letters")
struct LetterStoreTests {
  static let number = "QY20261123-0000018-1"

  private func wanted(_ series: String? = "试〔{year}〕{n}号", year: Int = 2026, actor: String = "张某") -> LetterToIssue {
    LetterToIssue(caseNumber: Self.number, form: "notice", title: "通知书", series: series, year: year, actor: actor)
  }

  private func issue(
    _ letter: LetterToIssue, in casebook: Casebook, digests: DigestAlgorithm = .sha256
  ) async throws -> IssuedLetter {
    try await casebook.issue(letter, digests: digests) { running in
      let number = running.map { "试〔\(letter.year)〕\($0)号" }
      return LetterPage(number: number, bytes: Array("<p>\(number ?? "无号")</p>".utf8))
    }
  }

  private func delivery(_ letter: IssuedLetter, on day: String = "2026-11-23", to: String = "某先生") throws
    -> LetterDelivery
  {
    LetterDelivery(
      letter: letter.id, recipient: to, manner: .post, servedOn: try #require(LocalDate(day)), receipt: "EMS1",
      actor: "张某")
  }

  @Test("numbers of a series run from 1 in each year, without a gap when a page cannot be written")
  func numbers() async throws {
    try await withCasebook { fixture in
      _ = try await fixture.casebook.open([CasebookFixture.newCase("1")], positions: [])
      #expect(try await issue(wanted(), in: fixture.casebook).number == "试〔2026〕1号")
      struct Unwritten: Error {}
      await #expect(throws: Unwritten.self) {
        try await fixture.casebook.issue(wanted(), digests: .sha256) { _ in throw Unwritten() }
      }
      #expect(try await issue(wanted(), in: fixture.casebook).number == "试〔2026〕2号")
      #expect(try await issue(wanted(year: 2027), in: fixture.casebook).number == "试〔2027〕1号")
      #expect(try await issue(wanted(nil), in: fixture.casebook).number == nil)
      #expect(try await fixture.casebook.letters(of: Self.number).map(\.number?.count) == [9, 9, 9, nil])
    }
  }

  @Test(
    "a page is kept byte for byte with the suite's digest, and a changed one is found",
    arguments: [DigestAlgorithm.sha256, .sm3])
  func digests(_ algorithm: DigestAlgorithm) async throws {
    try await withCasebook { fixture in
      _ = try await fixture.casebook.open([CasebookFixture.newCase("1")], positions: [])
      let letter = try await issue(wanted(), in: fixture.casebook, digests: algorithm)
      let page = try await fixture.casebook.page(of: letter)
      #expect(String(decoding: page, as: UTF8.self) == "<p>试〔2026〕1号</p>")
      #expect(letter.digest == algorithm.digest(page))
      #expect(try await fixture.casebook.letter("试〔2026〕1号") == letter)
      #expect(try await fixture.casebook.letter(String(letter.id)) == letter)
      try await fixture.database.write { connection in
        _ = try connection.execute("UPDATE letter SET page = $1", .blob(Array("<p>试〔2026〕1號</p>".utf8)))
      }
      await #expect(throws: LetterRefusal.damaged(letter.id)) { try await fixture.casebook.page(of: letter) }
    }
  }

  @Test("a service is recorded with the step that it is, both or neither")
  func service() async throws {
    try await withCasebook { fixture in
      _ = try await fixture.casebook.open([CasebookFixture.newCase("1")], positions: [])
      let letter = try await issue(wanted(), in: fixture.casebook)
      let step: @Sendable (String) -> @Sendable (IssuedLetter) -> Move? = { event in
        { served in
          served.deliveries.count == 1
            ? Move(number: served.caseNumber, event: event, actor: "张某", role: "unit", reason: "送达") : nil
        }
      }
      await #expect(throws: MoveRefusal.self) {
        try await fixture.casebook.serve(try delivery(letter), step: step("finish"))
      }
      #expect(try await fixture.casebook.letter("试〔2026〕1号").deliveries.isEmpty)
      let first = try await fixture.casebook.serve(try delivery(letter), step: step("start"))
      #expect(first.event?.to == "working")
      let second = try await fixture.casebook.serve(try delivery(letter, to: "某局"), step: step("start"))
      #expect(second.event == nil)
      let kept = try await fixture.casebook.letter("试〔2026〕1号")
      #expect(kept.deliveries.map(\.recipient) == ["某先生", "某局"])
      #expect(kept.deliveries.map(\.manner) == [.post, .post] && kept.deliveries.first?.receipt == "EMS1")
      #expect(try await fixture.casebook.caseFile(Self.number).events.map(\.event) == ["opened", "start"])
    }
  }

  @Test("nothing is served before it was issued, or tomorrow")
  func days() async throws {
    try await withCasebook { fixture in
      _ = try await fixture.casebook.open([CasebookFixture.newCase("1")], positions: [])
      let letter = try await issue(wanted(), in: fixture.casebook)
      let today = try #require(LocalDate("2026-11-23"))
      for day in ["2026-11-22", "2026-11-24"] {
        await #expect(
          throws: LetterRefusal.servedOn(try #require(LocalDate(day)), issuedOn: today, today: today)
        ) { try await fixture.casebook.serve(try delivery(letter, on: day), step: { _ in nil }) }
      }
    }
  }

  @Test("fields that are empty or too long, letters and cases that are not there")
  func refusals() async throws {
    try await withCasebook { fixture in
      _ = try await fixture.casebook.open([CasebookFixture.newCase("1")], positions: [])
      await #expect(throws: LetterRefusal.emptyField("actor")) {
        try await issue(wanted(actor: ""), in: fixture.casebook)
      }
      let letter = try await issue(wanted(), in: fixture.casebook)
      await #expect(throws: LetterRefusal.tooLong(field: "recipient", limit: 200)) {
        try await fixture.casebook.serve(
          try delivery(letter, to: String(repeating: "某", count: 201)), step: { _ in nil })
      }
      await #expect(throws: LetterRefusal.unknownLetter("试〔2026〕9号")) {
        try await fixture.casebook.letter("试〔2026〕9号")
      }
      var elsewhere = wanted()
      elsewhere.caseNumber = "QY20261123-0000026-1"
      await #expect(throws: CasebookError.unknownCase("QY20261123-0000026-1")) {
        try await issue(elsewhere, in: fixture.casebook)
      }
    }
  }

  @Test("nothing leaves the house before a person has confirmed the route")
  func unconfirmed() async throws {
    try await withCasebook { fixture in
      _ = try await fixture.casebook.open([CasebookFixture.newCase("1", route: .notAccepted)], positions: [])
      await #expect(throws: LetterRefusal.awaitsConfirmation(Self.number)) {
        try await issue(wanted(), in: fixture.casebook)
      }
    }
  }

  @Test("documents of a sealed case are not kept, and those from before the sealing are not shown")
  func sealed() async throws {
    try await withCasebook { fixture in
      _ = try await fixture.casebook.open([CasebookFixture.newCase("1")], positions: [])
      let letter = try await issue(wanted(), in: fixture.casebook)
      try await fixture.database.write { connection in
        _ = try connection.execute("UPDATE case_file SET is_sealed = $1", .boolean(true))
      }
      await #expect(throws: LetterRefusal.sealed(Self.number)) { try await issue(wanted(), in: fixture.casebook) }
      await #expect(throws: LetterRefusal.sealed(Self.number)) { try await fixture.casebook.letter("试〔2026〕1号") }
      await #expect(throws: LetterRefusal.sealed(Self.number)) {
        try await fixture.casebook.serve(try delivery(letter), step: { _ in nil })
      }
      #expect(try await fixture.casebook.letters(of: Self.number) == [])
    }
  }
}
