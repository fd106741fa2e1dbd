import Casework
import Formats

/// Reads a file of `Config/calendar/`.
enum CalendarReader {
  private enum Status: String, CaseIterable {
    case announced
    /// Only the days that the law itself names are known; swaps are not.
    case notAnnounced = "not_announced"
  }

  static func read(_ file: Section, name: String) -> CalendarYear? {
    defer { file.finish() }
    file.checkSchemaVersion()
    let status = file.choice("status", Status.self)
    _ = file.flag("verified")
    let year = file.integer("year", in: 1_990...2_200)
    if status == .notAnnounced { return unannounced(file, year, name: name) }
    let notice = file.section("notice").flatMap(self.notice)
    let expected = file.integer("working_days", in: 200...300)
    let offDays = file.sections("off_days").compactMap { self.offDays($0, year) }
    let inLieu = file.optionalTexts("in_lieu").compactMap { day in
      file.date(day).map { Placed(value: $0, place: day.place) }
    }
    let makeup = file.sections("makeup_workdays").compactMap { self.makeup($0) }
    guard let year, let notice, let expected else { return nil }
    let calendar = CalendarYear(
      year: year, notice: notice, offDays: offDays, inLieu: inLieu.map(\.value), makeupDays: makeup.map(\.value))
    checkName(file, year, name)
    for day in makeup where day.value.date.weekday <= 5 || day.value.date.year != year {
      file.faults.add(
        "not-a-weekend", at: day.place,
        Bilingual("\(day.value.date) 不是 \(year) 年的周末", "\(day.value.date) is no weekend day of \(year)"))
    }
    for day in inLieu
    where day.value.weekday > 5 || !offDays.contains(where: { $0.from <= day.value && day.value <= $0.to }) {
      file.faults.add(
        "not-in-a-break", at: day.place,
        Bilingual("\(day.value) 不是假期内的工作日", "\(day.value) is no weekday inside a break"))
    }
    if calendar.workingDays != expected {
      file.fault(
        "wrong-count", at: "working_days",
        Bilingual(
          "各表合计 \(calendar.workingDays) 个工作日，与 \(expected) 不符",
          "the lists make \(calendar.workingDays) working days, not \(expected)"))
    }
    return calendar
  }

  /// A year whose notice is not out: the days of the law, no swaps.
  private static func unannounced(_ file: Section, _ year: Int?, name: String) -> CalendarYear? {
    let days = file.sections("statutory_days").compactMap { section -> CalendarYear.Break? in
      defer { section.finish() }
      let holiday = section.text("name")
      guard let date = section.date("date"), let holiday else { return nil }
      if let year, date.year != year {
        section.fault("bad-range", at: "date", Bilingual("不在当年之内", "must lie within the year"))
      }
      return CalendarYear.Break(from: date, to: date, name: holiday)
    }
    guard let year else { return nil }
    checkName(file, year, name)
    return CalendarYear(year: year, notice: nil, offDays: days)
  }

  private static func checkName(_ file: Section, _ year: Int, _ name: String) {
    if name != "\(year).yaml" {
      file.fault(
        "wrong-name", at: "year", Bilingual("\(year) 年应在 \(year).yaml 中", "year \(year) belongs in \(year).yaml"))
    }
  }

  private static func notice(_ section: Section) -> String? {
    defer { section.finish() }
    _ = section.text("gazette")
    _ = section.flag("read_directly")
    return section.text("title")
  }

  private static func offDays(_ section: Section, _ year: Int?) -> CalendarYear.Break? {
    defer { section.finish() }
    let name = section.text("name")
    let from = section.date("from")
    let to = section.date("to")
    guard let from, let to, let name else { return nil }
    if from > to || (year != nil && (from.year != year || to.year != year)) {
      section.fault(
        "bad-range", at: "to", Bilingual("应在当年之内，且不早于 from", "must lie within the year and not before `from`"))
    }
    return CalendarYear.Break(from: from, to: to, name: name)
  }

  private static func makeup(_ section: Section) -> Placed<CalendarYear.MakeupDay>? {
    defer { section.finish() }
    let name = section.text("for")
    let place = section.place(of: "date")
    guard let date = section.date("date"), let name else { return nil }
    return Placed(value: CalendarYear.MakeupDay(date: date, name: name), place: place)
  }
}
