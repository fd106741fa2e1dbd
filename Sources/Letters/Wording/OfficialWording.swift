public import Casework

/// How dates, numbers and articles are written in official documents.
public enum OfficialWording {
  /// `2026年11月23日`: Arabic numerals in full, without leading zeros (GB/T 9704).
  public static func date(_ date: LocalDate) -> String { "\(date.year)年\(date.month)月\(date.day)日" }

  /// `1234.50元`
  public static func amount(_ amount: Amount) -> String { "\(amount)元" }

  /// A citation as a document writes it: `行政复议法第39条第1款第2项` becomes `《中华人民共和国行政复议法》第三十九条第一款第二项`.
  ///
  /// - Parameter basis: laws by their short names, several with `；` or `;`; remarks in round brackets are left out.
  public static func citation(_ basis: String) -> String {
    basis.split(whereSeparator: { $0 == ";" || $0 == "；" }).map { one(String($0)) }.joined(separator: "、")
  }

  private static func one(_ basis: String) -> String {
    let text = basis.prefix { $0 != "(" && $0 != "（" }.drop { $0 == " " }
    guard let article = text.firstIndex(of: "第") else { return String(text) }
    let law = text[..<article].filter { $0 != " " }
    // The statutes of the National People's Congress bear the state's name.
    let title = law.hasSuffix("法") ? "《中华人民共和国\(law)》" : "《\(law)》"
    return (law.isEmpty ? "" : title) + numerals(text[article...].filter { $0 != " " })
  }

  /// Arabic numbers in Chinese numerals.
  private static func numerals(_ text: String) -> String {
    var out = ""
    var digits = ""
    func flush() {
      if let number = Int(digits) { out += numeral(number) }
      digits = ""
    }
    for character in text {
      if character.isASCII, character.isNumber, digits.count < 4 {
        digits.append(character)
      } else {
        flush()
        out.append(character)
      }
    }
    flush()
    return out
  }

  /// `三十九` for 39; 0 to 9999.
  public static func numeral(_ number: Int) -> String {
    let digits = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"]
    guard (1...9_999).contains(number) else { return number == 0 ? "零" : String(number) }
    var out = ""
    var rest = number
    var skipped = false
    for (unit, name) in [(1_000, "千"), (100, "百"), (10, "十"), (1, "")] {
      let digit = rest / unit
      rest %= unit
      if digit == 0 {
        skipped = !out.isEmpty
        continue
      }
      if skipped { out += "零" }
      skipped = false
      out += (digit == 1 && unit == 10 && out.isEmpty ? "" : digits[digit]) + name
    }
    return out
  }
}
