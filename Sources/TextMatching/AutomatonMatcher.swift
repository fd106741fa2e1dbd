/// One walk over the characters of a text for all patterns. From most places a walk ends after a step or two, so that
/// finding what is there costs little more than reading the text.
///
/// Expressions that such a walk cannot follow, or not in time that grows with the text alone, are left to another engine.
public struct AutomatonMatcher: Matcher {
  private let walk: AutomatonWalk?
  private let rest: (any Matcher)?

  /// Compiles `patterns`; what is not walked for goes to `engine`, whose compiled form is kept in `cacheFolder`.
  public init(
    _ patterns: PatternSet, rest engine: MatcherEngine = .scanning, cacheFolder: String? = nil
  ) throws(PatternError) {
    let plan = AutomatonPlan(patterns)
    walk = plan.walk()
    let left = walk == nil ? Array(patterns.patterns.indices) : plan.rest
    guard !left.isEmpty else {
      rest = nil
      return
    }
    do {
      rest = try engine.matcher(for: PatternSet(left.map { patterns.patterns[$0] }), cacheFolder: cacheFolder)
    } catch {
      throw PatternError(index: error.index.map { left[$0] }, pattern: error.pattern, reason: error.reason)
    }
  }

  /// All matches in `text`, ordered.
  public func matches(in text: UTF8Span) -> [Match] {
    guard !text.isEmpty else { return [] }
    guard let walk else { return rest?.matches(in: text) ?? [] }
    var (words, expressions) = walk.matches(in: text)
    words.merge(expressions)
    if let rest { words.merge(rest.matches(in: text)) }
    return words
  }
}

extension [Match] {
  /// Takes in `others`, which are ordered as these are.
  fileprivate mutating func merge(_ others: [Match]) {
    guard !others.isEmpty else { return }
    var merged: [Match] = []
    merged.reserveCapacity(count + others.count)
    var index = 0
    for other in others {
      while index < count, self[index] < other {
        merged.append(self[index])
        index += 1
      }
      merged.append(other)
    }
    merged += self[index...]
    self = merged
  }
}
