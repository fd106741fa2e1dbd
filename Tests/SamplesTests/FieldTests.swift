import Casework
import Messages
import Samples
import Testing

/// Fields are wrong where the truth says so and nowhere else, and nobody in them can be a real person.
struct FieldTests {
  private func context() throws -> ValidationContext {
    let codes = ["441802", "441803", "441821", "441823", "441825", "441826", "441881", "441882", "441800"]
    return ValidationContext(
      now: try #require(Timestamp.parse("2026-11-23T23:59:59+08:00")),
      regions: RegionIndex(codes: Set(codes.compactMap { RegionCode($0) })))
  }

  /// The rules that the reader of the contract finds broken, without those on places that a text alone can tell.
  private func broken(_ item: SampleItem) throws -> Set<Rule> {
    var writer = SampleWriter()
    do {
      let submission = try SubmissionCodec.decode(
        Array(writer.line(item.submission)), kind: item.submission.kind, context: try context())
      return Set(submission.findings.map(\.rule))
    } catch let refusal as Refusal {
      return Set(refusal.findings.map(\.rule))
    }
  }

  @Test(arguments: Days.seeds)
  func exactlyTheRulesOfTheTruthAreBroken(seed: UInt64) throws {
    for item in Days.day(seed) {
      let found = try broken(item)
      let expected = Set(item.truth.rules)
      if expected.contains(.missingText) {
        #expect(found == [.missingText], "\(item.truth)")
      } else {
        #expect(found == expected, "\(item.submission)")
      }
    }
  }

  @Test(arguments: Days.seeds)
  func wrongFieldsOccur(seed: UInt64) {
    let rules = Days.day(seed).flatMap(\.truth.rules)
    for rule in [Rule.telephone, .identityNumber, .missingContact, .placeMissing, .regionUnknown] {
      #expect(rules.contains(rule), "\(rule)")
    }
    let day = Days.day(seed)
    #expect(day.contains { $0.submission.channel == nil } && day.contains { $0.submission.region == nil })
    #expect(Set(day.map { $0.submission.receivedAt.count }).count > 4)
  }

  @Test(arguments: Days.seeds)
  func nobodyIsReal(seed: UInt64) {
    var writer = SampleWriter()
    for item in Days.day(seed) {
      let line = String(decoding: writer.line(item.submission), as: UTF8.self)
      for run in digitRuns(line) {
        // Eleven digits that look like a mobile number are of the segment that nobody has; a whole identity number has
        // the order number that is never given.
        if run.count == 11, run.hasPrefix("1"), !"012".contains(run.dropFirst().prefix(1)) {
          #expect(run.hasPrefix("15400"), "\(run)")
        } else if run.count == 18, run.hasPrefix("44") {
          #expect(run.dropFirst(14).hasPrefix("000"), "\(run)")
        }
      }
      for person in people(item) {
        #expect(
          person.contains("某") || person.hasSuffix("女士") || person.hasSuffix("先生") || isGeneric(person), "\(person)")
      }
    }
  }

  /// The longest runs of digits, with an X at the end of one.
  private func digitRuns(_ text: String) -> [Substring] {
    text.split { !($0.isASCII && ($0.isNumber || $0 == "X" || $0 == "x")) }
  }

  private func people(_ item: SampleItem) -> [String] {
    switch item.submission.details {
    case .hotline(let hotline): [hotline.name].compactMap(\.self)
    case .reconsideration(let details): (details.applicants + details.representatives).compactMap(\.name)
    case .mediation(let details): (details.applicants + details.respondents).compactMap(\.name)
    }
  }

  /// Shops, whose made-up names stand in quotation marks, firms and bodies.
  private func isGeneric(_ name: String) -> Bool {
    name.contains("“") || ["公司", "合作社", "经营部", "医院"].contains { name.hasSuffix($0) }
  }
}
