import Casework
import Formats

extension Section {
  /// A text that must be there and not be empty.
  func text(_ key: String) -> String? {
    placedText(key)?.value
  }

  func placedText(_ key: String) -> Placed<String>? {
    guard let node = required(key) else { return nil }
    return text(node, Place(mark: node.mark, path: "\(path).\(key)"))
  }

  func optionalText(_ key: String) -> String? {
    optionalPlacedText(key)?.value
  }

  func optionalPlacedText(_ key: String) -> Placed<String>? {
    guard let node = look(key) else { return nil }
    return text(node, Place(mark: node.mark, path: "\(path).\(key)"))
  }

  func integer(_ key: String, in range: ClosedRange<Int>) -> Int? {
    guard let node = required(key) else { return nil }
    let place = Place(mark: node.mark, path: "\(path).\(key)")
    guard case .integer(let text) = node.scalar, let value = Int(text) else {
      faults.add("wrong-type", at: place, Bilingual("应为整数", "expected an integer"))
      return nil
    }
    guard range.contains(value) else {
      faults.add(
        "out-of-range", at: place,
        Bilingual(
          "应在 \(range.lowerBound) 到 \(range.upperBound) 之间，实为 \(value)",
          "expected \(range.lowerBound) to \(range.upperBound), found \(value)"))
      return nil
    }
    return value
  }

  func flag(_ key: String) -> Bool? {
    guard let node = required(key) else { return nil }
    return flag(node, key)
  }

  func optionalFlag(_ key: String) -> Bool? {
    look(key).flatMap { flag($0, key) }
  }

  /// One of an enumeration's words.
  func choice<Choice: RawRepresentable<String> & CaseIterable>(_ key: String, _ type: Choice.Type) -> Choice? {
    guard let text = placedText(key) else { return nil }
    guard let value = Choice(rawValue: text.value) else {
      let words = Choice.allCases.map(\.rawValue)
      faults.add(
        "unknown-value", at: text.place,
        Bilingual(
          "未知的值“\(text.value)”；可用：\(words.joined(separator: "、"))",
          "unknown value \"\(text.value)\"; one of \(words.joined(separator: ", "))"))
      return nil
    }
    return value
  }

  /// A wording `{zh: …, en: …}`.
  func wording(_ key: String) -> Bilingual? {
    guard let node = required(key), let section = Section(node, path: "\(path).\(key)", faults: faults) else {
      return nil
    }
    defer { section.finish() }
    let zh = section.text("zh")
    let en = section.text("en")
    guard let zh, let en else { return nil }
    return Bilingual(zh: zh, en: en)
  }

  func optionalWording(_ key: String) -> Bilingual? {
    has(key) ? wording(key) : nil
  }

  /// The only version there is so far.
  func checkSchemaVersion() {
    guard let version = integer("schema_version", in: 1...9_999), version != 1 else { return }
    fault(
      "schema-version", at: "schema_version",
      Bilingual("不支持的格式版本 \(version)，本程序读第 1 版", "schema version \(version) is not known, this program reads version 1")
    )
  }

  func text(_ node: YAMLNode, _ place: Place) -> Placed<String>? {
    switch node.scalar {
    case .string(let text) where !text.isEmpty: return Placed(value: text, place: place)
    case .string, .null: faults.add("empty", at: place, Bilingual("不能为空", "must not be empty"))
    case .boolean, .integer, .decimal:
      faults.add("wrong-type", at: place, Bilingual("应为文字，请加引号", "expected a text: put it in quotes"))
    case nil: faults.add("wrong-type", at: place, Bilingual("应为文字", "expected a text"))
    }
    return nil
  }

  private func flag(_ node: YAMLNode, _ key: String) -> Bool? {
    guard case .boolean(let value) = node.scalar else {
      faults.add(
        "wrong-type", at: Place(mark: node.mark, path: "\(path).\(key)"),
        Bilingual("应为 true 或 false", "expected true or false"))
      return nil
    }
    return value
  }
}
