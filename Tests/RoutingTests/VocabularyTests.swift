import Formats
import Messages
import Rulebook
import Testing
import TextMatching

@testable import Routing

/// How words of the list are found.
@Suite struct VocabularyTests {
  @Test(arguments: [
    ("罚款", ["罚款"]), ("收(了|过)?钱", ["收了钱", "收过钱", "收钱"]), ("(甲|乙(丙|丁))", ["乙丁", "乙丙", "甲"]), ("上个?月", ["上个月", "上月"]),
  ])
  func smallPatternsAreWrittenOut(pattern: String, words: [String]) {
    #expect(Alternatives.words(of: pattern) == words)
  }

  @Test(arguments: [
    "[0-9]+号", "a.b", "(甲|乙", "甲)", "(甲|)", "x?", "(一|二|三|四|五|六|七|八|九)(一|二|三|四|五|六|七|八|九)", "a{2}", "\\+",
  ])
  func otherPatternsStayPatterns(pattern: String) {
    #expect(Alternatives.words(of: pattern) == nil)
  }

  private func words(_ list: [String], in text: String) throws -> [String] {
    var builder = VocabularyBuilder(gap: 4)
    let mark = SourceMark(file: "f", line: 1, column: 1)
    for word in list { builder.add(Located(word, at: mark), to: 0, asException: word.hasPrefix("不是")) }
    let vocabulary = try builder.vocabulary(groupCount: 1, engine: .preferred, patternCache: nil, fallback: mark)
    let reading = Reading(Matters.hotline(text), with: vocabulary, in: nil)
    return reading[0].map {
      reading.fields[$0.field].words(in: reading.fields[$0.field].folded.original($0.start..<$0.end))
    }
  }

  @Test func aGapIsBridgedWithinAClauseAndNoFurther() throws {
    #expect(try words(["收…钱"], in: "他收了我的钱") == ["收了我的钱"])
    #expect(try words(["收…钱"], in: "他收了，我的钱").isEmpty)
    #expect(try words(["收…钱"], in: "他收了一二三四五钱").isEmpty)
    #expect(try words(["甲…乙…丙"], in: "甲一乙二乙三四五丙") == ["甲一乙二乙三四五丙"])
    #expect(try words(["钱…收"], in: "他收了我的钱").isEmpty)
  }

  @Test func aWordInsideAnExceptionDoesNotCount() throws {
    #expect(try words(["法院", "不是法院"], in: "不是法院，是法院") == ["法院"])
  }

  @Test func theLongestFormOfAWordCountsOnce() throws {
    #expect(try words(["处罚决定书?"], in: "处罚决定书和处罚决定") == ["处罚决定书", "处罚决定"])
  }
}
