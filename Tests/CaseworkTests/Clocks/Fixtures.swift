import Casework
import Testing

/// A calendar of one real year and an unpublished one, and rules of each kind.
enum Fixtures {
  static let calendar = WorkingCalendar(years: [year2026, year2027])

  /// The year 2026 as the State Council's notice has it, from September on with its breaks.
  static let year2026 = CalendarYear(
    year: 2026, notice: "通知",
    offDays: [
      holiday("2026-02-15", "2026-02-23", "春节"), holiday("2026-05-01", "2026-05-05", "劳动节"),
      holiday("2026-09-25", "2026-09-27", "中秋节"), holiday("2026-10-01", "2026-10-07", "国庆节"),
    ],
    inLieu: [date("2026-02-20"), date("2026-02-23"), date("2026-05-05"), date("2026-10-06"), date("2026-10-07")],
    makeupDays: [
      ("2026-02-14", "春节"), ("2026-02-28", "春节"), ("2026-05-09", "劳动节"), ("2026-09-20", "国庆节"), ("2026-10-10", "国庆节"),
    ].map { CalendarYear.MakeupDay(date: date($0.0), name: $0.1) })

  static let year2027 = CalendarYear(year: 2027, notice: nil, offDays: [holiday("2027-01-01", "2027-01-01", "元旦")])

  static func date(_ text: String) -> LocalDate { LocalDate(text) ?? LocalDate(daysSinceEpoch: 0) }

  static func day(_ text: String) -> ClockMoment { .day(date(text)) }

  private static func holiday(_ from: String, _ to: String, _ name: String) -> CalendarYear.Break {
    CalendarYear.Break(from: date(from), to: date(to), name: name)
  }

  static let grounds = [
    SuspensionGround(group: "stops", code: "death", title: Bilingual("死亡", "death"), basis: "行政复议法第39条第1款第1项"),
    SuspensionGround(group: "excluded", code: "appraisal", title: Bilingual("鉴定", "appraisal")),
  ]

  static func rule(
    _ length: Int, _ unit: DeadlineUnit, rollOver: DeadlineRule.RollOver? = nil,
    direction: DeadlineRule.Direction = .forward, extendable: ExtensionAllowance? = nil, suspends: Bool = true,
    restarts: Bool = false
  ) -> DeadlineRule {
    DeadlineRule(
      id: "r", title: Bilingual("期限", "period"),
      scope: DeadlineRule.Scope(procedure: "reconsideration", stage: "s", who: "w"), kind: .authorityDuty,
      length: length, unit: unit, direction: direction, startsOn: "accepted", startTitle: Bilingual("受理", "accepted"),
      expiry: ExpiryEffect(code: "deemed_accepted", nature: .deemed, wording: Bilingual("视为受理", "deemed accepted")),
      extendable: extendable, suspendsOn: suspends ? ["stops"] : [], excludedTime: suspends ? ["excluded"] : [],
      pausesOn: restarts ? ["supplement_notice_sent"] : [], restartsOn: restarts ? ["supplement_received"] : [],
      rollOver: rollOver ?? (unit == .workingDays ? .notApplicable : .nextWorkingDay), basis: "某法第1条",
      isVerified: true, level: .primary, currency: .yes, inForce: InForce())
  }

  static let allowance = ExtensionAllowance(
    most: 30, unit: .calendarDays, times: 1, approver: "head", approverTitle: Bilingual("负责人", "head"))

  static func ledger(_ start: String, _ stills: [(String, String?)] = []) -> ClockLedger {
    ClockLedger(
      rule: "r", start: ClockEvent("accepted", at: day(start)),
      suspensions: stills.map { ClockInterval(from: day($0.0), to: $0.1.map { .day(date($0)) }, ground: "death") })
  }
}

/// Numbers that come out the same every time.
struct Dice: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
