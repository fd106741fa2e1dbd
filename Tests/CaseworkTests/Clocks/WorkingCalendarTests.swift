import Casework
import Testing

@Suite struct WorkingCalendarTests {
  private let calendar = Fixtures.calendar

  @Test(arguments: [
    ("2026-09-20", DayNature.makeupWorkday("国庆节")), ("2026-10-01", .holiday("国庆节")),
    ("2026-10-06", .restInLieu("国庆节")), ("2026-10-08", .workday), ("2026-10-11", .weekend),
    ("2027-01-01", .holiday("元旦")), ("2031-05-01", .workday), ("2031-05-03", .weekend), ("1999-10-01", .workday),
  ])
  func aDayHasANature(text: String, nature: DayNature) {
    let date = Fixtures.date(text)
    #expect(calendar.nature(of: date) == nature)
    #expect(calendar.isWorkingDay(date) == nature.isWorked)
  }

  /// Counting by words of bits against going from day to day, across both ends of the tables.
  @Test func countingAgreesWithGoingByDays() {
    let first = Fixtures.date("2025-11-01").daysSinceEpoch
    let last = Fixtures.date("2028-03-01").daysSinceEpoch
    var count = calendar.workingDays(before: first)
    var worked: [Int] = []
    for day in first...last {
      #expect(calendar.workingDays(before: day) == count)
      let isWorked = calendar.nature(of: LocalDate(daysSinceEpoch: day)).isWorked
      #expect(calendar.isWorked(day) == isWorked)
      if isWorked {
        count += 1
        worked.append(day)
      }
    }
    for (place, day) in worked.enumerated().dropFirst(100).prefix(400) {
      for distance in [1, 2, 5, 63, 64, 99] {
        #expect(calendar.day(distance, workingDaysBefore: day) == worked[place - distance])
        if place + distance < worked.count {
          #expect(calendar.day(distance, workingDaysAfter: day) == worked[place + distance])
        }
      }
      #expect(calendar.workingDay(notBefore: day) == day)
      #expect(calendar.workingDay(notAfter: day) == day)
      #expect(calendar.workingDay(notBefore: worked[place - 1] + 1) == day)
      #expect(calendar.workingDay(notAfter: day - 1) == worked[place - 1])
    }
  }

  @Test func farFromTheTablesEveryWeekHasFive() {
    for start in [-400_000, -1, 0, 3, 40_000, 900_000] {
      #expect(calendar.workingDays(from: start, through: start + 6) == 5)
      #expect(calendar.day(5, workingDaysAfter: start) - start == 7 || calendar.isWorked(start) == false)
    }
  }

  @Test func whatIsPublishedIsTheLastUnbrokenRun() {
    #expect(calendar.lastPublishedDate == Fixtures.date("2026-12-31"))
    #expect(calendar.isPublished(Fixtures.date("2026-01-01")))
    #expect(!calendar.isPublished(Fixtures.date("2025-12-31")))
    let gap = WorkingCalendar(years: [
      Fixtures.year2026, CalendarYear(year: 2024, notice: "通知", offDays: []), Fixtures.year2027,
    ])
    #expect(!gap.isPublished(Fixtures.date("2024-06-03")))
    #expect(WorkingCalendar(years: []).lastPublishedDate == nil)
    #expect(WorkingCalendar(years: []).isWorkingDay(Fixtures.date("2026-10-01")))
  }

  @Test(arguments: [
    ("2026-05-31", 6, "2026-11-30"), ("2024-02-29", 12, "2025-02-28"), ("2026-03-31", -1, "2026-02-28"),
    ("2026-12-15", 1, "2027-01-15"), ("2026-01-15", -1, "2025-12-15"), ("2006-10-05", 240, "2026-10-05"),
    ("9999-12-01", 1, "9999-12-31"), ("0001-01-01", -1, "0001-01-01"),
  ])
  func monthsEndOnTheSameDayOrTheLast(start: String, months: Int, end: String) {
    #expect(Fixtures.date(start).adding(months: months) == Fixtures.date(end))
  }
}
