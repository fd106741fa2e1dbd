import Casework
import Console
import Messages

/// A reason of a route in words.
enum RouteWords {
  /// `罚款决定（document.penalty，text 第 12 字）`, and `sealed = true（field）` for a field that holds a code.
  static func line(_ reason: RouteReason, _ mask: PersonalMask, _ terminal: Terminal) -> String {
    guard reason.offset != nil || reason.words.isEmpty else {
      return "\(reason.field) = \(mask.text(reason.words))（\(reason.signal)）"
    }
    let words = reason.words.isEmpty ? terminal.text("（密封）", "(sealed)") : mask.text(reason.words)
    let place = reason.offset.map { terminal.text("\(reason.field) 第 \($0 + 1) 字", "\(reason.field) at \($0 + 1)") }
    return "\(words)（\(reason.signal)，\(place ?? reason.field)）"
  }
}
