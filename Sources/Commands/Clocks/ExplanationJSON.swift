import Casework
import Console
import Formats

/// An explanation as JSON.
enum ExplanationJSON {
  /// - Parameter clock: the clock's name in its case.
  static func json(_ explanation: ClockExplanation, clock: String? = nil) -> JSONValue {
    let rule = explanation.rule
    var members: [JSONValue.Member] = clock.map { [.init("clock", .string($0))] } ?? []
    members += [
      .init("rule", .string(rule.id)), .init("title", JSONValue(rule.title)), .init("article", .string(rule.basis)),
      .init("kind", .string(rule.kind.rawValue)), .init("length", JSONValue(rule.length)),
      .init("unit", .string(rule.unit.rawValue)), .init("verified", .boolean(rule.isVerified)),
      .init("level", .string(rule.level.rawValue)), .init("current", .string(rule.currency.rawValue)),
      .init(
        "start",
        [
          "event": .string(explanation.ledger.start.event), "at": .string(explanation.ledger.start.at.description),
        ]),
    ]
    members += ClockJSON.dates(explanation.reading)
    if let progress = explanation.reading.progress {
      members += [
        .init("days_run", JSONValue(progress.run)), .init("days_left", JSONValue(progress.left)),
        .init("state", .string(progress.state.rawValue)),
      ]
    }
    members += [
      .init(
        "on_expiry",
        [
          "code": .string(rule.expiry.code), "nature": .string(rule.expiry.nature.rawValue),
          "manner": .string(rule.expiry.manner.rawValue), "wording": JSONValue(rule.expiry.wording),
        ]),
      .init("days", .array(explanation.days.map { day($0, rule) })),
    ]
    return .object(members)
  }

  private static func day(_ day: ExplainedDay, _ rule: DeadlineRule) -> JSONValue {
    [
      "date": .string(day.date.description), "counted": .boolean(day.isCounted), "number": JSONValue(day.number),
      "remarks": .array(
        day.remarks.map { remark in
          [
            "code": .string(remark.code), "wording": JSONValue(remark.wording),
            "article": JSONValue(remark.basis(under: rule)),
          ]
        }),
    ]
  }
}
