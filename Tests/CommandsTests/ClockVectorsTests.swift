import Casework
import Formats
import Foundation
import Rulebook
import Testing

@testable import Commands

/// The vectors of `Examples/clocks`, each with its answer; and lines that are no questions.
@Suite struct ClockVectorsTests {
  private let trial: ClockTrial

  init() throws {
    let rules = try Rulebook.load(
      configFolder: "\(Repository.root)/Config", topicsFolder: "\(Repository.root)/Topics")
    trial = ClockTrial(table: rules.deadlines, calendar: rules.workingCalendar, language: .english)
  }

  private func lines(_ name: String) throws -> [String] {
    let path = "\(Repository.root)/Examples/clocks/\(name).jsonl"
    return try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map(String.init)
  }

  @Test(arguments: [("table", 27), ("ledgers", 43)])
  func areAnsweredToTheByte(name: String, count: Int) throws {
    let questions = try lines(name)
    let answers = try lines("\(name).answers")
    #expect(questions.count == count && answers.count == count)
    for (question, answer) in zip(questions, answers) {
      #expect(trial.answer(Array(question.utf8), line: 1).json.description == answer)
    }
  }

  @Test(arguments: Language.allCases)
  func aRefusalSpeaksTheLanguage(language: Language) throws {
    let speaking = ClockTrial(table: trial.table, calendar: trial.calendar, language: language)
    let line =
      #"{"id":1,"rule":"pt.handle","start":{"event":"e","at":"2026-03-02"},"suspensions":[{"from":"2026-03-03"}]}"#
    let error = try #require(speaking.answer(Array(line.utf8), line: 1).json["error"])
    #expect(error["rule"]?.string == "pt.handle")
    #expect(error["article"]?.string == "信访工作条例（2022） 第34条、第31条第6项")
    let expected = language == .english ? "nothing suspends this period" : "本期限不因中止而停止计算"
    #expect(error["message"]?.string == expected)
  }

  @Test(arguments: [
    "", "{", "[1]", "7", #"{"id":"b"}"#, #"{"id":"b","rule":"ar.review","start":{"at":"2026-02-30"}}"#,
    #"{"id":"b","rule":"ar.review","start":{"at":"2026-09-23"},"extensions":[{"length":9e99,"unit":"hours"}]}"#,
    #"{"id":"b","rule":"ar.review","start":{"at":"2026-09-23"},"suspensions":{"from":"2026-09-23"}}"#,
  ])
  func whatIsNoQuestionIsToldWithItsLine(line: String) throws {
    let answer = trial.answer(Array(line.utf8), line: 12)
    #expect(answer.isRefused)
    let error = try #require(answer.json["error"])
    #expect(error["line"]?.integer == 12)
    #expect(error["message"]?.string?.contains("12") == true)
  }

  @Test func whatIsNotKnownIsToldAndNotMinded() throws {
    let line = #"{"id":"a","rule":"ar.review","start":{"event":"e","at":"2026-09-23"},"suspension":[],"note":1}"#
    let answer = trial.answer(Array(line.utf8), line: 3)
    #expect(!answer.isRefused)
    #expect(answer.remark?.en == "line 3: unknown keys ignored: suspension, note")
  }

  @Test func numbersThatAreTooLargeAreRefusedAndDoNotOverflow() throws {
    for (start, length) in [("9999-12-31", 1), ("0001-01-01", 1), ("2026-03-02", Int.max), ("2026-03-02", -1)] {
      let line =
        #"{"id":1,"rule":"al.sue.direct","start":{"event":"e","at":"\#(start)"},"extensions":[{"length":\#(length),"unit":"months","granted_on":"\#(start)"}]}"#
      #expect(trial.answer(Array(line.utf8), line: 1).json["error"]?["rule"]?.string == "al.sue.direct")
    }
  }

  @Test func anExplanationIsReadInBothLanguages() throws {
    let rules = ClockRules(deadlines: trial.table, calendar: trial.calendar)
    let start = try #require(LocalDate("2026-08-03"))
    let rule = try trial.table.rule("ar.decide.ordinary", startingOn: start)
    var ledger = ClockLedger(rule: rule.id, start: ClockEvent("accepted", at: .day(start)))
    ledger.suspensions = [
      ClockInterval(from: .day(start.adding(days: 7)), to: .day(start.adding(days: 8)), ground: "item_8")
    ]
    let explanation = try rules.explanation(of: ledger, under: rule, at: .day(start.adding(days: 67)))
    let chinese = text(explanation, "zh_CN.UTF-8")
    for part in [
      "起算日（受理），次日起算（行政复议法第88条第1款", "中止（需以其他案件审理结果为依据）（行政复议法第39条第1款第8项）", "2026-10-04  周日  计入，第 60 日",
      "国庆节调休放假", "届满，24:00 止", "超期", "2026年10月", " 10停", "  8满", "申请人可在十五日内起诉",
    ] { #expect(chinese.contains(part), "\(part)") }
    let english = text(explanation, "en_US.UTF-8")
    for part in [
      "2026-10-04  Sun  counted, day 60", "the period ends at 24:00", "the applicant may sue within 15 days",
    ] {
      #expect(english.contains(part), "\(part)")
    }
    let json = ExplanationJSON.json(explanation)
    #expect(json["days"]?.elements?.filter { $0["counted"]?.boolean == true }.count == 60)
    #expect(json["due"]?.string == "2026-10-08")
    #expect(json["on_expiry"]?["code"]?.string == "applicant_may_sue_within_15_days")
  }

  private func text(_ explanation: ClockExplanation, _ locale: String) -> String {
    let terminal = Terminal(environment: ["LC_ALL": locale])
    return ExplanationText(explanation, terminal: terminal).lines.joined(separator: "\n")
  }
}
