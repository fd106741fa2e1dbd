import Casework
import Rulebook

/// The months of a clock as a calendar of marks.
struct MonthDrawing {
  let explanation: ClockExplanation
  let terminal: Terminal

  /// More months than these are not drawn: nobody looks at twenty years of them.
  private static let most = 18

  init(_ explanation: ClockExplanation, terminal: Terminal) {
    self.explanation = explanation
    self.terminal = terminal
  }

  private enum Mark: CaseIterable {
    case start, counted, dayOff, still, rolled, due, overdue

    /// Two columns wide.
    var sign: Bilingual {
      switch self {
      case .start: Bilingual("起", " S")
      case .counted: Bilingual("计", " +")
      case .dayOff: Bilingual("休", " .")
      case .still: Bilingual("停", " =")
      case .rolled: Bilingual("延", " >")
      case .due: Bilingual("满", " #")
      case .overdue: Bilingual("超", " !")
      }
    }

    var meaning: Bilingual {
      switch self {
      case .start: Bilingual("起算日", "start")
      case .counted: Bilingual("计入", "counted")
      case .dayOff: Bilingual("休息日，不计", "day off")
      case .still: Bilingual("中止或不计入", "standing still")
      case .rolled: Bilingual("末日顺延", "moving on")
      case .due: Bilingual("届满", "due")
      case .overdue: Bilingual("超期", "overdue")
      }
    }
  }

  var lines: [String] {
    guard let first = explanation.days.first?.date, let last = explanation.days.last?.date else { return [] }
    let months = (last.year - first.year) * 12 + last.month - first.month + 1
    guard months <= Self.most else { return [] }
    let marks = Dictionary(
      explanation.days.compactMap { day in mark(day).map { (day.date, $0) } }, uniquingKeysWith: { first, _ in first })
    var lines: [String] = []
    for offset in 0..<months {
      guard let month = LocalDate(year: first.year, month: first.month, day: 1)?.adding(months: offset) else { break }
      lines += self.month(month, marks)
    }
    return lines + ["", legend(Set(marks.values))]
  }

  private func month(_ first: LocalDate, _ marks: [LocalDate: Mark]) -> [String] {
    let title = terminal.text("\(first.year)年\(first.month)月", "\(first.description.prefix(7))")
    let header = (1...7).map { weekday in
      " " + TextWidth.pad(name(weekday), 4)
    }
    var lines = ["", title, header.joined().trimmingSuffix(" ")]
    var row = String(repeating: "     ", count: first.weekday - 1)
    var date = first
    while date.month == first.month {
      let number = date.day < 10 ? " \(date.day)" : "\(date.day)"
      row += " " + number + (marks[date].map { terminal.text($0.sign) } ?? "  ")
      let next = date.adding(days: 1)
      if date.weekday == 7 || next.month != first.month {
        lines.append(row.trimmingSuffix(" "))
        row = ""
      }
      if next == date { break }
      date = next
    }
    return lines
  }

  private func name(_ weekday: Int) -> String {
    let zh = ["一", "二", "三", "四", "五", "六", "日"]
    let en = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]
    return terminal.text(zh[weekday - 1], en[weekday - 1])
  }

  private func legend(_ used: Set<Mark>) -> String {
    Mark.allCases.filter(used.contains).map {
      terminal.text($0.sign).filter { $0 != " " } + " " + terminal.text($0.meaning)
    }.joined(separator: terminal.text("　", "   "))
  }

  private func mark(_ day: ExplainedDay) -> Mark? {
    for remark in day.remarks {
      switch remark {
      case .due: return .due
      case .overdue: return .overdue
      case .startDay: return .start
      default: break
      }
    }
    if day.isCounted { return .counted }
    for remark in day.remarks {
      switch remark {
      case .suspended, .excluded, .waiting, .beforeRestart: return .still
      case .rolledOver: return .rolled
      case .nature(let nature) where !nature.isWorked: return .dayOff
      default: break
      }
    }
    return nil
  }
}
