public import Casework

/// A year's holidays and make-up workdays, as the notice announced them (`Config/calendar/`).
public struct CalendarYear: Sendable, Hashable {
  /// A break, weekends inside it included.
  public struct Break: Sendable, Hashable {
    public var from: LocalDate
    public var to: LocalDate
    public var name: String

    public init(from: LocalDate, to: LocalDate, name: String) {
      self.from = from
      self.to = to
      self.name = name
    }
  }

  public var year: Int
  /// The notice's title.
  public var notice: String
  public var offDays: [Break]
  /// Weekdays that are free because a weekend is worked; each lies in a break.
  public var inLieu: [LocalDate]
  /// Days of a weekend that are worked.
  public var makeupWorkdays: [LocalDate]

  public init(year: Int, notice: String, offDays: [Break], inLieu: [LocalDate], makeupWorkdays: [LocalDate]) {
    self.year = year
    self.notice = notice
    self.offDays = offDays
    self.inLieu = inLieu
    self.makeupWorkdays = makeupWorkdays
  }

  /// Whether a day of this year is worked: a make-up day is, a day of a break is not, else Monday to Friday.
  public func isWorkingDay(_ date: LocalDate) -> Bool {
    if makeupWorkdays.contains(date) { return true }
    if offDays.contains(where: { $0.from <= date && date <= $0.to }) { return false }
    return date.weekday <= 5
  }

  /// How many days of the year are worked.
  public var workingDays: Int {
    guard var date = LocalDate(year: year, month: 1, day: 1) else { return 0 }
    var count = 0
    while date.year == year {
      if isWorkingDay(date) { count += 1 }
      date = date.adding(days: 1)
    }
    return count
  }
}
