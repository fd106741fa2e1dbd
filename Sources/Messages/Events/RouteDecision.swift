public import Casework

/// Which way one request takes, and why.
public struct RouteDecision: Sendable, Hashable {
  public var route: RouteCode
  /// The gate of the decision list that decided, for instance `G7`.
  public var gate: String
  public var confidence: Confidence
  /// The words and fields that made the gate match.
  public var reasons: [RouteReason]
  public var articles: [LegalBasis]
  /// For instance `short_deadline`, `possible_out_of_time`, `not_to_accused`.
  public var flags: [String]
  /// Other ways that the citizen has to be told about.
  public var secondary: [RouteCode]
  /// What a person has to confirm before anything leaves the house; empty when nothing waits for a person.
  public var confirm: [String]

  public enum Confidence: String, Sendable, Hashable, CaseIterable { case high, medium, low }

  public init(
    route: RouteCode, gate: String, confidence: Confidence, reasons: [RouteReason], articles: [LegalBasis],
    flags: [String] = [], secondary: [RouteCode] = [], confirm: [String] = []
  ) {
    self.route = route
    self.gate = gate
    self.confidence = confidence
    self.reasons = reasons
    self.articles = articles
    self.flags = flags
    self.secondary = secondary
    self.confirm = confirm
  }
}

/// One thing that spoke for the route: a group of words or a field, and what was found there.
public struct RouteReason: Sendable, Hashable {
  /// Names the signal in `Config/routing.yaml`, for instance `document.penalty`.
  public var signal: String
  /// The field in which it was found, for instance `text`.
  public var field: String
  /// The words as the citizen wrote them, or the field's value where it is a code; empty in a sealed matter.
  public var words: String
  /// Where the words start in the field, in characters from 0; `nil` for a code.
  public var offset: Int?

  public init(signal: String, field: String, words: String, offset: Int?) {
    self.signal = signal
    self.field = field
    self.words = words
    self.offset = offset
  }
}

/// An article of law, or a choice of ours, with how well it is known.
public struct LegalBasis: Sendable, Hashable {
  public enum Standing: String, Sendable, Hashable, CaseIterable {
    /// Read in the text of the law.
    case primary
    /// From a secondary source.
    case secondary
    /// A choice of the house; no law is claimed.
    case design
    /// Not verified.
    case unverified
  }

  /// For instance `行政复议法第11条`.
  public var text: String
  public var standing: Standing

  public init(text: String, standing: Standing) {
    self.text = text
    self.standing = standing
  }
}
