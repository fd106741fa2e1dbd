import Testing

@testable import TextMatching

@Suite struct PatternSetTests {
  @Test(arguments: [
    "(?=罚)款", "(?<=罚)款", "(?!罚)款", "(?i)a", "(?>a)b", "(a)\\1", "a++", "a?+", "a{2}+", "\\bx", "(*ACCEPT)x", "x\\Ky",
    "\\R", "\\p{Han}+", "\\Qa", "", "\\", "\\u4e00", "a\u{0}b",
  ])
  func whatOnlyOneEngineKnowsIsRefusedByBoth(expression: String) {
    #expect(throws: PatternError.self) { try PatternSet([Pattern(id: 1, .regex(expression))]) }
  }

  @Test(arguments: ["[*+]+", "[+]", "a+?", "(?:a|b)+", "\\(\\?=", "[]a]+", "[^]a]", "\\+\\+", "a{1,2}?", "\\\\"])
  func whatBothKnowIsTaken(expression: String) throws {
    let set = try PatternSet([Pattern(id: 1, .regex(expression))])
    _ = try VectorscanMatcher(set)
    _ = try PortableMatcher(set)
  }

  @Test(arguments: MatcherEngine.allCases)
  func aFaultNamesThePatternAndItsPlace(engine: MatcherEngine) throws {
    for broken in ["(罚", "[罚", "罚)", "x{3,1}", "*a", "a*", "(a|)"] {
      let set = try PatternSet([Pattern(id: 4, .literal("好")), Pattern(id: 9, .regex(broken))])
      let error = #expect(throws: PatternError.self) { try engine.matcher(for: set) }
      #expect(error?.index == 1)
      #expect(error?.pattern?.id == 9)
      #expect(error?.description.contains(broken) == true)
    }
  }

  @Test func numbersAreUniqueAndInRange() {
    let cases: [([Pattern], PatternError.Reason)] = [
      ([Pattern(id: 1, .literal("a")), Pattern(id: 1, .literal("b"))], .identifierTwice),
      ([Pattern(id: -1, .literal("a"))], .identifierOutOfRange),
      ([Pattern(id: 1 << 40, .literal("a"))], .identifierOutOfRange), ([Pattern(id: 1, .literal(""))], .matchesNothing),
    ]
    for (patterns, reason) in cases {
      let error = #expect(throws: PatternError.self) { try PatternSet(patterns) }
      #expect(error?.reason == reason)
    }
  }

  @Test func equalBytesMeanEqualSets() throws {
    let sets = try [
      [], [Pattern(id: 1, .literal("ab"))], [Pattern(id: 1, .regex("ab"))], [Pattern(id: 2, .literal("ab"))],
      [Pattern(id: 1, .literal("ab"), caseless: true)], [Pattern(id: 1, .literal("a")), Pattern(id: 2, .literal("b"))],
      [Pattern(id: 1, .literal("a\n2 l 1 b"))],
    ].map(PatternSet.init)
    #expect(Set(sets.map(\.canonicalBytes)).count == sets.count)
  }
}
