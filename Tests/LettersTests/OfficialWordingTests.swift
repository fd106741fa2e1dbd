import Casework
import Letters
import Testing

@Suite struct OfficialWordingTests {
  @Test("dates have Arabic numerals without leading zeros")
  func dates() throws {
    #expect(OfficialWording.date(try Fixture.day("2026-01-05")) == "2026年1月5日")
  }

  @Test(
    "articles are cited in Chinese numerals with the statute's whole name",
    arguments: [
      ("行政复议法第39条第1款第10项", "《中华人民共和国行政复议法》第三十九条第一款第十项"),
      ("信访工作条例第31条第6项", "《信访工作条例》第三十一条第六项"),
      ("行政复议法第30条第2款；行政复议法第34条", "《中华人民共和国行政复议法》第三十条第二款、《中华人民共和国行政复议法》第三十四条"),
      ("行政复议法第32条第2款 (consequence: design)", "《中华人民共和国行政复议法》第三十二条第二款"),
      ("民事诉讼法第205条", "《中华人民共和国民事诉讼法》第二百零五条"), ("design", "design"), ("", ""),
    ])
  func citations(_ row: (basis: String, cited: String)) {
    #expect(OfficialWording.citation(row.basis) == row.cited)
  }

  @Test(
    "numerals",
    arguments: [
      (0, "零"), (1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (39, "三十九"), (100, "一百"), (101, "一百零一"),
      (110, "一百一十"), (205, "二百零五"), (1_000, "一千"), (1_001, "一千零一"), (1_010, "一千零一十"), (2_026, "二千零二十六"),
      (9_999, "九千九百九十九"), (10_000, "10000"), (-1, "-1"),
    ])
  func numerals(_ row: (number: Int, text: String)) {
    #expect(OfficialWording.numeral(row.number) == row.text)
  }
}
