import Casework
import Console
import Messages

/// A reason of a route in words.
enum RouteWords {
  /// `罚款决定（document.penalty，text 第 12 字）`, and `sealed = true` for a field that holds a code.
  static func line(_ reason: RouteReason, _ mask: PersonalMask, _ terminal: Terminal) -> String {
    guard reason.offset != nil || reason.words.isEmpty else {
      let name = reason.signal == "field" ? reason.field : reason.signal
      return "\(name) = \(mask.text(reason.words))"
    }
    let words = reason.words.isEmpty ? terminal.text("（密封）", "(sealed)") : mask.text(reason.words)
    let place = reason.offset.map { terminal.text("\(reason.field) 第 \($0 + 1) 字", "\(reason.field) at \($0 + 1)") }
    return words + terminal.bracketed("\(reason.signal)\(terminal.text("，", ", "))\(place ?? reason.field)")
  }
}
