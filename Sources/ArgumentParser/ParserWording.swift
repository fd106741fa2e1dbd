import Glibc

/// The language of the parser's own words. The package that this module stands in for speaks English only.
public enum ParserLanguage: Sendable, Hashable, CaseIterable {
  case chinese
  case english

  /// English where the locale of the process says `en…`, else Chinese.
  @TaskLocal public static var current = ParserLanguage(locale: Self.locale)

  init(locale: String?) {
    self = locale?.lowercased().hasPrefix("en") == true ? .english : .chinese
  }

  private static var locale: String? {
    let names: [String] = ["LC_ALL", "LC_MESSAGES", "LANG"]
    return names.lazy.compactMap { name in getenv(name).map { String(cString: $0) } }.first { !$0.isEmpty }
  }
}

/// Chooses between the two wordings of a sentence.
struct ParserWording: Sendable {
  static var current: ParserWording { ParserWording() }

  private let language = ParserLanguage.current

  func callAsFunction(_ chinese: String, _ english: String) -> String { language == .english ? english : chinese }
}
