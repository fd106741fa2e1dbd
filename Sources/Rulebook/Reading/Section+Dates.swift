import Casework
import Formats

extension Section {
  /// A date written `YYYY-MM-DD`.
  func date(_ key: String) -> LocalDate? {
    guard let text = placedText(key) else { return nil }
    return date(text)
  }

  func date(_ text: Placed<String>) -> LocalDate? {
    guard let date = LocalDate(text.value) else {
      faults.add(
        "bad-date", at: text.place,
        Bilingual("不是日期：“\(text.value)”，应写作 2026-11-23", "not a date: \"\(text.value)\"; write it as 2026-11-23"))
      return nil
    }
    return date
  }
}
