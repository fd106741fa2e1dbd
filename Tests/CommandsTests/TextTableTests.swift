import Testing

@testable import Commands

@Suite struct TextTableTests {
  @Test func columnsLineUp() {
    let table = TextTable(
      columns: [.init("编号"), .init("件数", isNumber: true), .init("说明", isFlexible: true)],
      rows: [["a", "5", "短"], ["bcd", "1234", "长一点"]])
    #expect(
      table.lines(width: 40) == [
        "编号  件数  说明", "────  ────  ──────", "a        5  短", "bcd   1234  长一点",
      ])
  }

  @Test func theFlexibleColumnGivesWay() {
    let table = TextTable(
      columns: [.init("n"), .init("text", isFlexible: true)], rows: [["1234567890", String(repeating: "字", count: 50)]])
    let lines = table.lines(width: 30)
    #expect(lines[2].hasPrefix("1234567890  字"))
    #expect(lines[2].hasSuffix("…"))
  }

  @Test func noLineIsWiderThanAsked() {
    var random = Steps(seed: 3)
    let alphabet = Array("ab 分流\u{1B}\n😀é，")
    for _ in 0..<300 {
      let count = 1 + random.below(7)
      let columns = (0..<count).map { index in
        TextTable.Column(
          "列\(index)", width: random.below(2) == 0 ? nil : random.below(20), isNumber: random.below(2) == 0,
          isFlexible: random.below(2) == 0)
      }
      let rows = (0..<random.below(6)).map { _ in
        (0..<random.below(9)).map { _ in
          String((0..<random.below(40)).map { _ in alphabet[random.below(alphabet.count)] })
        }
      }
      let width = 20 + random.below(90)
      let lines = TextTable(columns: columns, rows: rows).lines(width: width)
      #expect(lines.count == rows.count + 2)
      for line in lines {
        #expect(TextWidth.of(line) <= width)
        #expect(!line.unicodeScalars.contains { $0.value < 0x20 })
      }
    }
  }
}
