/// Which days are worked, from tables by year; Monday to Friday where no table is.
///
/// Days are numbered from 1970-01-01 as in ``LocalDate/daysSinceEpoch``. Counting and finding working days takes a few
/// steps whatever the distance.
public struct WorkingCalendar: Sendable, Hashable {
  /// By year.
  public let years: [CalendarYear]
  /// The unbroken run of published years that ends with the newest one; empty when none is published.
  public let published: Range<Int>

  /// The days of the tables, a bit for each, set when it is worked; whole words, so the last ones may pass the tables.
  private let words: [UInt64]
  /// Working days before each word.
  private let counts: [Int]
  private let firstDay: Int
  private let endDay: Int
  private let total: Int

  /// - Parameter years: in any order; of two tables for a year the first counts.
  public init(years: [CalendarYear]) {
    var byYear: [Int: CalendarYear] = [:]
    for year in years where byYear[year.year] == nil { byYear[year.year] = year }
    let sorted = byYear.values.sorted { $0.year < $1.year }
    self.years = sorted
    published = Self.publishedDays(sorted)
    firstDay = sorted.first.map { Self.firstDay(of: $0.year) } ?? 0
    let end = sorted.last.map { Self.firstDay(of: $0.year + 1) } ?? 0
    var words: [UInt64] = []
    var counts: [Int] = []
    var count = 0
    var day = firstDay
    while day < end {
      var word: UInt64 = 0
      for bit in 0..<64 {
        let date = LocalDate(daysSinceEpoch: day + bit)
        if byYear[date.year]?.isWorkingDay(date) ?? (date.weekday <= 5) { word |= 1 << UInt64(bit) }
      }
      words.append(word)
      counts.append(count)
      count += word.nonzeroBitCount
      day += 64
    }
    self.words = words
    self.counts = counts
    endDay = day
    total = count
  }

  // MARK: Asking

  /// Why a date is, or is not, worked.
  public func nature(of date: LocalDate) -> DayNature {
    if let year = years.first(where: { $0.year == date.year }) { return year.nature(of: date) }
    return date.weekday <= 5 ? .workday : .weekend
  }

  public func isWorkingDay(_ date: LocalDate) -> Bool { isWorked(date.daysSinceEpoch) }

  public func isWorked(_ day: Int) -> Bool { workingDays(before: day + 1) != workingDays(before: day) }

  /// Whether the State Council's notice for the date's year is in the tables.
  public func isPublished(_ date: LocalDate) -> Bool { published.contains(date.daysSinceEpoch) }

  /// Whether all days of a range are published; a range without days is.
  public func isPublished(_ days: ClosedRange<Int>) -> Bool {
    days.lowerBound >= published.lowerBound && days.upperBound < published.upperBound
  }

  /// The last date for which a notice is published.
  public var lastPublishedDate: LocalDate? {
    published.isEmpty ? nil : LocalDate(daysSinceEpoch: published.upperBound - 1)
  }

  // MARK: Counting

  /// Working days before a day, counted from a point of the calendar's own: only differences mean anything.
  public func workingDays(before day: Int) -> Int {
    if day <= firstDay { return Self.weekdays(before: day) - Self.weekdays(before: firstDay) }
    if day >= endDay { return total + Self.weekdays(before: day) - Self.weekdays(before: endDay) }
    let place = day - firstDay
    let mask: UInt64 = (1 << UInt64(place & 63)) - 1
    return counts[place >> 6] + (words[place >> 6] & mask).nonzeroBitCount
  }

  /// Working days from the first to the last day, both included; 0 where the last stands before the first.
  public func workingDays(from first: Int, through last: Int) -> Int {
    last < first ? 0 : workingDays(before: last + 1) - workingDays(before: first)
  }

  // MARK: Finding

  /// The `count`th working day after a day; `count` is at least 1.
  public func day(_ count: Int, workingDaysAfter day: Int) -> Int {
    workingDay(at: workingDays(before: day + 1) + count - 1)
  }

  /// The `count`th working day before a day; `count` is at least 1.
  public func day(_ count: Int, workingDaysBefore day: Int) -> Int {
    workingDay(at: workingDays(before: day) - count)
  }

  /// The first working day that is not before a day.
  public func workingDay(notBefore day: Int) -> Int { workingDay(at: workingDays(before: day)) }

  /// The last working day that is not after a day.
  public func workingDay(notAfter day: Int) -> Int { workingDay(at: workingDays(before: day + 1) - 1) }

  /// The working day with so many before it, in the numbering of ``workingDays(before:)``.
  private func workingDay(at index: Int) -> Int {
    if index < 0 { return Self.weekday(at: index + Self.weekdays(before: firstDay)) }
    if index >= total { return Self.weekday(at: index - total + Self.weekdays(before: endDay)) }
    var place = min((index * 7 / 5) >> 6, words.count - 1)
    while counts[place] > index { place -= 1 }
    while place + 1 < counts.count, counts[place + 1] <= index { place += 1 }
    var word = words[place]
    for _ in 0..<(index - counts[place]) { word &= word - 1 }
    return firstDay + (place << 6) + word.trailingZeroBitCount
  }

  // MARK: Weeks

  /// Days from Monday to Friday before a day, counted from Monday, 1969-12-29.
  private static func weekdays(before day: Int) -> Int {
    let (weeks, rest) = floorDivide(day + 3, 7)
    return weeks * 5 + min(rest, 5)
  }

  private static func weekday(at index: Int) -> Int {
    let (weeks, rest) = floorDivide(index, 5)
    return weeks * 7 + rest - 3
  }

  private static func floorDivide(_ value: Int, _ divisor: Int) -> (quotient: Int, rest: Int) {
    let rest = (value % divisor + divisor) % divisor
    return ((value - rest) / divisor, rest)
  }

  private static func publishedDays(_ years: [CalendarYear]) -> Range<Int> {
    guard let last = years.last(where: \.isPublished)?.year else { return 0..<0 }
    let announced = Set(years.filter(\.isPublished).map(\.year))
    var first = last
    while announced.contains(first - 1) { first -= 1 }
    return firstDay(of: first)..<firstDay(of: last + 1)
  }

  private static func firstDay(of year: Int) -> Int {
    LocalDate(year: year, month: 1, day: 1)?.daysSinceEpoch ?? 0
  }
}
