import Casework
import Formats

/// Answers of `fenliu clock compute` for a person, a line each.
struct ClockTable {
  let terminal: Terminal

  func line(_ answer: ClockTrial.Answer) -> String {
    let id = text(answer.json["id"])
    if let error = answer.json["error"] {
      return TextWidth.printable(
        "\(id)  \(terminal.text("拒绝", "refused"))  \(text(error["rule"]))  \(text(error["article"]))  \(text(error["message"]))"
      )
    }
    var parts = [id, due(answer.json)]
    if answer.json["provisional"]?.boolean == true { parts.append(terminal.text("暂定", "provisional")) }
    if let deemed = answer.json["deemed"], !deemed.isNull {
      parts.append("\(text(deemed["what"])) \(text(deemed["on"]))")
    }
    if let run = answer.json["days_run"], let left = answer.json["days_left"] {
      parts.append(terminal.text("已用 \(run)，剩余 \(left)", "\(run) used, \(left) left"))
    }
    if let filings = answer.json["filings"]?.elements {
      parts += filings.map {
        $0["in_time"]?.boolean == true ? terminal.text("按期", "in time") : terminal.text("逾期", "late")
      }
    }
    return TextWidth.printable(parts.joined(separator: "  "))
  }

  private func due(_ answer: JSONValue) -> String {
    guard let due = answer["due"]?.string else { return terminal.text("停止计算", "standing still") }
    guard answer["rolled_over"]?.boolean == true else { return due }
    return due
      + terminal.bracketed(
        terminal.text("原为 \(text(answer["raw_last_day"]))", "moved from \(text(answer["raw_last_day"]))"))
  }

  private func text(_ value: JSONValue?) -> String {
    guard let value, !value.isNull else { return "-" }
    return value.string ?? value.description
  }
}
