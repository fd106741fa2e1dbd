import ArgumentParser
import Casebook
import Casework
import Formats
import Foundation
import Rulebook

/// `fenliu clock explain`: a clock, day by day.
struct ClockExplainCommand: TerminalCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      "explain", Bilingual("逐日说明期限：计入与否、依据、届满后果", "explain a clock day by day: counted or not, why, and what follows"),
      discussion: Bilingual(
        "给案件编号则说明它的各个期限；也可以试算：\nfenliu clock explain --rule ar.decide.ordinary --from 2026-03-02 --suspend 2026-03-10..2026-03-19 --at 2026-03-25",
        "With a case number, explains its clocks. A period can also be tried out:\nfenliu clock explain --rule ar.decide.ordinary --from 2026-03-02 --suspend 2026-03-10..2026-03-19 "
          + "--at 2026-03-25"))
  }

  @OptionGroup var house: HouseOptions

  @Argument(
    help: ArgumentHelp(
      "案件编号；不给则试算 --rule", "a case number; without one --rule is tried out", value: Bilingual("编号", "number")))
  var number: String?

  @Option(
    help: ArgumentHelp("案件中的一个期限；不给则全部", "one clock of the case; else all of them", value: Bilingual("期限", "clock")))
  var clock: String?

  @Option(help: ArgumentHelp("试算的期限规则", "the rule of the period that is tried out", value: Bilingual("规则", "rule")))
  var rule: String?

  @Option(
    name: .customLong("from"),
    help: ArgumentHelp(
      "起算日，或者带时区的时间", "the day of the starting event, or a time with its offset", value: Bilingual("日期", "date")))
  var start: ClockMoment?

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

  mutating func validate() throws {
    let tries = rule != nil || start != nil || !suspend.isEmpty || !exclude.isEmpty || !extend.isEmpty
    if number != nil, tries {
      throw ValidationError(
        spoken("给了案件编号就不能再给 --rule、--from 等", "a case number and --rule, --from and the like exclude each other"))
    }
    if number == nil, rule == nil || start == nil {
      throw ValidationError(spoken("请给案件编号，或者 --rule 和 --from", "give a case number, or --rule and --from"))
    }
  }

  func run(on terminal: Terminal) async throws {
    if let number { return try await explain(case: number, terminal) }
    guard let rule, let start else { return }
    let rules = try ClockRules.load(house)
    let version = try rules.deadlines.rule(rule, startingOn: start.date, on: (at ?? start).date)
    let explanation = try rules.explanation(of: ledger(version, start), under: version, at: at)
    if json { return terminal.print(ExplanationJSON.json(explanation).description) }
    for line in ExplanationText(explanation, terminal: terminal).lines { terminal.print(line) }
  }

  private func ledger(_ version: DeadlineRule, _ start: ClockMoment) -> ClockLedger {
    func interval(_ range: DayRange) -> ClockInterval {
      ClockInterval(from: .day(range.from), to: range.to.map { .day($0) }, ground: "")
    }
    return ClockLedger(
      rule: version.id, start: ClockEvent(version.startsOn, at: start), suspensions: suspend.map(interval),
      exclusions: exclude.map(interval),
      extensions: extend.map {
        ClockExtension(
          length: $0.length, unit: version.extendable?.unit ?? version.unit, grantedOn: .day($0.on), approver: "")
      })
  }

  /// The clocks of a case, from the ledgers that its events made.
  private func explain(case number: String, _ terminal: Terminal) async throws {
    guard case .request(let wanted) = try CaseNumberReading(number) else {
      throw CommandFailure(
        "\(number) 是受理编号，请给案件编号（…-1）", "\(number) is a registration number: give a case number (…-1)")
    }
    try await house.reading { reader in
      let file = try await reader.casebook.caseFile(wanted.description, opensSealed: false)
      let shown = file.clocks.filter { clock == nil || $0.clock.name == clock }
      if shown.isEmpty, let clock {
        let names = file.clocks.map(\.clock.name).joined(separator: ", ")
        throw CommandFailure("案件没有期限 \(clock)；有：\(names)", "the case has no clock \(clock); it has: \(names)")
      }
      if shown.isEmpty { return terminal.tell(terminal.text("案件没有期限", "the case has no clocks")) }
      let rules = ClockRules(
        deadlines: reader.rulebook.deadlines.with(changeOver: reader.settings.clocks.changeOver),
        calendar: reader.rulebook.workingCalendar)
      try print(shown.map(\.clock), rules, terminal)
    }
  }

  private func print(_ clocks: [CaseClock], _ rules: ClockRules, _ terminal: Terminal) throws {
    let moment = at ?? .instant(House.now())
    for (place, clock) in clocks.enumerated() {
      let ledger = clock.ledger
      let version = try rules.deadlines.rule(ledger.rule, startingOn: ledger.start.at.date, on: moment.date)
      let explanation = try rules.explanation(of: ledger, under: version, at: moment)
      if json {
        terminal.print(ExplanationJSON.json(explanation, clock: clock.name).description)
        continue
      }
      if place > 0 { terminal.print("") }
      for line in ExplanationText(explanation, terminal: terminal).lines { terminal.print(line) }
    }
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
