/// A year's holidays and make-up workdays (`Config/calendar/`).
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

  /// A day of a weekend that is worked.
  public struct MakeupDay: Sendable, Hashable {
    public var date: LocalDate
    /// The holiday for which it is worked.
    public var name: String

    public init(date: LocalDate, name: String) {
      self.date = date
      self.name = name
    }
  }

  public var year: Int
  /// The title of the State Council's notice; `nil` while none is published: then the breaks are only the days that the
  /// law itself names, swaps are unknown, and every date of the year is provisional.
  public var notice: String?
  public var offDays: [Break]
  /// Weekdays that are free because a weekend is worked; each lies in a break.
  public var inLieu: [LocalDate]
  public var makeupDays: [MakeupDay]

  public init(
    year: Int, notice: String?, offDays: [Break], inLieu: [LocalDate] = [], makeupDays: [MakeupDay] = []
  ) {
    self.year = year
    self.notice = notice
    self.offDays = offDays
    self.inLieu = inLieu
    self.makeupDays = makeupDays
  }

  public var isPublished: Bool { notice != nil }

  /// Days of a weekend that are worked.
  public var makeupWorkdays: [LocalDate] { makeupDays.map(\.date) }

  /// What a day of this year is: a make-up day is worked, a day of a break is not, else Monday to Friday are.
  public func nature(of date: LocalDate) -> DayNature {
    if let makeup = makeupDays.first(where: { $0.date == date }) { return .makeupWorkday(makeup.name) }
    if let off = offDays.first(where: { $0.from <= date && date <= $0.to }) {
      return inLieu.contains(date) ? .restInLieu(off.name) : .holiday(off.name)
    }
    return date.weekday <= 5 ? .workday : .weekend
  }

  public func isWorkingDay(_ date: LocalDate) -> Bool { nature(of: date).isWorked }

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
