/// A day, counted from 1970-01-01; civil-date arithmetic without Foundation.
struct Day: Hashable, Comparable, Sendable {
  var number: Int

  init(number: Int) {
    self.number = number
  }

  /// From year, month and day of the Gregorian calendar.
  init(year: Int, month: Int, day: Int) {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    number = era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// From `2026-11-23`; `nil` for anything that is not a day.
  init?(iso: String) {
    let parts = iso.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].count == 4, parts[1].count == 2, parts[2].count == 2, let year = Int(parts[0]),
      let month = Int(parts[1]), let day = Int(parts[2]), (1...12).contains(month), (1...31).contains(day)
    else { return nil }
    self.init(year: year, month: month, day: day)
    guard self.iso == iso else { return nil }
  }

  /// Year, month and day.
  var civil: (year: Int, month: Int, day: Int) {
    let shifted = number + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (
      yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    )
  }

  static func < (left: Day, right: Day) -> Bool { left.number < right.number }
  static func + (day: Day, days: Int) -> Day { Day(number: day.number + days) }
  static func - (day: Day, days: Int) -> Day { Day(number: day.number - days) }

  /// 2026-11-23.
  var iso: String {
    let (year, month, day) = civil
    return "\(year)-\(Self.two(month))-\(Self.two(day))"
  }

  /// 20261123.
  var compact: String {
    let (year, month, day) = civil
    return "\(year)\(Self.two(month))\(Self.two(day))"
  }

  /// 2026年11月23日.
  var chinese: String {
    let (year, month, day) = civil
    return "\(year)年\(month)月\(day)日"
  }

  static func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }

  /// Habits of writing dates; most people keep to one.
  enum Manner: CaseIterable, Sendable {
    case plain, spoken, full, plainAgain, spokenAgain, dotted
  }

  /// As somebody writing on `today` would put it.
  func spoken(today: Day, manner: Manner, _ random: inout Randomness) -> String {
    let (year, month, day) = civil
    let (thisYear, thisMonth, _) = today.civil
    if year != thisYear {
      if manner == .dotted { return "\(year).\(month).\(day)" }
      if year == thisYear - 1, random.chance(30) { return "去年\(month)月\(day)日" }
      return chinese
    }
    switch manner {
    case .full: return chinese
    case .dotted: return "\(month).\(day)"
    case .spoken, .spokenAgain:
      if month == thisMonth, random.chance(35) { return "这个月\(day)号" }
      if month == thisMonth - 1, random.chance(35) { return "上个月\(day)号" }
      return "\(month)月\(day)号"
    case .plain, .plainAgain:
      if month == thisMonth, random.chance(20) { return "本月\(day)日" }
      return random.chance(15) ? "今年\(month)月\(day)日" : "\(month)月\(day)日"
    }
  }
}
