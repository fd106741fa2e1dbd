/// How days are counted, and where that is written.
public enum CountingRule: String, Sendable, Hashable, CaseIterable {
  /// The day of the starting event is not counted.
  case startDay = "CR1"
  /// 3, 5, 7 and 10 days are working days in reconsideration; elsewhere what the instrument says.
  case workingDays = "CR2"
  /// A last day that is a day off moves to the next working day.
  case rollOver = "CR3"
  /// A period ends at 24:00 of its last day.
  case endOfDay = "CR3b"
  /// A period in months ends on the same day number, or on the month's last day.
  case months = "CR6"
  /// Days of a suspension are not counted, the first and the last included.
  case standStill = "CR8"

  /// Law and article; `nil` where no text says it for this procedure and the rule is a choice of ours.
  public func basis(in procedure: String) -> String? {
    switch self {
    case .startDay, .rollOver:
      switch procedure {
      case "reconsideration": "行政复议法第88条第1款、民事诉讼法第85条"
      case "administrative_litigation": "行政诉讼法第101条、民事诉讼法第85条"
      case "civil_litigation": "民事诉讼法第85条"
      default: self == .rollOver ? "民法典第203条" : nil
      }
    case .workingDays: procedure == "reconsideration" ? "行政复议法第88条第2款" : nil
    case .endOfDay: "民法典第203条第2款"
    case .months: "民法典第202条"
    case .standStill: nil
    }
  }
}
