extension ProcedureDatum.Form {
  /// Whether a value looks as this form asks.
  public func accepts(_ value: String) -> Bool {
    switch self {
    case .text, .organ, .caseNumber: !value.isEmpty
    case .date: LocalDate(value) != nil
    case .timestamp: Timestamp.parse(value) != nil
    case .integer: Int64(value).map { $0 >= 0 } ?? false
    case .amount: Amount(value) != nil
    case .boolean: value == "true" || value == "false"
    case .oneOf(let values): values.contains { $0.code == value }
    }
  }

  /// What to give, in the words for a person.
  public var wording: Bilingual {
    switch self {
    case .text: Bilingual("文字", "text")
    case .date: Bilingual("日期，如 2026-11-23", "a date such as 2026-11-23")
    case .timestamp: Bilingual("时间，如 2026-11-23T09:00:00+08:00", "a time such as 2026-11-23T09:00:00+08:00")
    case .integer: Bilingual("整数", "an integer")
    case .amount: Bilingual("金额（元）", "an amount in yuan")
    case .organ: Bilingual("机关代码或名称", "an organ's identifier or name")
    case .caseNumber: Bilingual("案件编号", "a case number")
    case .boolean: Bilingual("true 或 false", "true or false")
    case .oneOf(let values):
      Bilingual(
        "取值 " + values.map { "\($0.code)（\($0.title.zh)）" }.joined(separator: "、"),
        "one of " + values.map(\.code).joined(separator: ", "))
    }
  }
}

extension LocalDate {
  /// The day of a date, or of a timestamp in Shanghai.
  init?(reading value: String) {
    if let date = LocalDate(value) {
      self = date
    } else if let instant = Timestamp.parse(value) {
      self = LocalDate(instant: instant)
    } else {
      return nil
    }
  }
}
