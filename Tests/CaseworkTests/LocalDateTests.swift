import Casework
import Testing

@Suite struct LocalDateTests {
  @Test func everyDayOfFourCenturiesFollowsTheOneBefore() throws {
    var date = try #require(LocalDate(year: 1899, month: 12, day: 31))
    #expect(date.weekday == 7)
    for _ in 0..<146_097 {
      let next = date.adding(days: 1)
      #expect(next > date)
      #expect(next.daysSinceEpoch == date.daysSinceEpoch + 1)
      #expect(LocalDate(year: next.year, month: next.month, day: next.day) == next)
      #expect(next.day == date.day + 1 || next.day == 1)
      #expect(next.weekday == date.weekday % 7 + 1)
      date = next
    }
    #expect(date.description == "2299-12-31")
  }

  @Test(arguments: [
    ("1970-01-01", 0, 4), ("2000-02-29", 11_016, 2), ("2026-11-23", 20_780, 1), ("0001-01-01", -719_162, 1),
    ("9999-12-31", 2_932_896, 5),
  ])
  func knownDays(_ text: String, _ days: Int, _ weekday: Int) throws {
    let date = try #require(LocalDate(text))
    #expect(date.daysSinceEpoch == days)
    #expect(LocalDate(daysSinceEpoch: days) == date)
    #expect(date.description == text)
    #expect(date.weekday == weekday)
  }

  @Test(arguments: [
    "", "2026-11-31", "2026-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-01-00", "0000-01-01", "2026/01/01",
    "2026-1-1", "2026-01-011", "２026-01-01", "-026-01-01", "2026-01-0x",
  ])
  func noSuchDay(_ text: String) {
    #expect(LocalDate(text) == nil)
  }

  @Test func daysBeyondTheCalendarAreItsEnds() {
    #expect(LocalDate(daysSinceEpoch: .min).description == "0001-01-01")
    #expect(LocalDate(daysSinceEpoch: .max).description == "9999-12-31")
    #expect(LocalDate(instant: .max).year == 9999)
    #expect(LocalDate(instant: .min).year == 1)
  }

  @Test func theDayInShanghaiOfAnInstant() {
    // 2026-11-23T15:59:59.999Z and a millisecond later.
    #expect(LocalDate(instant: 1_795_449_599_999).description == "2026-11-23")
    #expect(LocalDate(instant: 1_795_449_600_000).description == "2026-11-24")
    #expect(LocalDate(instant: 1_795_449_600_000, offset: 0).description == "2026-11-23")
    #expect(LocalDate(instant: -1, offset: 0).description == "1969-12-31")
    #expect(LocalDate(instant: 1_795_449_600_000).start() == 1_795_449_600_000)
    #expect(LocalDate(instant: 1_795_449_600_000).compact == "20261124")
  }
}
