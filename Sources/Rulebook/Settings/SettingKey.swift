public import Casework

/// One setting: its name, what it takes, and what it is for. The list of them documents and reads all settings.
public struct SettingKey: Sendable {
  public enum Form: Sendable, Hashable {
    case text
    case integer(ClosedRange<Int>, unit: Bilingual)
    case choice([String])
    /// Names with values; in a variable `name=value`.
    case pairs
  }

  /// As in the file, `http.port`.
  public let name: String
  public let form: Form
  public let description: Bilingual
  /// Whether the setting may be left empty.
  public let isOptional: Bool
  /// The value in some settings, as it is written; `nil` where it is left empty. Of pairs only the names are shown.
  public let written: @Sendable (Settings) -> String?
  /// Takes a written value whose form is right; `false` where the value is refused.
  let take: @Sendable (inout Settings, String) -> Bool
  /// What a value that `take` refuses should have been.
  let rule: Bilingual?

  /// `FENLIU_HTTP_PORT`
  public var variable: String {
    "FENLIU_" + name.uppercased().replacing(".", with: "_")
  }

  public var defaultValue: String? { written(Settings()) }

  /// The form in words.
  public var formWording: Bilingual {
    switch form {
    case .text: rule ?? Bilingual("文字", "text")
    case .integer(let range, let unit):
      Bilingual(
        "整数，\(range.lowerBound) 到 \(range.upperBound)" + (unit.zh.isEmpty ? "" : "（\(unit.zh)）"),
        "an integer from \(range.lowerBound) to \(range.upperBound)" + (unit.en.isEmpty ? "" : " (\(unit.en))"))
    case .pairs:
      Bilingual(
        "文件中为映射（名称: 值）；变量中为 名称=值，用逗号分开，或一行一个",
        "a mapping (name: value) in the file; in the variable name=value, separated by commas or one a line")
    case .choice(let words):
      Bilingual("取值：\(words.joined(separator: "、"))", "one of \(words.joined(separator: ", "))")
    }
  }
}

extension SettingKey {
  static func integer(
    _ name: String, _ path: any WritableKeyPath<Settings, Int> & Sendable, _ range: ClosedRange<Int>,
    unit: Bilingual = Bilingual("", ""), _ description: Bilingual
  ) -> SettingKey {
    SettingKey(
      name: name, form: .integer(range, unit: unit), description: description, isOptional: false,
      written: { String($0[keyPath: path]) },
      take: { settings, text in
        guard let value = Int(text), range.contains(value) else { return false }
        settings[keyPath: path] = value
        return true
      }, rule: nil)
  }

  static func choice<Choice: RawRepresentable<String> & CaseIterable & SendableMetatype>(
    _ name: String, _ path: any WritableKeyPath<Settings, Choice> & Sendable, _ description: Bilingual
  ) -> SettingKey {
    SettingKey(
      name: name, form: .choice(Choice.allCases.map(\.rawValue)), description: description, isOptional: false,
      written: { $0[keyPath: path].rawValue },
      take: { settings, text in
        guard let value = Choice(rawValue: text) else { return false }
        settings[keyPath: path] = value
        return true
      }, rule: nil)
  }

  static func text(
    _ name: String, _ path: any WritableKeyPath<Settings, String> & Sendable, rule: Bilingual,
    _ description: Bilingual, allows: @escaping @Sendable (String) -> Bool
  ) -> SettingKey {
    SettingKey(
      name: name, form: .text, description: description, isOptional: false, written: { $0[keyPath: path] },
      take: { settings, text in
        guard allows(text) else { return false }
        settings[keyPath: path] = text
        return true
      }, rule: rule)
  }

  static func pairs(
    _ name: String, _ path: any WritableKeyPath<Settings, [String: String]> & Sendable, _ description: Bilingual
  ) -> SettingKey {
    SettingKey(
      name: name, form: .pairs, description: description, isOptional: true,
      written: { settings in
        let pairs = settings[keyPath: path]
        return pairs.isEmpty ? nil : pairs.keys.sorted().map { "\($0)=***" }.joined(separator: ",")
      },
      take: { settings, text in
        guard let pairs = SettingPairs.read(text) else { return false }
        settings[keyPath: path] = pairs
        return true
      }, rule: nil)
  }

  static func optionalText(
    _ name: String, _ path: any WritableKeyPath<Settings, String?> & Sendable, rule: Bilingual,
    _ description: Bilingual, allows: @escaping @Sendable (String) -> Bool
  ) -> SettingKey {
    SettingKey(
      name: name, form: .text, description: description, isOptional: true, written: { $0[keyPath: path] },
      take: { settings, text in
        guard allows(text) else { return false }
        settings[keyPath: path] = text
        return true
      }, rule: rule)
  }
}
