import ArgumentParser
import Casework
import Formats
import Foundation

/// `fenliu clock explain`: a clock, day by day.
struct ClockExplainCommand: TerminalCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      "explain", Bilingual("逐日说明期限：计入与否、依据、届满后果", "explain a clock day by day: counted or not, why, and what follows"),
      discussion: Bilingual(
        "例：fenliu clock explain --rule ar.decide.ordinary --from 2026-03-02 --suspend 2026-03-10..2026-03-19 --at 2026-03-25",
        "Example: fenliu clock explain --rule ar.decide.ordinary --from 2026-03-02 --suspend 2026-03-10..2026-03-19 "
          + "--at 2026-03-25"))
  }

  @OptionGroup var house: HouseOptions

  @Option(help: ArgumentHelp("期限规则", "the rule of the period", value: Bilingual("规则", "rule")))
  var rule: String

  @Option(
    name: .customLong("from"),
    help: ArgumentHelp(
      "起算日，或者带时区的时间", "the day of the starting event, or a time with its offset", value: Bilingual("日期", "date")))
  var start: ClockMoment

  @Option(
    help: ArgumentHelp(
      "中止，首尾日都不计；可多次", "a suspension, both days included; may be repeated", value: Bilingual("从..到", "from..to")))
  var suspend: [DayRange] = []

  @Option(
    help: ArgumentHelp("不计入的时间；可多次", "time that is left out; may be repeated", value: Bilingual("从..到", "from..to")))
  var exclude: [DayRange] = []

  @Option(
    help: ArgumentHelp(
      "延长，以规则的单位计：长度@批准日", "an extension in the rule's unit: length@day of approval",
      value: Bilingual("长度@日期", "length@date")))
  var extend: [ExtensionArgument] = []

  @Option(
    help: ArgumentHelp("在这一天看已用和剩余", "the day for which days used and left are told", value: Bilingual("日期", "date")))
  var at: ClockMoment?

  @Flag(help: ArgumentHelp("输出 JSON 对象", "print an object in JSON"))
  var json = false

  func run(on terminal: Terminal) async throws {
    let rules = try ClockRules.load(house)
    let version = try rules.deadlines.rule(rule, startingOn: start.date, on: (at ?? start).date)
    var ledger = ClockLedger(rule: rule, start: ClockEvent(version.startsOn, at: start))
    ledger.suspensions = suspend.map { ClockInterval(from: .day($0.from), to: $0.to.map { .day($0) }, ground: "") }
    ledger.exclusions = exclude.map { ClockInterval(from: .day($0.from), to: $0.to.map { .day($0) }, ground: "") }
    ledger.extensions = extend.map {
      ClockExtension(
        length: $0.length, unit: version.extendable?.unit ?? version.unit, grantedOn: .day($0.on), approver: "")
    }
    let explanation = try rules.explanation(of: ledger, under: version, at: at)
    if json { return terminal.print(ExplanationJSON.json(explanation).description) }
    for line in ExplanationText(explanation, terminal: terminal).lines { terminal.print(line) }
  }
}

/// `2026-03-10..2026-03-19`; without an end while it lasts.
struct DayRange: ExpressibleByArgument {
  var from: LocalDate
  var to: LocalDate?

  init?(argument: String) {
    let ends = argument.components(separatedBy: "..")
    guard ends.count == 2, let from = LocalDate(ends[0]) else { return nil }
    self.from = from
    if ends[1].isEmpty { return }
    guard let to = LocalDate(ends[1]) else { return nil }
    self.to = to
  }
}

/// `30@2026-09-01`
struct ExtensionArgument: ExpressibleByArgument {
  var length: Int
  var on: LocalDate

  init?(argument: String) {
    let parts = argument.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, let length = Int(parts[0]), let on = LocalDate(String(parts[1])) else { return nil }
    self.length = length
    self.on = on
  }
}

extension ClockRules {
  func explanation(of ledger: ClockLedger, under rule: DeadlineRule, at moment: ClockMoment?) throws(ClockRefusal)
    -> ClockExplanation
  {
    let grounds = deadlines.grounds(of: rule) + deadlines.grounds(of: rule, excluding: true)
    return try ClockExplainer(rule: rule, calendar: calendar, grounds: grounds).explanation(of: ledger, at: moment)
  }
}
