import Testing

@testable import Commands

@Suite struct TextWidthTests {
  @Test(arguments: [
    ("", 0), ("abc", 3), ("分流", 4), ("a分b", 4), ("ｱ", 1), ("Ａ", 2), ("é", 1), ("e\u{301}", 1), ("，。", 4), ("✔", 1),
    ("\u{200B}", 0), ("𠀀", 2), ("…", 1),
  ])
  func widths(text: String, columns: Int) {
    #expect(TextWidth.of(text) == columns)
  }

  @Test(arguments: [
    ("abcdef", 6, "abcdef"), ("abcdef", 5, "abcd…"), ("分流系统", 8, "分流系统"), ("分流系统", 7, "分流系…"), ("分流系统", 6, "分流…"),
    ("abc", 1, "…"), ("abc", 0, ""), ("", 0, ""),
  ])
  func fitting(text: String, width: Int, expected: String) {
    #expect(TextWidth.fit(text, width) == expected)
  }

  @Test func padding() {
    #expect(TextWidth.pad("分", 4) == "分  ")
    #expect(TextWidth.pad("7", 3, isNumber: true) == "  7")
    #expect(TextWidth.pad("长长", 2) == "长长")
  }

  @Test(arguments: [
    ("one two three", 7, ["one two", "three"]), ("分流系统", 5, ["分流", "系统"]), ("a\n\nb", 10, ["a", "", "b"]),
    ("", 10, [""]), ("word中文 word", 6, ["word中", "文", "word"]),
  ])
  func wrapping(text: String, width: Int, lines: [String]) {
    #expect(TextWidth.wrap(text, width) == lines)
  }

  @Test func wrappedLinesFitAndKeepEverything() {
    var random = Steps(seed: 7)
    let alphabet = Array("ab 分流，-x。\u{301}")
    for _ in 0..<500 {
      let text = String((0..<random.below(120)).map { _ in alphabet[random.below(alphabet.count)] })
      let width = 2 + random.below(60)
      let lines = TextWidth.wrap(text, width)
      let longestWord = text.split(whereSeparator: { $0 == " " }).map { TextWidth.of(String($0)) }.max() ?? 0
      for line in lines where longestWord <= width { #expect(TextWidth.of(line) <= width) }
      #expect(lines.joined().filter { $0 != " " } == text.filter { $0 != " " })
    }
  }

  @Test(arguments: [
    ("红\u{1B}[31m字", "红 [31m字"), ("a\r\nb", "a  b"), ("\u{202E}abc\u{2066}", " abc "), ("\u{9B}2J", " 2J"), ("好", "好"),
    ("a\u{0}b\u{7F}", "a b "),
  ])
  func nothingCommandsTheTerminal(text: String, shown: String) {
    #expect(TextWidth.printable(text) == shown)
  }
}

/// Pseudo-random numbers that are the same in every run.
struct Steps {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func below(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % max(bound, 1)
  }
}
