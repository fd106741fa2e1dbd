import Casework
import Formats

/// Reads a file of `Config/calendar/`.
enum CalendarReader {
  private enum Status: String, CaseIterable { case announced }

  static func read(_ file: Section, name: String) -> CalendarYear? {
    defer { file.finish() }
    file.checkSchemaVersion()
    _ = file.choice("status", Status.self)
    _ = file.flag("verified")
    let notice = file.section("notice").flatMap(self.notice)
    let year = file.integer("year", in: 1_990...2_200)
    let expected = file.integer("working_days", in: 200...300)
    let offDays = file.sections("off_days").compactMap { self.offDays($0, year) }
    let inLieu = file.optionalTexts("in_lieu").compactMap { day in
      file.date(day).map { Placed(value: $0, place: day.place) }
    }
    let makeup = file.sections("makeup_workdays").compactMap { self.makeup($0) }
    guard let year, let notice, let expected else { return nil }
    let calendar = CalendarYear(
      year: year, notice: notice, offDays: offDays, inLieu: inLieu.map(\.value), makeupWorkdays: makeup.map(\.value))
    if name != "\(year).yaml" {
      file.fault(
        "wrong-name", at: "year", Bilingual("\(year) 年应在 \(year).yaml 中", "year \(year) belongs in \(year).yaml"))
    }
    for day in makeup where day.value.weekday <= 5 || day.value.year != year {
      file.faults.add(
        "not-a-weekend", at: day.place,
        Bilingual("\(day.value) 不是 \(year) 年的周末", "\(day.value) is no weekend day of \(year)"))
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

  private static func makeup(_ section: Section) -> Placed<LocalDate>? {
    defer { section.finish() }
    _ = section.text("for")
    let place = section.place(of: "date")
    return section.date("date").map { Placed(value: $0, place: place) }
  }
}
