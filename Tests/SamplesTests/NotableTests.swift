import Casework
import Formats
import Messages
import Testing

/// The hand-written cases: readable, complete, each with its truth.
struct NotableTests {
  private static let kinds = Submission.Kind.allCases

  private func values(_ name: String) throws -> [JSONValue] {
    try Repository.lines("Examples/notable/\(name).jsonl").map { try JSONValue(parsing: $0) }
  }

  @Test(arguments: Submission.Kind.allCases)
  func everyLineIsASubmission(kind: Submission.Kind) throws {
    let now = try #require(Timestamp.parse("2026-11-23T23:59:59+08:00"))
    let lines = try Repository.lines("Examples/notable/\(kind.rawValue).jsonl")
    #expect(lines.count >= 6)
    for line in lines {
      let submission = try SubmissionCodec.decode(line, kind: kind, context: ValidationContext(now: now))
      #expect(submission.findings.allSatisfy { $0.rule == .placeMissing }, "\(submission.findings)")
      #expect(submission.extra.isEmpty)
    }
  }

  @Test func everyRouteHasItsCases() throws {
    var counts: [String: Int] = [:]
    for truth in try values("truth") {
      for route in truth["routes"]?.elements ?? [] { counts[route.string ?? "", default: 0] += 1 }
    }
    for route in RouteCode.allCases { #expect(counts[route.rawValue, default: 0] >= 2, "\(route.rawValue)") }
    #expect(counts.keys.allSatisfy { RouteCode(rawValue: $0) != nil })
  }

  @Test func everyCaseHasItsTruth() throws {
    let truths = try values("truth").map { "\($0["kind"]?.string ?? "") \($0["external_id"]?.string ?? "")" }
    let cases = try Self.kinds.flatMap { kind in
      try values(kind.rawValue).map { "\(kind.rawValue) \($0["external_id"]?.string ?? "")" }
    }
    #expect(truths.sorted() == cases.sorted())
    #expect(Set(cases).count == cases.count)
    #expect(cases.count >= 60)
  }

  @Test func lengthsDiffer() throws {
    let lengths = try values("hotline").compactMap { $0["text"]?.string?.count }
    #expect(lengths.contains { $0 < 40 } && lengths.contains { $0 > 1_000 })
  }
}
