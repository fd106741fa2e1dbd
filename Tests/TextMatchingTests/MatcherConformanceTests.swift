import Testing
import TextMatching

/// The engines against each other, and against what the contract says by hand.
@Suite struct MatcherConformanceTests {
  private func matchers(_ patterns: [Pattern]) throws -> [any Matcher] {
    let set = try PatternSet(patterns)
    return [try VectorscanMatcher(set), try PortableMatcher(set), try AutomatonMatcher(set)]
  }

  @Test(arguments: MatcherEngine.allCases)
  func literalsAreFoundWhereverTheyStand(engine: MatcherEngine) throws {
    let set = try PatternSet([
      Pattern(id: 7, .literal("复议")), Pattern(id: 3, .literal("议复")), Pattern(id: 9, .literal("复议复")),
    ])
    let found = try engine.matcher(for: set).matches(in: "复议复议复议")
    #expect(
      found == [
        Match(id: 7, start: 0, end: 6), Match(id: 9, start: 0, end: 9), Match(id: 3, start: 3, end: 9),
        Match(id: 7, start: 6, end: 12), Match(id: 9, start: 6, end: 15), Match(id: 3, start: 9, end: 15),
        Match(id: 7, start: 12, end: 18),
      ])
  }

  @Test(arguments: MatcherEngine.allCases)
  func theLongestCountsForOneStart(engine: MatcherEngine) throws {
    let set = try PatternSet([
      Pattern(id: 0, .regex("不(是|想|愿).{0,6}(告|起诉|复议)")), Pattern(id: 1, .regex("a|ab|abc")),
      Pattern(id: 2, .regex("x.*?y")),
    ])
    let matcher = try engine.matcher(for: set)
    #expect(matcher.matches(in: "我不想告他起诉他") == [Match(id: 0, start: 3, end: 21)])
    #expect(matcher.matches(in: "abcab") == [Match(id: 1, start: 0, end: 3), Match(id: 1, start: 3, end: 5)])
    #expect(matcher.matches(in: "x1y2y\ny") == [Match(id: 2, start: 0, end: 5)])
  }

  @Test(arguments: MatcherEngine.allCases)
  func caseIsFoldedOnlyWhereAsked(engine: MatcherEngine) throws {
    let set = try PatternSet([
      Pattern(id: 0, .literal("Abc号"), caseless: true), Pattern(id: 1, .literal("Abc号")),
      Pattern(id: 2, .literal("kÉ"), caseless: true), Pattern(id: 3, .regex("q[a-c]+"), caseless: true),
    ])
    let matcher = try engine.matcher(for: set)
    #expect(matcher.matches(in: "aBC号").map(\.id) == [0])
    #expect(matcher.matches(in: "Abc号").map(\.id) == [0, 1])
    #expect(matcher.matches(in: "Ké").map(\.id) == [2])
    #expect(matcher.matches(in: "QABC") == [Match(id: 3, start: 0, end: 4)])
  }

  @Test(arguments: MatcherEngine.allCases)
  func nothingIsFoundInNothing(engine: MatcherEngine) throws {
    #expect(try engine.matcher(for: PatternSet([])).matches(in: "任何文字").isEmpty)
    #expect(try engine.matcher(for: PatternSet([Pattern(id: 0, .regex("."))])).matches(in: "").isEmpty)
  }

  @Test(arguments: MatcherEngine.allCases)
  func bytesThatAreNotUTF8AreRefused(engine: MatcherEngine) throws {
    let matcher = try engine.matcher(for: PatternSet([Pattern(id: 0, .literal("议")), Pattern(id: 1, .regex("."))]))
    let hostile: [[UInt8]] = [
      [0xE8, 0xAE], [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0x80], [0x61, 0xE8],
    ]
    for bytes in hostile {
      #expect(throws: UTF8.ValidationError.self) { try matcher.matches(in: bytes) }
    }
    #expect(try matcher.matches(in: Array("议".utf8)).count == 2)
  }

  @Test func everyCharacterOfALiteralStandsForItself() throws {
    let specials = (1...0x7E).compactMap { Unicode.Scalar($0).map { String(Character($0)) } }
    for matcher in try matchers(specials.enumerated().map { Pattern(id: $0.offset, .literal($0.element + "款")) }) {
      for (id, special) in specials.enumerated() {
        #expect(matcher.matches(in: "罚" + special + "款").map(\.id) == [id])
      }
    }
  }

  @Test func theEnginesAgreeOnLetters() throws {
    let patterns = [
      Pattern(
        id: 0, .regex("[〔(（]20[0-9]{2}[)）〕][\\x{4e00}-\\x{9fff}]{1,8}[0-9]{0,8}[\\x{4e00}-\\x{9fff}]{0,3}[0-9]{1,6}号")),
      Pattern(id: 1, .literal("处罚决定书")), Pattern(id: 2, .literal("决定书")), Pattern(id: 3, .regex("不(给|理|想|亮)")),
      Pattern(id: 4, .regex("[0-9]{3,4}-?[0-9]{7,8}")), Pattern(id: 5, .regex("复.{0,3}议")),
      Pattern(id: 6, .regex("a+"), caseless: true), Pattern(id: 7, .regex("[\\x{4e00}-\\x{9fff}]+")),
      Pattern(id: 8, .regex("^.")),
      Pattern(id: 9, .regex(".$")), Pattern(id: 10, .regex("[^a-z]{2}")), Pattern(id: 11, .regex("(欠|给).*钱")),
    ]
    let engines = try matchers(patterns)
    for letter in Texts.letters {
      let expected = engines[0].matches(in: letter)
      for engine in engines { #expect(engine.matches(in: letter) == expected, "\(letter)") }
      #expect(expected.allSatisfy { $0.start < $0.end && $0.end <= letter.utf8.count })
    }
    #expect(engines[0].matches(in: Texts.letters[0]).contains { $0.id == 0 })
  }

  @Test(arguments: 1...40)
  func theEnginesAgreeOnRandomPatternsAndTexts(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let patterns = (0..<25).map { id in
      Bool.random(using: &generator)
        ? Pattern(id: id, .literal(RandomPattern.literal(using: &generator)), caseless: Bool.random(using: &generator))
        : Pattern(id: id, .regex(RandomPattern.regex(using: &generator)), caseless: Bool.random(using: &generator))
    }
    let engines = try matchers(patterns)
    for length in [0, 1, 7, 40, 300] {
      let text = Texts.random(count: length, using: &generator)
      let expected = engines[0].matches(in: text)
      for engine in engines { #expect(engine.matches(in: text) == expected, "\(patterns) on \(text)") }
    }
  }

  @Test func oneMatcherServesManyThreads() async throws {
    let patterns = [
      Pattern(id: 0, .literal("调解")), Pattern(id: 1, .regex("不.{0,4}告")), Pattern(id: 2, .regex("[0-9]+号")),
    ]
    for matcher in try matchers(patterns) {
      let expected = Texts.letters.map { matcher.matches(in: $0) }
      let right = await withTaskGroup(of: Bool.self) { group in
        for _ in 0..<8 {
          group.addTask {
            (0..<50).allSatisfy { _ in Texts.letters.map { matcher.matches(in: $0) } == expected }
          }
        }
        return await group.reduce(true) { $0 && $1 }
      }
      #expect(right)
    }
  }
}

/// Random patterns in the shared syntax that never match the empty text.
enum RandomPattern {
  static func literal(using generator: inout SeededGenerator) -> String {
    let alphabet = Array("不想告复议罚决定书abAB01,é")
    return String((0..<Int.random(in: 1...4, using: &generator)).map { _ in generator.pick(alphabet) })
  }

  static func regex(using generator: inout SeededGenerator) -> String {
    let parts = (0..<Int.random(in: 1...4, using: &generator)).map { _ in piece(using: &generator) }
    // One part that is always there keeps the whole from matching nothing.
    return parts.joined() + atom(using: &generator)
  }

  private static func piece(using generator: inout SeededGenerator) -> String {
    let quantifiers = ["", "", "?", "*", "+", "{1,3}", "{0,2}", "??", "*?", "+?"]
    return atom(using: &generator) + generator.pick(quantifiers)
  }

  private static func atom(using generator: inout SeededGenerator) -> String {
    switch Int.random(in: 0..<6, using: &generator) {
    case 0: generator.pick([".", "\\d", "\\w", "\\s", "\\W", "[a-b0]", "[^a不]", "[告诉议]", "\\x{4e0d}"])
    case 1: "(\(literal(using: &generator))|\(literal(using: &generator)))"
    case 2: "(?:\(literal(using: &generator))|.\(literal(using: &generator)))"
    default: generator.pick(Array("不告复议罚ab1").map(String.init))
    }
  }
}
