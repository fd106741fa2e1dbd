import Casework
import Letters
import Rulebook
import Testing

/// Where a document's values come from, and what is refused.
@Suite struct LetterValuesTests {
  private func page(_ id: String, of procedure: String = "reconsideration", _ context: LetterContext) throws -> String {
    let book = try Fixture.book()
    return try book.render(try book.form(id, of: procedure), context, stage: .draft)
  }

  private func refusal(_ id: String, of procedure: String = "reconsideration", _ context: LetterContext) throws
    -> LetterError?
  {
    let book = try Fixture.book()
    let form = try book.form(id, of: procedure)
    do throws(LetterError) {
      _ = try book.render(form, context, stage: .draft)
      return nil
    } catch {
      return error
    }
  }

  @Test("what the officer gives goes before what a step told, and that before a fact of the case")
  func sources() throws {
    let steps = [LetterContext.Step(event: "accept", on: try Fixture.day("2026-11-12"))]
    #expect(
      try page("acceptance", Fixture.context("reconsideration", given: ["act": "罚款"], steps: steps))
        .contains("已于2026年11月12日受理"))
    #expect(
      try page(
        "acceptance",
        Fixture.context("reconsideration", given: ["act": "罚款"], data: ["accepted_on": "2026-11-13"], steps: steps)
      ).contains("已于2026年11月13日受理"))
    #expect(
      try page(
        "acceptance",
        Fixture.context(
          "reconsideration", given: ["act": "罚款", "accepted_on": "2026-11-14"], data: ["accepted_on": "2026-11-13"],
          steps: steps)
      ).contains("已于2026年11月14日受理"))
  }

  @Test("an extension names the last day of the case's clock")
  func clock() throws {
    let context = try Fixture.context(
      "reconsideration", given: ["act": "罚款", "days": "30", "extension_reason": "案情复杂"],
      clocks: [LetterContext.Clock(rule: "ar.decide.ordinary", due: try Fixture.day("2027-02-10"))])
    #expect(try page("extension_notice", context).contains("延长30日，至2027年2月10日届满"))
  }

  @Test("a choice is written in words with its article")
  func choice() throws {
    let context = try Fixture.context(
      "reconsideration", given: ["act": "罚款", "suspension_ground": "item_3", "suspended_on": "2026-11-20"])
    let text = try page("suspension_notice", context)
    #expect(text.contains("《中华人民共和国行政复议法》第三十九条第一款第三项"))
    #expect(!text.contains("item_3"))
  }

  @Test("all missing values are named at once, not printed as blanks")
  func missing() throws {
    guard case .missingValues(let values) = try refusal("hearing_notice", Fixture.context("reconsideration")) else {
      Issue.record("not refused")
      return
    }
    #expect(values.map(\.name) == ["act", "hearing_on", "hearing_time", "hearing_place", "hearing_matters"])
    #expect(LetterError.missingValues(values).wording.zh.contains("--data hearing_on=…（听证日期，日期，如 2026-11-23）"))
  }

  @Test(
    "a value of the wrong form is refused",
    arguments: [
      ("extension_notice", "days", "三十"), ("extension_notice", "new_due", "2026-02-30"),
      ("suspension_notice", "suspension_ground", "item_11"), ("acceptance", "simplified", "是"),
    ])
  func badValue(_ row: (id: String, name: String, value: String)) throws {
    var given = try Fixture.values(for: Fixture.form(row.id, of: "reconsideration"))
    given[row.name] = row.value
    guard case .badValue(let value, _) = try refusal(row.id, Fixture.context("reconsideration", given: given)) else {
      Issue.record("not refused")
      return
    }
    #expect(value.name == row.name)
  }

  @Test("a value that the document does not ask for is refused")
  func unknownValue() throws {
    let given = ["act": "罚款", "accepted_on": "2026-11-12", "colour": "red"]
    guard
      case .unknownValue("colour", _) = try refusal("acceptance", Fixture.context("reconsideration", given: given))
    else {
      Issue.record("not refused")
      return
    }
  }

  @Test("nobody to address is refused, unless the officer says who")
  func addressee() throws {
    let given = ["act": "罚款", "accepted_on": "2026-11-12"]
    let nameless = Party(role: .applicant, kind: .natural)
    let parties = [nameless, Fixture.respondent, Fixture.accused]
    #expect(
      try refusal("acceptance", Fixture.context("reconsideration", parties: parties, given: given))
        == .noAddressee([.applicant]))
    let named = try Fixture.context(
      "reconsideration", parties: parties, given: given.merging(["addressee": "测试丁"]) { $1 })
    #expect(try page("acceptance", named).contains("<p class=\"addressee\">测试丁：</p>"))
  }

  @Test("what a citizen wrote cannot become markup")
  func markup() throws {
    let context = try Fixture.context(
      "reconsideration", given: ["act": "<script>alert(1)</script>", "accepted_on": "2026-11-12"])
    let text = try page("acceptance", context)
    #expect(text.contains("&lt;script&gt;") && !text.contains("<script>"))
  }

  @Test("an unknown document is refused with those there are")
  func unknownLetter() throws {
    #expect(throws: LetterError.self) { try Fixture.book().form("verdict", of: "reconsideration") }
  }
}
