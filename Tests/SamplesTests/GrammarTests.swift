import Casework
import Testing

@testable import Samples

/// The grammar as data: whole, rich, and without loose ends.
struct GrammarTests {
  private var grammar: Grammar { .shared }

  @Test func allOfItCanBeRead() {
    #expect(grammar.faults.isEmpty)
    #expect(Set(grammar.scenarios.map(\.id)).count == grammar.scenarios.count)
    #expect(grammar.general.allSatisfy { !$0.isEmpty })
  }

  @Test func thereAreSixtyOrdinaryTopicsAndAllRoutes() {
    #expect(grammar.scenarios.count { $0.routes == ["hotline"] } >= 60)
    let routes = grammar.scenarios.flatMap(\.routes)
    #expect(routes.allSatisfy { RouteCode(rawValue: $0) != nil })
    #expect(Set(routes) == Set(RouteCode.allCases.map(\.rawValue)))
  }

  @Test func everyScenarioCanSpeak() {
    for scenario in grammar.scenarios {
      #expect(!scenario.kinds.isEmpty, "\(scenario.id)")
      #expect(!scenario[.core].isEmpty || !scenario[.short].isEmpty, "\(scenario.id)")
      #expect(scenario[.core].isEmpty || !scenario[.demand].isEmpty, "\(scenario.id)")
      for form in scenario.forms { #expect(["hotline", "reconsideration", "mediation"].contains(form)) }
      let keys = Set(scenario.facts.map(\.key))
      if scenario.forms.contains("reconsideration") {
        #expect(keys.isSuperset(of: ["机关", "行为", "文号", "摘要", "请求"]), "\(scenario.id)")
      }
      if scenario.forms.contains("mediation") { #expect(keys.contains("纠纷"), "\(scenario.id)") }
    }
  }

  @Test(arguments: Days.seeds)
  func nothingOfTheNotationIsLeftInTexts(seed: UInt64) {
    for item in Days.day(seed) {
      let text = item.submission.text
      #expect(!text.contains { "<>{}|\\".contains($0) }, "\(text)")
      for doubled in ["，，", "。。", "，。", "。，", "；；", "：：", "请请", "希望希望"] {
        #expect(!text.contains(doubled), "\(doubled): \(text)")
      }
    }
  }

  @Test(arguments: [
    ("灯", ["灯"]), ("{灯|路灯}亮", ["灯亮", "路灯亮"]), ("{a{b|c}|}", ["ab", "ac", ""]), ("“我”和我家", ["“我”和我家", "“我”和我们家"]),
    ("<2-2>盏", ["2盏"]), ("<#12-12>盏", ["十二盏"]), ("<#2-2>盏", ["两盏"]), ("一\\n二", ["一\n二"]),
  ])
  func phrasesAreRead(notation: String, possible: [String]) {
    var parser = PhraseParser(words: [:])
    let phrase = parser.parse(notation[...])
    #expect(parser.faults.isEmpty)
    var random = Randomness(seed: 5)
    var seen: Set<String> = []
    for _ in 0..<60 {
      let speaker = Speaker(surname: "陈", isFemale: true, age: 40, voice: .plain)
      var writer = TextWriter(
        grammar: grammar, random: random, today: Day(year: 2026, month: 11, day: 23),
        scenario: Scenario(id: "x", name: "x"), place: Place(&random), speaker: speaker)
      writer.write(phrase)
      random = writer.random
      seen.insert(writer.ink.text)
    }
    #expect(seen == Set(possible))
  }

  @Test(arguments: ["{灯|", "<没有>", "灯}", "<灯"])
  func brokenNotationIsAFault(notation: String) {
    var parser = PhraseParser(words: [:])
    _ = parser.parse(notation[...])
    #expect(!parser.faults.isEmpty)
  }

  @Test(arguments: [
    (0, "零"), (2, "二"), (10, "十"), (11, "十一"), (20, "二十"), (105, "一百零五"), (110, "一百一十"), (115, "一百一十五"),
    (1_008, "一千零八"), (2_300, "两千三百"), (9_999, "九千九百九十九"),
  ])
  func numbersAreWritten(value: Int, text: String) {
    #expect(SmallNumbers.numeral(value) == text)
  }

  @Test(arguments: [("2026-11-23", "2026年11月23日"), ("2024-02-29", "2024年2月29日"), ("1999-12-31", "1999年12月31日")])
  func daysGoBothWays(iso: String, chinese: String) throws {
    let day = try #require(Day(iso: iso))
    #expect(day.iso == iso)
    #expect(day.chinese == chinese)
    #expect((day + 1 - 1) == day)
  }

  @Test(arguments: ["2025-02-29", "2026-13-01", "20261123", "", "2026-1-1", "x"])
  func noDayIsNoDay(text: String) {
    #expect(Day(iso: text) == nil)
  }
}
