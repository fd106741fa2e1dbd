/// The regular expressions that vectorscan and PCRE2 read alike.
///
/// Characters, classes, groups, alternatives, greedy and lazy quantifiers, `^`, `$`, `\x{…}`, `\d`, `\s`, `\w`.
/// Not: `\p{…}`, whose tables differ (vectorscan 5.4.9 misses common ideographs in `\p{Han}`: write
/// `[\x{4e00}-\x{9fff}]`), looking ahead or behind, references to groups, atomic groups, possessive quantifiers, word boundaries,
/// verbs and settings inside the pattern. `.` does not match a line feed.
public enum PatternSyntax {
  /// `text` with everything escaped that has a meaning of its own in a regular expression.
  public static func escape(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9": result.unicodeScalars.append(scalar)
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        result += "\\x{\(String(scalar.value, radix: 16))}"
      case _ where scalar.isASCII: result += "\\\(scalar)"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// What in `text` is outside the shared syntax, in words; `nil` when nothing is. That the rest is well formed is
  /// for the engines to say.
  public static func fault(in text: String) -> String? {
    if text.isEmpty { return "an empty pattern" }
    let scalars = Array(text.unicodeScalars)
    var index = 0
    var inClass = false
    var afterQuantifier = false
    while index < scalars.count {
      let scalar = scalars[index]
      let next = index + 1 < scalars.count ? scalars[index + 1] : nil
      if scalar.value == 0 { return "a NUL character" }
      if scalar == "\\" {
        guard let next else { return "a backslash at the end" }
        if let fault = fault(escape: next, inClass: inClass) { return fault }
        index += 2
        // The braces of \x{…} are no quantifier.
        if next == "x", index < scalars.count, scalars[index] == "{" {
          index = (scalars[index...].firstIndex(of: "}") ?? index) + 1
        }
        afterQuantifier = false
        continue
      }
      if inClass {
        if scalar == "]" { inClass = false }
        index += 1
        continue
      }
      switch scalar {
      case "[":
        inClass = true
        // A bracket right after the opening one stands for itself.
        if next == "]" { index += 1 }
        if next == "^", index + 2 < scalars.count, scalars[index + 2] == "]" { index += 2 }
        afterQuantifier = false
      case "(":
        if next == "*" { return "a verb (*…)" }
        if next == "?" {
          guard index + 2 < scalars.count, scalars[index + 2] == ":" else {
            return "a special group (?…) other than (?:…)"
          }
        }
        afterQuantifier = false
      case "+":
        if afterQuantifier { return "a possessive quantifier" }
        afterQuantifier = true
      case "*", "}": afterQuantifier = true
      case "?": afterQuantifier = true
      default: afterQuantifier = false
      }
      index += 1
    }
    return nil
  }

  private static func fault(escape letter: Unicode.Scalar, inClass: Bool) -> String? {
    switch letter {
    case "1"..."9", "g", "k": inClass ? nil : "a reference to a group"
    case "b", "B": inClass ? "\\\(letter) in a class" : "a word boundary"
    case "p", "P", "A", "Z", "z", "G", "K", "R", "X", "C", "Q", "E", "u", "U", "l", "L", "o", "N":
      "the escape \\\(letter)"
    default: nil
    }
  }
}
