/// A period with its extensions, part by part: extensions in the rule's unit lengthen the period itself, those in another
/// unit follow one after the other.
struct PeriodParts {
  struct Part: Hashable {
    var length: Int
    var unit: DeadlineUnit
  }

  private(set) var parts: [Part]

  init(_ rule: DeadlineRule, _ extensions: [ClockExtension]) {
    parts = [Part(length: rule.length, unit: rule.unit)]
    for extra in extensions {
      if let place = parts.firstIndex(where: { $0.unit == extra.unit }) {
        parts[place].length += extra.length
      } else {
        parts.append(Part(length: extra.length, unit: extra.unit))
      }
    }
  }

  /// What becomes of a last day that is a day off: a period of working days never ends on one, unless an extension in
  /// other days made it end so.
  func rollOver(_ rule: DeadlineRule) -> Bool {
    switch rule.rollOver {
    case .nextWorkingDay: true
    case .never: false
    case .notApplicable: parts.count > 1
    }
  }

  /// The whole length in days, working days for a rule in those; for months, from a date.
  func days(from date: LocalDate) -> Int {
    parts.reduce(0) { sum, part in
      part.unit == .months
        ? sum + date.adding(months: part.length).daysSinceEpoch - date.daysSinceEpoch : sum + part.length
    }
  }
}
