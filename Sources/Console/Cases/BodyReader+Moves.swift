import Casebook
import Casework

extension BodyReader {
  /// A day, `YYYY-MM-DD`.
  mutating func date(_ name: String) -> LocalDate? {
    guard let text = optional(name) else { return nil }
    if let date = LocalDate(text) { return date }
    refuse("/" + name, rule: "date", Bilingual("应为日期，如 2026-11-23", "has to be a date such as 2026-11-23"))
    return nil
  }

  /// What a correction says beside the right data: `corrects`, the mistaken event's place; `right`, the step that should
  /// have stood there (left out: the same step; `"nothing": true`: none); `approver`.
  mutating func correction() -> Move.Correction? {
    let sequence = integer("corrects")
    let right = optional("right")
    let nothing = boolean("nothing") ?? false
    let approver = optional("approver")
    guard let sequence else {
      if right != nil || nothing || approver != nil {
        refuse("/corrects", rule: "required", Bilingual("须写明更正第几步", "has to say which step is corrected"))
      }
      return nil
    }
    if right != nil && nothing {
      refuse("/nothing", rule: "either", Bilingual("right 与 nothing 只能给一个", "give either right or nothing"))
    }
    return Move.Correction(
      sequence: sequence, right: nothing ? .nothing : right.map { .step($0) } ?? .sameStep, approver: approver ?? "")
  }
}
