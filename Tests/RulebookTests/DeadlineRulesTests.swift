import Casework
import Formats
import Foundation
import Rulebook
import Testing

/// The periods that ship, and what is wrong with broken ones.
@Suite struct DeadlineRulesTests {
  @Test func everyRowOfTheTableIsThere() throws {
    let table = try RepositoryRules.load().deadlines
    #expect(table.rules.count == 108)
    #expect(Set(table.rules.map(\.id)).count == 108)
    #expect(table.rules.filter { !$0.isVerified }.map(\.id).sorted() == ["hl.return", "hl.sign"])
    #expect(table.rules.filter { $0.currency == .superseded }.count == 8)
    #expect(
      table.rules.filter { $0.expiry.nature == .deemed }.map(\.id).sorted() == [
        "am.medical.mediate", "ar.reply.ordinary", "ar.reply.simplified", "ar.review", "ar.supplement.review",
        "ar.supplement.submit", "gi.third_party", "pm.medical",
      ])
    #expect(
      table.rules.filter { $0.expiry.nature == .deemed && $0.expiry.manner == .proposed }.map(\.id) == [
        "ar.supplement.submit"
      ])
  }

  @Test func everyPeriodThatAStepNamesIsThere() throws {
    let rules = try RepositoryRules.load()
    for procedure in rules.procedures {
      for name in procedure.transitions.flatMap({ $0.starts.map(\.rule) + $0.stops.named }) {
        #expect(rules.deadlines.contains(name), "\(procedure.id) names \(name)")
      }
    }
  }

  @Test(arguments: [
    ("ar.remake_act", "2026-06-30", true), ("ar.remake_act", "2026-07-01", false),
    ("am.consumer.mediate", "2026-04-14", true), ("am.consumer.mediate", "2026-04-15", false),
    ("ca.accept", "2026-02-28", true), ("ca.accept", "2026-03-01", false),
    ("ar.review", "2024-01-01", true), ("ar.review", "2023-12-31", false),
    ("ar.apply.immovable_cap", "2009-05-01", true), ("pt.handle", "2022-05-01", true),
    ("pt.handle", "2022-04-30", false), ("al.sue.direct", "2015-05-01", true),
  ])
  func aRuleHoldsWhileItIsInForce(id: String, start: String, holds: Bool) throws {
    let table = try RepositoryRules.load().deadlines
    let day = try #require(LocalDate(start))
    if holds {
      #expect(try table.rule(id, startingOn: day).id == id)
    } else {
      let refusal = #expect(throws: ClockRefusal.self) { try table.rule(id, startingOn: day) }
      #expect(refusal?.reason == .notInForce)
      #expect(refusal?.article?.isEmpty == false)
    }
  }

  @Test(arguments: [
    ("unit: working_days", "unit: calendar_days", "bad-roll-over"),
    ("kind: authority_duty", "kind: duty", "unknown-value"),
    ("starts_on: matter_received", "starts_at: matter_received", "unknown-key"),
    ("length: 15", "length: 0", "no-length"),
    ("level: primary", "level: unverified", "verified"),
    ("in_force: {from: '2022-05-01'}", "in_force: {from: '2022-05-01', to: '2021-05-01'}", "bad-range"),
    ("in_force: {from: '2022-05-01'}", "in_force: {from: '2022-05-01', to: '2026-05-01'}", "superseded"),
    ("excluded_time: [hearing]", "excluded_time: [herring]", "unknown-ground"),
    ("      max: 30\n", "", "half-a-cap"),
    ("id: pt.organ.inform.direct", "id: pt.office.sort", "overlapping-versions"),
    ("procedure: petition", "procedure: petitions", "wrong-name"),
  ])
  func aBrokenRowIsTold(old: String, new: String, rule: String) throws {
    let copy = try RulesCopy()
    #expect(try copy.replace(old, with: new, in: "Config/deadlines/petition.yaml"))
    let found = copy.check().filter { $0.severity == .error }
    #expect(found.contains { $0.rule == rule && $0.file.hasSuffix("petition.yaml") && $0.line != nil }, "\(found)")
  }

  @Test func twoVersionsFollowEachOther() throws {
    let copy = try RulesCopy()
    let file = "\(copy.config)/deadlines/commercial_arbitration.yaml"
    let text = try String(contentsOfFile: file, encoding: .utf8)
    let row = try #require(text.range(of: "  - id: ca.set_aside"))
    let next = text[row.lowerBound...]
      .replacingOccurrences(of: "length: 6", with: "length: 3")
      .replacingOccurrences(of: "current: superseded", with: "current: uncertain")
      .replacingOccurrences(of: "in_force: {to: '2026-02-28'}", with: "in_force: {from: '2026-03-01'}")
    try (text + next).write(toFile: file, atomically: true, encoding: .utf8)
    let table = try Rulebook.load(configFolder: copy.config, topicsFolder: copy.topics).deadlines
    let (old, new) = (try #require(LocalDate("2026-02-28")), try #require(LocalDate("2026-03-01")))
    #expect(try table.rule("ca.set_aside", startingOn: old).length == 6)
    #expect(try table.rule("ca.set_aside", startingOn: new).length == 3)
    #expect(try table.rule("ca.set_aside", startingOn: old, on: new).length == 6)
    let newest = table.with(changeOver: .newest)
    #expect(try newest.rule("ca.set_aside", startingOn: old, on: new).length == 3)
    #expect(try newest.rule("ca.set_aside", startingOn: old, on: old).length == 6)
  }

  @Test(arguments: [
    ("2026-11-01", nil), ("2026-11-02", "calendar-ends"), ("2026-12-31", "calendar-ends"),
    ("2027-01-01", "calendar-ended"),
  ])
  func theCalendarSaysWhenItRunsOut(today: String, rule: String?) throws {
    let day = try #require(LocalDate(today))
    let found = Rulebook.check(
      configFolder: RepositoryRules.config, topicsFolder: RepositoryRules.topics, today: day
    ).faults.filter { $0.rule.hasPrefix("calendar") }
    #expect(found.map(\.rule) == (rule.map { [$0] } ?? []))
    #expect(found.allSatisfy { $0.severity == .warning && $0.file.hasSuffix("2026.yaml") })
  }

  @Test func unknownFirstDaysAreWarnedOfAndDoNotTroubleTheService() throws {
    let today = try #require(LocalDate("2026-06-01"))
    let faults = Rulebook.check(
      configFolder: RepositoryRules.config, topicsFolder: RepositoryRules.topics, today: today)
    let unknown = faults.warnings.filter { $0.rule == "in-force-unknown" }
    #expect(unknown.contains { $0.message.en.contains("al.sue.direct") })
    #expect(!unknown.contains { $0.message.en.contains("ar.review") })
    let rules = try Rulebook.load(
      configFolder: RepositoryRules.config, topicsFolder: RepositoryRules.topics, today: today)
    #expect(rules.warnings.isEmpty)
  }

  @Test func aYearWithoutANoticeIsProvisional() throws {
    let calendar = try RepositoryRules.load().workingCalendar
    #expect(calendar.lastPublishedDate == LocalDate("2026-12-31"))
    let newYear = try #require(LocalDate("2027-01-01"))
    #expect(calendar.nature(of: newYear) == .holiday("元旦"))
    #expect(!calendar.isPublished(newYear))
  }
}
