/// A day of the Gregorian calendar, from 0001-01-01 to 9999-12-31, without a time and without a time zone.
public struct LocalDate: Sendable, Hashable, Comparable, CustomStringConvertible {
  public let year: Int
  /// 1…12
  public let month: Int
  /// 1…31
  public let day: Int

  /// `nil` when there is no such day.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1, day <= Self.length(ofMonth: month, year)
    else { return nil }
    self.init(unchecked: year, month, day)
  }

  private init(unchecked year: Int, _ month: Int, _ day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// The day so many days after 1970-01-01; a day beyond the calendar's ends becomes its first or last.
  public init(daysSinceEpoch days: Int) {
    // The era of 400 years that starts on 0000-03-01, so that the leap day is the last of its year.
    let shifted = min(max(days, Self.firstDay), Self.lastDay) + 719_468
    let era = shifted / 146_097
    let ofEra = shifted % 146_097
    let yearOfEra = (ofEra - ofEra / 1_460 + ofEra / 36_524 - ofEra / 146_096) / 365
    let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * ofYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    self.init(
      unchecked: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, ofYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  /// The day on which an instant falls.
  /// - Parameters:
  ///   - instant: milliseconds since 1970-01-01 UTC.
  ///   - offset: minutes east of Greenwich; China keeps one time, eight hours ahead, without summer time since 1992.
  public init(instant: Int64, offset: Int = Timestamp.shanghai) {
    let local = Int(min(max(instant, Timestamp.earliest), Timestamp.latest)) + offset * 60_000
    self.init(daysSinceEpoch: (local - (local % 86_400_000 + 86_400_000) % 86_400_000) / 86_400_000)
  }

  /// `2026-11-23`; `nil` for anything else.
  public init?(_ text: String) {
    let digits = Array(text.utf8)
    guard digits.count == 10, digits[4] == UInt8(ascii: "-"), digits[7] == UInt8(ascii: "-") else { return nil }
    var numbers = [0, 0, 0]
    var part = 0
    for (place, byte) in digits.enumerated() where place != 4 && place != 7 {
      guard byte &- 0x30 <= 9 else { return nil }
      part = place < 4 ? 0 : place < 7 ? 1 : 2
      numbers[part] = numbers[part] * 10 + Int(byte &- 0x30)
    }
    self.init(year: numbers[0], month: numbers[1], day: numbers[2])
  }

  /// Days since 1970-01-01, negative before it.
  public var daysSinceEpoch: Int {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = shiftedYear / 400
    let yearOfEra = shiftedYear % 400
    let ofYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + ofYear - 719_468
  }

  /// 1 for Monday … 7 for Sunday (ISO 8601).
  public var weekday: Int { (daysSinceEpoch + 719_468 + 2) % 7 + 1 }

  public func adding(days: Int) -> LocalDate { LocalDate(daysSinceEpoch: daysSinceEpoch + days) }

  /// The instant at which the day begins, milliseconds since 1970-01-01 UTC.
  public func start(offset: Int = Timestamp.shanghai) -> Int64 {
    Int64(daysSinceEpoch) * 86_400_000 - Int64(offset) * 60_000
  }

  public static func < (a: Self, b: Self) -> Bool { (a.year, a.month, a.day) < (b.year, b.month, b.day) }

  /// `2026-11-23`
  public var description: String {
    var out: [UInt8] = []
    Digits.append(year, width: 4, to: &out)
    out.append(UInt8(ascii: "-"))
    Digits.append(month, width: 2, to: &out)
    out.append(UInt8(ascii: "-"))
    Digits.append(day, width: 2, to: &out)
    return String(decoding: out, as: UTF8.self)
  }

  /// The date as eight digits, `20261123`, as registration numbers carry it.
  public var compact: String {
    var out: [UInt8] = []
    Digits.append(year, width: 4, to: &out)
    Digits.append(month, width: 2, to: &out)
    Digits.append(day, width: 2, to: &out)
    return String(decoding: out, as: UTF8.self)
  }

  public static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

  static func length(ofMonth month: Int, _ year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  private static let firstDay = -719_162
  private static let lastDay = 2_932_896
}
