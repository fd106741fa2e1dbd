/// Patterns that are looked for together: each is in the shared syntax and none has the number of another.
public struct PatternSet: Hashable, Sendable {
  /// The patterns in the order in which they were given.
  public let patterns: [Pattern]

  /// A set of `patterns`; throws for the first that is outside the shared syntax, empty, or has a number twice.
  public init(_ patterns: [Pattern]) throws(PatternError) {
    var seen = Set<Int>()
    for (index, pattern) in patterns.enumerated() {
      guard pattern.id >= 0, pattern.id <= Int(Int32.max) else {
        throw PatternError(index: index, pattern: pattern, reason: .identifierOutOfRange)
      }
      guard seen.insert(pattern.id).inserted else {
        throw PatternError(index: index, pattern: pattern, reason: .identifierTwice)
      }
      switch pattern.expression {
      case .literal(let text):
        if text.isEmpty { throw PatternError(index: index, pattern: pattern, reason: .matchesNothing) }
      case .regex(let text):
        if let fault = PatternSyntax.fault(in: text) {
          throw PatternError(index: index, pattern: pattern, reason: .notShared(fault))
        }
      }
    }
    self.patterns = patterns
  }

  /// What the set consists of, as bytes: two sets have the same bytes when and only when they are equal.
  var canonicalBytes: [UInt8] {
    var bytes: [UInt8] = []
    for pattern in patterns {
      let (kind, text): (String, String) =
        switch pattern.expression {
        case .literal(let text): ("l", text)
        case .regex(let text): ("r", text)
        }
      bytes += Array("\(pattern.id) \(kind)\(pattern.caseless ? "i" : "") \(text.utf8.count) ".utf8)
      bytes += Array(text.utf8)
      bytes.append(UInt8(ascii: "\n"))
    }
    return bytes
  }
}

/// A pattern that cannot be used, with its place in the list that was given.
public struct PatternError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Why it cannot be used.
  public enum Reason: Hashable, Sendable {
    /// The number is negative or above 2³¹ − 1.
    case identifierOutOfRange
    /// Another pattern before it has the same number.
    case identifierTwice
    /// The pattern is empty, or it matches the empty text.
    case matchesNothing
    /// It uses what only one of the two engines understands.
    case notShared(String)
    /// An engine refused it, with the engine's own words.
    case refused(String)
  }

  /// The pattern's place in the list, from 0; `nil` when the engine blamed no single pattern.
  public let index: Int?
  /// The pattern; `nil` when the engine blamed no single one.
  public let pattern: Pattern?
  /// Why it cannot be used.
  public let reason: Reason

  /// An error about the pattern at `index`.
  public init(index: Int?, pattern: Pattern?, reason: Reason) {
    self.index = index
    self.pattern = pattern
    self.reason = reason
  }

  /// The place, the pattern and the reason in one line.
  public var description: String {
    let why =
      switch reason {
      case .identifierOutOfRange: "its number is out of range"
      case .identifierTwice: "its number is used twice"
      case .matchesNothing: "it matches the empty text"
      case .notShared(let what): "not in the shared syntax: \(what)"
      case .refused(let message): message
      }
    guard let index, let pattern else { return "patterns: \(why)" }
    switch pattern.expression {
    case .literal(let text): return "pattern \(index) (literal \"\(text)\"): \(why)"
    case .regex(let text): return "pattern \(index) (regex \"\(text)\"): \(why)"
    }
  }
}
