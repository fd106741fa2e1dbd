import Casework
import Formats

/// One line of `fenliu clock compute`: a ledger, and the moment that is asked about.
struct ClockQuestion {
  /// Echoed as it is written; `null` where the line has none.
  var id: JSONValue
  var ledger: ClockLedger
  var evaluatedAt: ClockMoment?
  /// Keys that mean nothing here.
  var ignored: [String]
}

/// Why a line is no question.
struct ClockQuestionFault: Error {
  var id: JSONValue
  /// The rule that the line names, as far as it does.
  var rule: String?
  var wording: Bilingual
}

extension ClockQuestion {
  private static let keys: Set<String> = [
    "id", "rule", "start", "suspensions", "exclusions", "extensions", "corrections", "filings", "evaluated_at",
  ]

  init(parsing bytes: [UInt8]) throws(ClockQuestionFault) {
    let line: JSONValue
    do throws(JSONError) {
      line = try JSONValue(parsing: bytes)
    } catch {
      throw ClockQuestionFault(
        id: .null, rule: nil,
        wording: Bilingual(
          "不是 JSON：\(error.description)", "not JSON: \(error.description)"))
    }
    guard let members = line.members else {
      throw ClockQuestionFault(id: .null, rule: nil, wording: Bilingual("不是 JSON 对象", "not a JSON object"))
    }
    id = line["id"] ?? .null
    let reader = QuestionReader(id: id, rule: line["rule"]?.string)
    guard let rule = reader.rule, !rule.isEmpty else { throw reader.fault("rule", "规则名称", "a rule's name") }
    guard let start = line["start"], start.members != nil else {
      throw reader.fault("start", "对象 {event, at}", "an object {event, at}")
    }
    ledger = ClockLedger(rule: rule, start: try reader.event(start, "start"))
    ledger.suspensions = try reader.list(line, "suspensions", reader.interval)
    ledger.exclusions = try reader.list(line, "exclusions", reader.interval)
    ledger.extensions = try reader.list(line, "extensions", reader.extra)
    ledger.corrections = try reader.list(line, "corrections", reader.event)
    ledger.filings = try reader.list(line, "filings", reader.filing)
    evaluatedAt = try reader.optionalMoment(line, "evaluated_at", "evaluated_at")
    ignored = members.map(\.key).filter { !Self.keys.contains($0) }
  }
}

/// Reads the parts of a line; a fault names the part.
private struct QuestionReader {
  let id: JSONValue
  let rule: String?

  func fault(_ place: String, _ zh: String, _ en: String) -> ClockQuestionFault {
    ClockQuestionFault(id: id, rule: rule, wording: Bilingual("\(place)：应为\(zh)", "\(place): expected \(en)"))
  }

  func list<Value>(
    _ line: JSONValue, _ key: String, _ read: (JSONValue, String) throws(ClockQuestionFault) -> Value
  ) throws(ClockQuestionFault) -> [Value] {
    guard let value = line[key], !value.isNull else { return [] }
    guard let elements = value.elements else { throw fault(key, "列表", "a list") }
    var values: [Value] = []
    for (index, element) in elements.enumerated() {
      let place = "\(key)[\(index)]"
      guard element.members != nil else { throw fault(place, "对象", "an object") }
      values.append(try read(element, place))
    }
    return values
  }

  func event(_ value: JSONValue, _ place: String) throws(ClockQuestionFault) -> ClockEvent {
    ClockEvent(try text(value, "event", place), at: try moment(value, "at", place))
  }

  func interval(_ value: JSONValue, _ place: String) throws(ClockQuestionFault) -> ClockInterval {
    ClockInterval(
      from: try moment(value, "from", place), to: try optionalMoment(value, "to", "\(place).to"),
      ground: try text(value, "reason", place))
  }

  func extra(_ value: JSONValue, _ place: String) throws(ClockQuestionFault) -> ClockExtension {
    guard let length = value["length"]?.integer, let days = Int(exactly: length) else {
      throw fault("\(place).length", "整数", "an integer")
    }
    guard let unit = value["unit"]?.string.flatMap({ DeadlineUnit(rawValue: $0) }) else {
      let units = DeadlineUnit.allCases.map(\.rawValue)
      throw fault("\(place).unit", units.joined(separator: "、"), "one of \(units.joined(separator: ", "))")
    }
    return ClockExtension(
      length: days, unit: unit, grantedOn: try moment(value, "granted_on", place),
      approver: try text(value, "by", place))
  }

  func filing(_ value: JSONValue, _ place: String) throws(ClockQuestionFault) -> ClockFiling {
    let received = try optionalMoment(value, "received_on", "\(place).received_on")
    if let posted = try optionalMoment(value, "posted_on", "\(place).posted_on") {
      return ClockFiling(.post(posted: posted, received: received))
    }
    if let at = try optionalMoment(value, "at", "\(place).at") ?? received { return ClockFiling(.direct(at)) }
    throw fault("\(place).at", "日期或者带时区的时间", "a date, or a time with its offset")
  }

  func moment(_ value: JSONValue, _ key: String, _ place: String) throws(ClockQuestionFault) -> ClockMoment {
    guard let moment = try optionalMoment(value, key, "\(place).\(key)") else {
      throw fault("\(place).\(key)", "日期或者带时区的时间", "a date, or a time with its offset")
    }
    return moment
  }

  func optionalMoment(_ value: JSONValue, _ key: String, _ place: String) throws(ClockQuestionFault) -> ClockMoment? {
    guard let value = value[key], !value.isNull else { return nil }
    guard let text = value.string, let moment = ClockMoment(text) else {
      throw fault(place, "日期（2026-11-23）或者带时区的时间", "a date (2026-11-23), or a time with its offset")
    }
    return moment
  }

  /// Free text here: may be missing.
  private func text(_ value: JSONValue, _ key: String, _ place: String) throws(ClockQuestionFault) -> String {
    guard let value = value[key], !value.isNull else { return "" }
    guard let text = value.string else { throw fault("\(place).\(key)", "文字", "a text") }
    return text
  }
}
