import Casework
import Testing

@testable import Casebook

/// A small procedure with clocks of every kind, and the law it stands on.
enum TimedProcedure {
  static let law = ClockLaw(
    deadlines: DeadlineTable(
      rules: [
        rule("t.review", 5, .workingDays, basis: "某法第30条"),
        rule("t.supplement", 10, .workingDays, kind: .citizenRight, basis: "某法第31条"),
        rule(
          "t.decide", 60, .calendarDays, rollOver: .nextWorkingDay, basis: "某法第62条",
          extendable: ExtensionAllowance(
            most: 30, unit: .calendarDays, times: 1, approver: "head", approverTitle: Bilingual("负责人", "head")),
          suspendsOn: ["grounds"]),
        rule("t.sue", 15, .calendarDays, kind: .citizenRight, rollOver: .nextWorkingDay, basis: "某法第44条"),
      ],
      grounds: [SuspensionGround(group: "grounds", code: "item_5", title: Bilingual("不可抗力", "force majeure"))]),
    calendar: WorkingCalendar(years: []))

  private static func rule(
    _ id: String, _ length: Int, _ unit: DeadlineUnit, kind: DeadlineRule.Kind = .authorityDuty,
    rollOver: DeadlineRule.RollOver = .notApplicable, basis: String, extendable: ExtensionAllowance? = nil,
    suspendsOn: [String] = []
  ) -> DeadlineRule {
    DeadlineRule(
      id: id, title: Bilingual("期限", "period"),
      scope: DeadlineRule.Scope(procedure: "timed", stage: "any", who: "organ"), kind: kind, length: length,
      unit: unit, startsOn: "any", startTitle: Bilingual("起算", "start"),
      expiry: ExpiryEffect(code: "over", nature: .overdue, wording: Bilingual("届满", "over")),
      extendable: extendable, suspendsOn: suspendsOn, rollOver: rollOver, basis: basis, isVerified: true,
      level: .primary, currency: .yes, inForce: InForce())
  }

  static let procedure = Procedure(
    id: "timed", title: Bilingual("带期限的程序", "timed"), initial: "received",
    openings: [ProcedureOpening(state: "received", starts: [ClockStart(rule: "t.review", from: .receipt)])],
    states: [
      state("received"), state("waiting"), state("accepted"), state("suspended"), state("decided"),
      ProcedureState(
        id: "handed", title: Bilingual("已转出", "handed over"),
        outcome: StateOutcome(code: "handed_over", title: Bilingual("已转出", "handed over"))),
      ProcedureState(
        id: "served", title: Bilingual("已送达", "served"),
        outcome: StateOutcome(code: "decided", title: Bilingual("已决定", "decided"))),
      ProcedureState(
        id: "abandoned", title: Bilingual("视为放弃", "abandoned"),
        outcome: StateOutcome(code: "abandoned", title: Bilingual("视为放弃", "abandoned"))),
    ],
    transitions: [
      step("accept", ["received"], "accepted", starts: ["t.decide"], stops: .all(except: [])),
      Transition(
        event: "review_expired", title: Bilingual("视为受理", "deemed accepted"), from: ["received"], to: "accepted",
        actors: ["system"], basis: "某法第30条第3款", settles: ["acceptance": "deemed"],
        starts: [ClockStart(rule: "t.decide")], stops: .rules(["t.review"])),
      step("ask", ["received"], "waiting", starts: ["t.supplement"], stops: .rules(["t.review"])),
      step("complete", ["waiting"], "received", starts: ["t.review"], stops: .rules(["t.supplement"])),
      Transition(
        event: "hand_over", title: Bilingual("转出", "hand over"), from: ["accepted"], to: "handed",
        guards: [
          Guard(.linked(.handedTo, procedure: nil), wording: Bilingual("须有续办案件", "a case has to go on with it"))
        ], actors: ["organ"], basis: "某法第32条", requires: [successor],
        links: [LinkStep(kind: .handedTo, datum: "successor")]),
      step("abandon", ["waiting"], "abandoned", stops: .all(except: [])),
      Transition(
        event: "suspend", title: Bilingual("中止", "suspend"), from: ["accepted"], to: "suspended", actors: ["organ"],
        basis: "某法第39条", requires: [ground],
        suspends: ClockSuspensionStep(clocks: .rules(["t.decide"]), ground: "ground")),
      Transition(
        event: "resume", title: Bilingual("恢复", "resume"), from: ["suspended"], to: "accepted", actors: ["organ"],
        basis: "某法第39条", resumes: .rules(["t.decide"])),
      Transition(
        event: "extend", title: Bilingual("延长", "extend"), from: ["accepted"], to: "accepted", actors: ["organ"],
        basis: "某法第62条", requires: [days, approver],
        extends: ClockExtensionStep(clocks: .rules(["t.decide"]), length: .datum("days"), approver: "approver")),
      Transition(
        event: "decide", title: Bilingual("决定", "decide"), from: ["accepted"], to: "decided",
        guards: [
          Guard(
            .happened(event: "extend", times: 0...1), wording: Bilingual("至多延长一次", "extended once at most"))
        ], actors: ["organ", "head"], basis: "某法第61条", stops: .rules(["t.decide"])),
      Transition(
        event: "serve", title: Bilingual("送达", "serve"), from: ["decided"], to: "served", actors: ["organ"],
        basis: "某法第75条", requires: [servedOn], starts: [ClockStart(rule: "t.sue", from: .datum("served_on"))]),
    ],
    clocks: [
      ProcedureClock(
        rule: "t.review",
        onExpiry: [ProcedureExpiry(.record(event: "review_expired"), wording: Bilingual("视为受理", "deemed accepted"))]),
      ProcedureClock(
        rule: "t.supplement",
        onExpiry: [ProcedureExpiry(.propose(event: "abandon"), wording: Bilingual("视为放弃", "deemed abandoned"))]),
      ProcedureClock(
        rule: "t.decide", onExpiry: [ProcedureExpiry(.note(.overdue), wording: Bilingual("逾期", "overdue"))]),
      ProcedureClock(
        rule: "t.sue", onExpiry: [ProcedureExpiry(.note(.lapsed), wording: Bilingual("起诉期限届满", "too late to sue"))],
        outlives: true),
    ],
    data: [ground, successor, days, approver, servedOn], isOfficeRule: true)

  static let ground = ProcedureDatum(name: "ground", title: Bilingual("事由", "ground"), form: .text)
  static let successor = ProcedureDatum(
    name: "successor", title: Bilingual("续办案件", "successor"), form: .caseNumber)
  static let days = ProcedureDatum(name: "days", title: Bilingual("天数", "days"), form: .integer)
  static let approver = ProcedureDatum(name: "approver", title: Bilingual("批准人", "approver"), form: .text)
  static let servedOn = ProcedureDatum(name: "served_on", title: Bilingual("送达日", "served on"), form: .date)

  private static func state(_ id: String) -> ProcedureState {
    ProcedureState(id: id, title: Bilingual(id, id))
  }

  private static func step(
    _ event: String, _ from: [String], _ to: String, starts: [String] = [], stops: ClockSelection = .none
  ) -> Transition {
    Transition(
      event: event, title: Bilingual(event, event), from: from, to: to, actors: ["organ"], basis: "某法第30条",
      starts: starts.map { ClockStart(rule: $0) }, stops: stops)
  }
}
