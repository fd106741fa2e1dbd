import Casework
import Messages

/// A reason of a route in words.
enum RouteWords {
  /// `罚款决定（document.penalty，text 第 12 字）`
  static func line(_ reason: RouteReason, _ mask: PersonalMask, _ terminal: Terminal) -> String {
    let words = reason.words.isEmpty ? terminal.text("（密封）", "(sealed)") : mask.text(reason.words)
    let place = reason.offset.map { terminal.text("\(reason.field) 第 \($0 + 1) 字", "\(reason.field) at \($0 + 1)") }
    return "\(words)（\(reason.signal)，\(place ?? reason.field)）"
  }
}
