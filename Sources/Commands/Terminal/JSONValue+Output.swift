import Casework
import Formats

/// What commands need to say things in JSON.
extension JSONValue {
  /// The text, or `null`.
  init(_ text: String?) {
    self = text.map { .string($0) } ?? .null
  }

  init(_ number: some BinaryInteger) {
    self = .number(String(number))
  }

  init(_ number: (some BinaryInteger)?) {
    self = number.map { .number(String($0)) } ?? .null
  }

  init(_ words: [String]) {
    self = .array(words.map { .string($0) })
  }

  /// Both languages, `{"zh": …, "en": …}`.
  init(_ wording: Bilingual) {
    self = ["zh": .string(wording.zh), "en": .string(wording.en)]
  }

  /// A moment as RFC 3339 writes it, in Shanghai's time; `null` for none.
  init(instant: Int64?) {
    self.init(instant.map { Timestamp.format($0) })
  }
}
