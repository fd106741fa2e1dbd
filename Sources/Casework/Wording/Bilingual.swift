/// A wording in the two languages of the house, Chinese first.
public struct Bilingual: Sendable, Hashable {
  public var zh: String
  public var en: String

  public init(zh: String, en: String) {
    self.zh = zh
    self.en = en
  }

  public init(_ zh: String, _ en: String) {
    self.init(zh: zh, en: en)
  }

  public subscript(language: Language) -> String {
    switch language {
    case .chinese: zh
    case .english: en
    }
  }
}

/// The language in which somebody is spoken to.
public enum Language: String, Sendable, Hashable, CaseIterable {
  case chinese = "zh"
  case english = "en"

  /// The language that a POSIX locale asks for (`LC_ALL`, `LC_MESSAGES`, `LANG`, in this order): English where it says
  /// `en…`, else Chinese.
  public init(environment: [String: String]) {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
    self = locale?.lowercased().hasPrefix("en") == true ? .english : .chinese
  }
}
