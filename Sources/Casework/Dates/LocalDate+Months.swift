extension LocalDate {
  /// The same day number so many months later, or earlier where `months` is negative; the last day of a month that has
  /// no such day (民法典第202条). A day beyond the calendar's ends becomes its first or last.
  public func adding(months: Int) -> LocalDate {
    let index = year * 12 + month - 1 + months
    guard index >= 12 else { return LocalDate(daysSinceEpoch: .min / 2) }
    guard index < 120_000 else { return LocalDate(daysSinceEpoch: .max / 2) }
    let (year, month) = (index / 12, index % 12 + 1)
    return LocalDate(year: year, month: month, day: min(day, Self.length(ofMonth: month, year))) ?? self
  }
}
