import Glibc

/// The parser's own words in Chinese or English, as the locale asks. The package that this module stands in for speaks
/// English only.
struct ParserWording: Sendable {
  let isEnglish: Bool

  static let current = ParserWording()

  init() {
    let names: [String] = ["LC_ALL", "LC_MESSAGES", "LANG"]
    let locale = names.lazy.compactMap { name in getenv(name).map { String(cString: $0) } }.first { !$0.isEmpty }
    isEnglish = locale?.lowercased().hasPrefix("en") == true
  }

  func callAsFunction(_ chinese: String, _ english: String) -> String { isEnglish ? english : chinese }
}
