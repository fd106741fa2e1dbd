import Testing

@testable import TextMatching

@Suite struct TextNormalizerTests {
  private let normalizer = TextNormalizer()

  @Test(arguments: [
    ("（２０２６）粤１８０２民初１２３号", "(2026)粤1802民初123号"), ("ＡｂＣ　ＡＢＣ", "abc abc"), ("行政復議決定書", "行政复议决定书"),
    ("行 政 复\u{200B} 议", "行政复议"), ("5 000 元", "5 000元"), ("罰款 5000 元", "罚款5000元"),
    ("第一行\r\n\r\n 第二行\n", "第一行\n第二行"), ("  头尾  ", "头尾"), ("ПРИВЕТ É", "приветé"),
    ("", ""), (" \n ", ""), ("电话：010", "电话:010"), ("\u{FEFF}信访\u{00AD}局\u{FE0F}", "信访局"),
    ("👨\u{200D}👩\u{200D}👧", "👨👩👧"),
    ("乾隆著", "乾隆著"),
  ])
  func waysOfWritingBecomeOne(original: String, folded: String) {
    #expect(Array(normalizer.normalize(original).string.unicodeScalars) == Array(folded.unicodeScalars))
  }

  @Test func matchesAreShownAsTheyWereWritten() throws {
    let matcher = try MatcherEngine.preferred.matcher(
      for: PatternSet([
        Pattern(id: 0, .literal("复议决定书")), Pattern(id: 1, .literal("(2026)")), Pattern(id: 2, .literal("abc")),
      ]))
    let original = "　關於 复 議\u{200B}決定 書（２０２６）ＡＢＣ的事"
    let folded = normalizer.normalize(original)
    let shown = folded.matches(of: matcher).map { match in
      String(decoding: Array(original.utf8)[folded.original(match.range)], as: UTF8.self)
    }
    #expect(shown == ["复 議\u{200B}決定 書", "（２０２６）", "ＡＢＣ"])
  }

  @Test func blanksThatWereTakenOutAreRemembered() {
    let folded = normalizer.normalize("停水 三天　没人 管 5 0")
    #expect(folded.string == "停水三天没人管5 0")
    #expect(folded.gaps == [6, 12, 18, 21])
    #expect(normalizer.normalize("没有空白，\n一行").gaps.isEmpty)
  }

  @Test func aRangeThatIsNoneGivesNone() {
    let folded = normalizer.normalize("复议")
    for range in [0..<0, 3..<3, 0..<7, 6..<7] { #expect(folded.original(range).isEmpty) }
    #expect(folded.original(-1..<2).isEmpty)
    #expect(normalizer.normalize("").original(0..<1).isEmpty)
  }

  @Test(arguments: 1...200)
  func foldingTwiceIsFoldingOnceAndOffsetsLeadBack(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let alphabet = Array(
      "復议ＡaÉ１1（( 　\t\n\r\u{200B}\u{FEFF}\u{0301}。，，🀄é國\u{2028}\u{E0001}Σ\u{0130}\u{023A}ß".unicodeScalars)
    var original = ""
    for _ in 0..<Int.random(in: 0...60, using: &generator) { original.unicodeScalars.append(generator.pick(alphabet)) }
    let once = normalizer.normalize(original)
    #expect(normalizer.normalize(once.string).bytes == once.bytes)
    #expect(Array(once.string.utf8) == once.bytes)

    let source = Array(original.utf8)
    var offset = 0
    var last = 0
    for scalar in once.string.unicodeScalars {
      let width = String(scalar).utf8.count
      let back = once.original(offset..<offset + width)
      #expect(back.lowerBound >= last && !back.isEmpty)
      let piece = String(decoding: source[back], as: UTF8.self)
      // What a character came from folds to that character, and blank space to what stands for it.
      let folded = normalizer.normalize("x\(piece)x").string.unicodeScalars.dropFirst().dropLast()
      #expect(Array(folded) == [scalar], "\(original.debugDescription) at \(offset)")
      offset += width
      last = back.upperBound
    }
    #expect(offset == once.bytes.count)
  }

  @Test func everyPairFoldsToACharacterThatStays() {
    let pairs = TraditionalCharacters.pairs.split(whereSeparator: \.isWhitespace)
    #expect(pairs.count > 900)
    for pair in pairs {
      let scalars = pair.unicodeScalars.map(\.value)
      #expect(scalars.count == 2)
      #expect(TraditionalCharacters.simplified(scalars[0]) == scalars[1])
      #expect(TraditionalCharacters.simplified(scalars[1]) == nil)
    }
  }
}
