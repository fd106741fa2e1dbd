/// The province, the city, a county or a town, by the code of GB/T 2260 or of the statistical office.
public struct Region: Sendable, Hashable {
  public enum Level: String, Sendable, Hashable, CaseIterable { case province, city, county, town }

  /// 6 digits, a town's 9.
  public var code: String
  public var name: String
  public var level: Level
  /// Other names that mean it wherever they stand.
  public var aliases: [String]
  /// Everyday words that mean it only where nothing else stands.
  public var looseAliases: [String]
  /// The code of the region around it.
  public var parent: String?
  /// 自治县: its own regulations apply as well (行政复议法第37条第2款).
  public var isAutonomous: Bool
  /// A park or a forest farm: counted like a town, no division of GB/T 2260.
  public var isFunctional: Bool
  /// Whether the code was found in both public data sets.
  public var isVerified: Bool

  public init(
    code: String, name: String, level: Level, aliases: [String] = [], looseAliases: [String] = [],
    parent: String? = nil, isAutonomous: Bool = false, isFunctional: Bool = false, isVerified: Bool = false
  ) {
    self.code = code
    self.name = name
    self.level = level
    self.aliases = aliases
    self.looseAliases = looseAliases
    self.parent = parent
    self.isAutonomous = isAutonomous
    self.isFunctional = isFunctional
    self.isVerified = isVerified
  }
}

/// A name that several regions bear, and the words that tell which is meant.
public struct AmbiguousName: Sendable, Hashable {
  public struct Candidate: Sendable, Hashable {
    public var code: String
    /// Other place words of the text that decide for this one.
    public var hints: [String]

    public init(code: String, hints: [String]) {
      self.code = code
      self.hints = hints
    }
  }

  public var name: String
  public var candidates: [Candidate]

  public init(name: String, candidates: [Candidate]) {
    self.name = name
    self.candidates = candidates
  }
}

/// What a text says of a place.
public enum PlaceFinding: Sendable, Hashable {
  case nowhere
  case at(Region)
  /// Several regions, none of which the text decides for.
  case ambiguous([Region])
}
