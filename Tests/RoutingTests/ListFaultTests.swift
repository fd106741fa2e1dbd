import Casework
import Rulebook
import Testing

@testable import Routing

/// What `fenliu check` says about a list that is wrong.
@Suite struct ListFaultTests {
  @Test func theShippedListIsWhole() throws {
    let list = try Lists.shipped()
    #expect(list.list.gates.map(\.id) == Gate.canonicalOrder)
    #expect(list.effective == "2026-11-23")
  }

  private struct Case: Sendable {
    var old: String
    var new: String
    var rule: String
    /// The part on whose line the fault is reported.
    var at: String
  }

  @Test func everyFaultHasItsPlace() throws {
    let cases = [
      Case(old: "when: danger_now", new: "when: danger_then", rule: "unknown-name", at: "when: danger_now"),
      Case(old: "route: emergency", new: "route: emergencies", rule: "unknown-route", at: "route: emergency"),
      Case(old: "- id: G3a", new: "- id: G99", rule: "unknown-gate", at: "- id: G3a"),
      Case(old: "- id: G5\n", new: "- id: G3a\n", rule: "gate-out-of-order", at: "- id: G5\n"),
      Case(old: "yields_to: [G2,", new: "yields_to: [G77,", rule: "unknown-gate", at: "yields_to: [G2,"),
      Case(old: "words: [跳楼,", new: "words: ['跳(楼',", rule: "pattern", at: "words: [跳楼,"),
      Case(old: "words: [跳楼,", new: "words: ['(?=跳)楼',", rule: "pattern", at: "words: [跳楼,"),
      Case(old: "words: [跳楼,", new: "wordz: [跳楼,", rule: "unknown-key", at: "words: [跳楼,"),
      Case(old: "confidence: high", new: "confidence: sure", rule: "invalid-value", at: "confidence: high"),
      Case(
        old: "mode.hypothetical], in: sentence}", new: "mode.hypothetical], in: paragraph}", rule: "invalid-value",
        at: "mode.hypothetical], in: sentence}"),
      Case(old: "submission: [recon", new: "submission: [neocon", rule: "invalid-value", at: "submission: [recon"),
      Case(old: "gap: 8", new: "gap: acht", rule: "wrong-type", at: "gap: 8"),
      Case(old: "schema_version: 1", new: "schema_version: 2", rule: "unknown-schema", at: "schema_version: 1"),
    ]
    for example in cases {
      let faults = try Lists.faults(replacing: example.old, with: example.new)
      let line = try Lists.line(of: example.at)
      #expect(
        faults.contains { $0.rule == example.rule && $0.line == line && $0.column != nil },
        "\(example.new): \(faults.map(\.description))")
    }
  }

  @Test func faultsOfTheWholeAreFound() throws {
    let always = "when: {always: true}\n        route: emergency"
    #expect(
      try Lists.faults(replacing: "when: danger_now\n        route: emergency", with: always)
        .contains { $0.rule == "unreachable" })
    #expect(
      try Lists.faults(replacing: "  danger.gas:", with: "  danger.gaz:").map(\.rule).sorted() == [
        "unknown-name", "unused",
      ])
    #expect(
      try Lists.faults(replacing: "- id: G18\n", with: "- id: G17\n").contains { $0.rule == "missing-gate" })
    #expect(
      try Lists.faults(
        replacing:
          "  accusation.kin:\n    why: 公职人员把好处给亲属\n    when: {",
        with: "  accusation.kin:\n    why: x\n    when: {any: [accusation], "
      ).contains { $0.rule == "circular" })
    #expect(
      try Lists.faults(
        replacing: "{together: [who.official, accuse.cover], in: sentence}",
        with: "{together: [who.official, bare_question], in: sentence}"
      )
      .contains { $0.rule == "not-a-group" })
  }

  @Test func everyFaultIsSaidInBothLanguages() throws {
    let faults = try Lists.faults(replacing: "when: danger_now", with: "when: danger_then")
    #expect(faults.allSatisfy { !$0.text(.chinese).isEmpty && !$0.text(.english).isEmpty })
    #expect(faults.contains { $0.text(.chinese).contains("danger_then") })
  }
}
