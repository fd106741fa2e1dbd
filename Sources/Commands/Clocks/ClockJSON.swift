import Casework
import Formats

/// Readings of clocks as JSON.
enum ClockJSON {
  /// The fields of an answer, in their order; days used and left only where a moment was asked about, filings only where
  /// there are some.
  static func answer(_ id: JSONValue, _ reading: ClockReading) -> JSONValue {
    var members = [JSONValue.Member("id", id)] + dates(reading)
    if let progress = reading.progress {
      members.append(.init("days_run", .number(String(progress.run))))
      members.append(.init("days_left", .number(String(progress.left))))
    }
    if !reading.filingsInTime.isEmpty {
      members.append(.init("filings", .array(reading.filingsInTime.map { ["in_time": .boolean($0)] })))
    }
    return .object(members)
  }

  static func refusal(_ id: JSONValue, _ refusal: ClockRefusal, _ language: Language) -> JSONValue {
    [
      "id": id,
      "error": [
        "rule": .string(refusal.rule), "article": refusal.article.map { .string($0) } ?? .null,
        "message": .string(refusal.wording[language]),
      ],
    ]
  }

  /// `raw_last_day`, `due`, `rolled_over`, `provisional`, `deemed`.
  static func dates(_ reading: ClockReading) -> [JSONValue.Member] {
    [
      .init("raw_last_day", moment(reading.rawLastDay)), .init("due", moment(reading.due)),
      .init("rolled_over", .boolean(reading.rolledOver)), .init("provisional", .boolean(reading.provisional)),
      .init(
        "deemed",
        reading.deemed.map { ["what": .string($0.what), "on": .string($0.on.description)] } ?? .null),
    ]
  }

  static func moment(_ moment: ClockMoment?) -> JSONValue {
    moment.map { .string($0.description) } ?? .null
  }
}
