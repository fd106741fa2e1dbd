/// A date, with or without a time, as the city's systems write it:
/// `2026-11-23`, `2026/2/8 9:05:03`, `2026.2.8`, `20261123`, `202611230905`, `20261123090503`, `2026年2月8日`,
/// `2026年2月8日 星期日 下午3时5分`, RFC 3339, and the serial number of a spreadsheet (`46349.378`).
public struct WrittenTime: Sendable, Hashable {
  public var date: LocalDate
  /// Milliseconds since the day began; `nil` when only a day is written.
  public var timeOfDay: Int?
  /// Minutes east of Greenwich; `nil` when no offset is written.
  public var offset: Int?

  /// Years that a written date may have; any other is a typing error.
  public static let years = 1900...2199

  /// Reads ASCII digits and signs; full-width ones have to be narrowed before. `nil` when the writing is none of the
  /// above, or there is no such day or time.
  public init?(_ text: Span<UInt8>) {
    var index = 0
    guard let first = Digits.take(text, &index, most: 15) else { return nil }
    let read: WrittenTime?
    if index == text.count, [8, 12, 14].contains(first.count) {
      read = Self.compact(first.value, digits: first.count)
    } else if first.count == 5, index == text.count || text[index] == UInt8(ascii: ".") {
      read = Self.serial(first.value, text, index)
    } else if first.count == 4 {
      read = Self.separated(first.value, text, index)
    } else {
      return nil
    }
    guard let read, Self.years.contains(read.date.year) else { return nil }
    self = read
  }

  public init?(_ text: String) {
    self.init(text.utf8Span.span)
  }

  init(date: LocalDate, timeOfDay: Int?, offset: Int?) {
    self.date = date
    self.timeOfDay = timeOfDay
    self.offset = offset
  }

  /// Milliseconds since 1970-01-01 UTC; the start of the day when no time is written, Shanghai time when no offset is.
  public var instant: Int64 {
    date.start(offset: offset ?? Timestamp.shanghai) + Int64(timeOfDay ?? 0)
  }

  /// The day in Shanghai.
  public var day: LocalDate {
    guard let offset, timeOfDay != nil, offset != Timestamp.shanghai else { return date }
    return LocalDate(instant: instant)
  }

  private static func compact(_ number: Int, digits: Int) -> WrittenTime? {
    let seconds = digits == 14 ? number % 100 : 0
    let minutes = digits == 14 ? number / 100 : number
    let day = digits == 8 ? number : minutes / 10_000
    guard let date = LocalDate(year: day / 10_000, month: day / 100 % 100, day: day % 100) else { return nil }
    if digits == 8 { return WrittenTime(date: date, timeOfDay: nil, offset: nil) }
    guard let time = milliseconds(minutes / 100 % 100, minutes % 100, seconds, 0) else { return nil }
    return WrittenTime(date: date, timeOfDay: time, offset: nil)
  }

  /// Days since 1899-12-30 with a fraction of a day, as spreadsheets count; rounded to the second.
  private static func serial(_ days: Int, _ text: Span<UInt8>, _ point: Int) -> WrittenTime? {
    let whole = LocalDate(daysSinceEpoch: days - 25_569)
    guard point < text.count else { return WrittenTime(date: whole, timeOfDay: nil, offset: nil) }
    var fraction = 0.0
    var weight = 0.1
    guard point + 1 < text.count else { return nil }
    for k in point + 1..<text.count {
      guard text[k] &- 0x30 <= 9 else { return nil }
      fraction += Double(text[k] &- 0x30) * weight
      weight /= 10
    }
    let seconds = Int((fraction * 86_400).rounded())
    return seconds < 86_400
      ? WrittenTime(date: whole, timeOfDay: seconds * 1000, offset: nil)
      : WrittenTime(date: whole.adding(days: 1), timeOfDay: 0, offset: nil)
  }

  private static func separated(_ year: Int, _ text: Span<UInt8>, _ start: Int) -> WrittenTime? {
    var index = start
    let isChinese = pass("年", text, &index)
    let mark: UInt8 = index < text.count ? text[index] : 0
    if !isChinese {
      guard mark == UInt8(ascii: "-") || mark == UInt8(ascii: "/") || mark == UInt8(ascii: ".") else { return nil }
      index += 1
    }
    guard let month = Digits.take(text, &index, most: 2) else { return nil }
    if isChinese {
      guard pass("月", text, &index) else { return nil }
    } else {
      guard index < text.count, text[index] == mark else { return nil }
      index += 1
    }
    guard let day = Digits.take(text, &index, most: 2),
      let date = LocalDate(year: year, month: month.value, day: day.value)
    else { return nil }
    if isChinese, !pass("日", text, &index), !pass("号", text, &index) { return nil }
    if index == text.count { return WrittenTime(date: date, timeOfDay: nil, offset: nil) }
    return time(after: date, isChinese: isChinese, text, index)
  }

  static func milliseconds(_ hour: Int, _ minute: Int, _ second: Int, _ thousandths: Int) -> Int? {
    guard (0...23).contains(hour), (0...59).contains(minute), (0...59).contains(second) else { return nil }
    return ((hour * 60 + minute) * 60 + second) * 1000 + thousandths
  }

  /// Passes a word that stands at `index`.
  static func pass(_ word: StaticString, _ text: Span<UInt8>, _ index: inout Int) -> Bool {
    let count = word.utf8CodeUnitCount
    guard index + count <= text.count else { return false }
    for k in 0..<count where text[index + k] != word.utf8Start[k] { return false }
    index += count
    return true
  }
}
