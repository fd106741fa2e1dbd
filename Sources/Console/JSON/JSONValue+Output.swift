public import Casework
public import Formats

/// What is needed to say things in JSON.
extension JSONValue {
  /// The text, or `null`.
  public init(_ text: String?) {
    self = text.map { .string($0) } ?? .null
  }

  /// An integer.
  public init(_ number: some BinaryInteger) {
    self = .number(String(number))
  }

  /// An integer, or `null`.
  public init(_ number: (some BinaryInteger)?) {
    self = number.map { .number(String($0)) } ?? .null
  }

  /// Texts.
  public init(_ words: [String]) {
    self = .array(words.map { .string($0) })
  }

  /// Both languages, `{"zh": …, "en": …}`.
  public init(_ wording: Bilingual) {
    self = ["zh": .string(wording.zh), "en": .string(wording.en)]
  }

  /// A moment as RFC 3339 writes it, in Shanghai's time; `null` for none.
  public init(instant: Int64?) {
    self.init(instant.map { Timestamp.format($0) })
  }
}
