import Casework

/// Whether the calendar reaches far enough.
struct CalendarCheck {
  let calendar: [CalendarYear]
  let folder: String
  let faults: FaultCollector

  /// How long before the last published day somebody is told; the notice for the next year comes in November.
  static let warningDays = 60

  func run(today: LocalDate) {
    let working = WorkingCalendar(years: calendar)
    guard let last = working.lastPublishedDate else {
      return add("calendar-missing", "\(folder)/calendar", Bilingual("没有已公布的年历", "no published year in the calendar"))
    }
    let left = last.daysSinceEpoch - today.daysSinceEpoch
    guard left < Self.warningDays else { return }
    let file = "\(folder)/calendar/\(last.year).yaml"
    let next = last.year + 1
    if left < 0 {
      add(
        "calendar-ended", file,
        Bilingual(
          "年历至 \(last) 止，已经用完：涉及 \(next) 年的期限都是暂定的；请加入国务院办公厅的通知，再运行 fenliu clocks recompute",
          "the calendar ended on \(last): every date that touches \(next) is provisional; add the State Council's notice and run `fenliu clocks recompute`"
        ))
    } else {
      add(
        "calendar-ends", file,
        Bilingual(
          "年历至 \(last) 止，还有 \(left) 天：\(next) 年放假通知公布后请加入 calendar/\(next).yaml，再运行 fenliu clocks recompute",
          "the calendar ends on \(last), in \(left) days: add calendar/\(next).yaml once the notice is out and run `fenliu clocks recompute`"
        ))
    }
  }

  private func add(_ rule: String, _ file: String, _ message: Bilingual) {
    faults.add(Fault(.warning, file: file, rule: rule, message: message))
  }
}
