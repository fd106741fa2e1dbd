/// Something that has to hold for a step: a predicate with the law's words beside it.
public struct Guard: Sendable, Hashable {
  public var predicate: Predicate
  /// The law's words, told when the guard does not hold.
  public var wording: Bilingual
  /// The article; `nil` where it is the one of the step.
  public var basis: String?

  public init(_ predicate: Predicate, wording: Bilingual, basis: String? = nil) {
    self.predicate = predicate
    self.wording = wording
    self.basis = basis
  }

  public func holds(_ facts: CaseFacts) -> Bool { predicate.holds(facts) }
}
