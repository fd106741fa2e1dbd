/// One occurrence of a pattern in a text: byte offsets into its UTF-8 form.
public struct Match: Hashable, Sendable {
  /// The number of the pattern.
  public var id: Int
  /// The offset of the first byte.
  public var start: Int
  /// The offset behind the last byte.
  public var end: Int

  /// The occurrence of pattern `id` in `start..<end`.
  public init(id: Int, start: Int, end: Int) {
    self.id = id
    self.start = start
    self.end = end
  }

  /// The bytes from `start` to before `end`.
  public var range: Range<Int> { start..<end }
}

extension Match: Comparable {
  /// By start, then by number, then by end.
  public static func < (left: Match, right: Match) -> Bool {
    if left.start != right.start { return left.start < right.start }
    if left.id != right.id { return left.id < right.id }
    return left.end < right.end
  }
}

/// Finds all patterns of a set in a text.
///
/// For each pattern and each place where it ends, the leftmost place where it can begin counts; of the occurrences with
/// the same pattern and start only the longest is reported. Every implementation gives the same matches in the same
/// order, by ``Match``'s order. A matcher can be used from several threads at once.
public protocol Matcher: Sendable {
  /// All matches in `text`, ordered.
  func matches(in text: UTF8Span) -> [Match]
}

extension Matcher {
  /// All matches in `text`, ordered; the offsets are into its UTF-8 form.
  public func matches(in text: String) -> [Match] {
    matches(in: text.utf8Span)
  }

  /// All matches in `bytes`, ordered; throws when they are not UTF-8.
  public func matches(in bytes: [UInt8]) throws(UTF8.ValidationError) -> [Match] {
    matches(in: try UTF8Span(validating: bytes.span))
  }
}

extension [Match] {
  /// Orders the matches and keeps the longest of those with the same pattern and start.
  mutating func keepLongest() {
    guard count > 1 else { return }
    sort()
    var kept = 0
    for index in indices.dropFirst() {
      // In this order the longest of a run is its last.
      if self[index].start != self[kept].start || self[index].id != self[kept].id { kept += 1 }
      self[kept] = self[index]
    }
    removeSubrange((kept + 1)...)
  }
}

/// The choice between the engines.
public enum MatcherEngine: String, Sendable, CaseIterable {
  /// One walk over the characters; what it cannot follow is left to ``scanning``. The fastest where most patterns are
  /// words.
  case automaton
  /// vectorscan: one pass for all patterns.
  case vectorscan
  /// Own Aho–Corasick for the literals and PCRE2 for the rest: slower, on any processor.
  case portable

  /// A matcher for `patterns`; `cacheFolder` is where vectorscan's compiled form is kept, `nil` for nowhere.
  public func matcher(for patterns: PatternSet, cacheFolder: String? = nil) throws(PatternError) -> any Matcher {
    switch self {
    case .automaton: try AutomatonMatcher(patterns, cacheFolder: cacheFolder)
    case .vectorscan: try VectorscanMatcher(patterns, cacheFolder: cacheFolder)
    case .portable: try PortableMatcher(patterns)
    }
  }

  /// The engine for words and a few expressions.
  public static var preferred: MatcherEngine { .automaton }

  /// The engine for expressions of any kind: vectorscan where this processor can run it, otherwise the portable one.
  public static var scanning: MatcherEngine {
    VectorscanMatcher.isSupported ? .vectorscan : .portable
  }
}
