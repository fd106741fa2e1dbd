/// How two cases belong together, seen from the one that has the link.
public enum CaseLinkKind: String, Sendable, Hashable, CaseIterable {
  /// A part of this matter, split off into a case of its own.
  case child
  /// The case that this one was split from.
  case parent
  /// The case in another procedure that goes on with this matter.
  case handedTo = "handed_to"
  /// The case in another procedure that this one came from.
  case cameFrom = "came_from"
  /// The first case of the same matter.
  case repeatOf = "repeat_of"
  /// An earlier matter of the same person.
  case previous
  /// A case that goes on beside this one, for instance an enforcement case found in mediation.
  case parallel
  /// A case of the same matter in another procedure, whoever opened it.
  case sameMatter = "same_matter"
}

/// A link that a step makes: to the case whose number stands in a datum.
public struct LinkStep: Sendable, Hashable {
  public var kind: CaseLinkKind
  public var datum: String

  public init(kind: CaseLinkKind, datum: String) {
    self.kind = kind
    self.datum = datum
  }
}
